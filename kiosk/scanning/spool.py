"""Sealed papers on the kiosk's disk until the server has them, for a quarter of an hour at most."""

import hashlib
import logging
import os
import re
import struct
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from queue_server.sealing import SealError, about_sealed

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(minutes=15)
"""Longest stay of a paper on the kiosk; also how far a clock may have been set back before a file counts as old."""
MOST_BYTES = 256 << 20
"""Everything waiting together."""
ENDING = ".sealed"
PART = ".part"

_HEAD = struct.Struct(">6sQ32s")
_MAGIC = b"THSPL1"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_NAME = re.compile(r"(?P<moment>[0-9]{15})\.(?P<id>[A-Za-z0-9_-]{1,64})\.sealed", re.ASCII)


class SpoolFullError(Exception):
    """No more papers can wait here; those that wait must reach the server first."""


class NotSealedError(Exception):
    """Something was to be kept that is not sealed, or under a name that is none."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sealed paper that waits: its id, its size in bytes without our head, and since when."""

    id: str
    bytes: int
    since: datetime
    file: Path


class Spool:
    """A folder of sealed papers. Use it from one thread.

    Each file holds a magic, the length and the SHA-256 of the sealed bytes, then these; its name holds the moment and
    the id. It is written aside, synced and renamed, so a power cut leaves a whole paper or none.
    """

    def __init__(self, folder: Path, now: datetime, most_bytes: int = MOST_BYTES) -> None:
        """Opens the folder (mode 700), clears what a power cut left, drops what is older than `KEPT_FOR`.

        Raises:
            OSError: the folder cannot be made or read.
        """
        self._folder = folder
        self._most_bytes = most_bytes
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for part in folder.glob(f"*{PART}"):
            part.unlink(missing_ok=True)
            log.warning("a paper was cut off while it was put away: %s", part.name)
        self.expire(now)

    def put(self, id: str, sealed: bytes, now: datetime) -> Waiting:
        """Keeps a sealed paper; one with the same id is replaced and keeps its first moment.

        Args:
            id: up to 64 letters, digits, `-` and `_`.
            now: with a time zone.

        Raises:
            NotSealedError: the bytes are not sealed, or the id is none.
            SpoolFullError: it does not fit beside those that wait.
            OSError: the disk refuses.
        """
        if not _ID.fullmatch(id):
            raise NotSealedError("no id of a paper")
        try:
            about_sealed(sealed)
        except SealError as error:
            raise NotSealedError(str(error)) from error
        earlier = next((one for one in self.waiting() if one.id == id), None)
        taken = sum(one.bytes for one in self.waiting() if one.id != id)
        if taken + len(sealed) > self._most_bytes:
            raise SpoolFullError(f"{taken} bytes wait, {len(sealed)} more do not fit into {self._most_bytes}")
        since = earlier.since if earlier else now
        file = self._folder / f"{_milliseconds(since):015d}.{id}{ENDING}"
        self._write(file, _HEAD.pack(_MAGIC, len(sealed), hashlib.sha256(sealed).digest()), sealed)
        return Waiting(id, len(sealed), since, file)

    def waiting(self) -> tuple[Waiting, ...]:
        """Everything that waits, the oldest first."""
        found = []
        for file in sorted(self._folder.glob(f"*{ENDING}")):
            name = _NAME.fullmatch(file.name)
            if name is not None:
                size = max(file.stat().st_size - _HEAD.size, 0)
                found.append(Waiting(name["id"], size, _moment(int(name["moment"])), file))
        return tuple(found)

    def read(self, id: str) -> bytes | None:
        """The sealed bytes of a paper, None where there is none. A cut or changed file is dropped and is none."""
        for one in self.waiting():
            if one.id == id:
                sealed = _whole(one.file.read_bytes())
                if sealed is None:
                    log.warning("a waiting paper was cut off or changed, dropped: %s", id)
                    self._drop(one.file)
                return sealed
        return None

    def delete(self, id: str) -> bool:
        """Lets a paper go that the server acknowledged; whether it was there."""
        files = [one.file for one in self.waiting() if one.id == id]
        for file in files:
            self._drop(file)
        return bool(files)

    def expire(self, now: datetime) -> tuple[str, ...]:
        """Drops what has waited for `KEPT_FOR` or longer, or comes from a future as far away; gives the ids."""
        old = [one for one in self.waiting() if abs(now - one.since) >= KEPT_FOR]
        for one in old:
            self._drop(one.file)
            log.warning("a paper was not fetched in time, dropped: %s", one.id)
        return tuple(one.id for one in old)

    def wipe(self) -> None:
        """Drops everything."""
        for one in self.waiting():
            self._drop(one.file)

    def _write(self, file: Path, head: bytes, sealed: bytes) -> None:
        part = tempfile.NamedTemporaryFile(dir=self._folder, suffix=PART, delete=False)  # noqa: SIM115
        try:
            with part:
                part.write(head)
                part.write(sealed)
                part.flush()
                os.fsync(part.fileno())
            Path(part.name).replace(file)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise
        self._sync()

    def _drop(self, file: Path) -> None:
        file.unlink(missing_ok=True)
        self._sync()

    def _sync(self) -> None:
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _whole(content: bytes) -> bytes | None:
    if len(content) < _HEAD.size:
        return None
    magic, length, digest = _HEAD.unpack_from(content)
    sealed = content[_HEAD.size :]
    if magic != _MAGIC or len(sealed) != length or hashlib.sha256(sealed).digest() != digest:
        return None
    return sealed


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
