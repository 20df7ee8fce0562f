"""The papers that the server keeps: one AES-256-GCM file a material, bound to its ticket and day, deleted in time."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from queue_server.chained import Chained
from queue_server.state_dir import write_private

NONCE_BYTES = 12
ENDING = ".paper"
_LENGTH_BYTES = 4
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class VaultError(Exception):
    """A kept paper is cut off, changed, moved to another ticket, or locked with another key."""


class Label(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a kept paper belongs to; `owner` is the kiosk and its id for ticket or wish, `day` ISO."""

    owner: str
    material: str
    day: str

    @property
    def id(self) -> str:
        """A name without a meaning, 32 hex digits; a newer scan of the same material has the same one."""
        return hashlib.sha256(f"{self.owner}\n{self.material}".encode()).hexdigest()[:32]


class Deleted(msgspec.Struct, frozen=True, kw_only=True):
    """All that is left of a `day` (ISO): that it held so many papers, and when they were deleted."""

    day: str
    papers: int
    at: datetime


def tally(folder: Path) -> Chained[Deleted]:
    """What was deleted from the vault in `folder`."""
    return Chained(folder / "tally.jsonl", Deleted)


class Vault:
    """The folder of kept papers. A file is the length of the label, the label, a nonce and the cipher text.

    The label is the associated data, so that a paper put under another ticket, material or day does not open.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self.tally = tally(folder)
        self._cipher = AESGCM(key)

    def keep(self, label: Label, plain: bytes) -> None:
        """Keeps a paper; a newer scan of the same material replaces it.

        Raises:
            OSError: the disk refuses.
        """
        described, nonce = msgspec.json.encode(label), os.urandom(NONCE_BYTES)
        locked = self._cipher.encrypt(nonce, plain, described)
        write_private(self._file(label), len(described).to_bytes(_LENGTH_BYTES, "big") + described + nonce + locked)

    def open(self, label: Label) -> bytes | None:
        """The plain bytes of a paper, None where there is none.

        Raises:
            VaultError: it is not what was kept.
        """
        try:
            content = self._file(label).read_bytes()
        except FileNotFoundError:
            return None
        described = msgspec.json.encode(label)
        start = _LENGTH_BYTES + len(described)
        try:
            return self._cipher.decrypt(content[start : start + NONCE_BYTES], content[start + NONCE_BYTES :], described)
        except (InvalidTag, ValueError) as error:
            raise VaultError("a kept paper is cut off, changed, or not of this ticket") from error

    def kept_at(self, label: Label) -> datetime | None:
        """When the paper was kept, None where there is none."""
        try:
            return datetime.fromtimestamp(self._file(label).stat().st_mtime, UTC)
        except FileNotFoundError:
            return None

    def on(self, day: str) -> tuple[Label, ...]:
        """The labels of what is kept of that day, by material."""
        found = [_label(file) for file in (self._folder / day).glob(f"*{ENDING}")]
        return tuple(sorted((one for one in found if one), key=lambda one: (one.material, one.owner)))

    def of(self, owner: str, day: str) -> tuple[Label, ...]:
        """The labels of what is kept of `owner` that day, by material."""
        return tuple(one for one in self.on(day) if one.owner == owner)

    def delete_before(self, today: date, keep_days: int) -> int:
        """Deletes the days that have been kept for `keep_days`; leaves how many papers each held, and nothing else.

        Raises:
            OSError: the disk refuses.
        """
        last = today - timedelta(keep_days)
        old = [folder for folder in _days(self._folder) if date.fromisoformat(folder.name) <= last]
        told = {deleted.day for deleted in self.tally.records()} if old else set()
        count = 0
        for folder in old:
            papers = sum(1 for _ in folder.glob(f"*{ENDING}"))
            if folder.name not in told:  # a deletion that was cut off goes on, and is told once
                self.tally.add(Deleted(day=folder.name, papers=papers, at=datetime.now(UTC)))
            shutil.rmtree(folder)
            count += papers
        return count

    def _file(self, label: Label) -> Path:
        if not _DAY.fullmatch(label.day):
            raise ValueError("no day")
        return self._folder / label.day / f"{label.id}{ENDING}"


def _label(file: Path) -> Label | None:
    with file.open("rb") as opened:
        length = int.from_bytes(opened.read(_LENGTH_BYTES), "big")
        try:
            return msgspec.json.decode(opened.read(length), type=Label)
        except msgspec.MsgspecError:
            return None


def _days(folder: Path) -> Iterable[Path]:
    return [one for one in folder.glob("*") if one.is_dir() and _DAY.fullmatch(one.name)]
