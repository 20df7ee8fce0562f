"""Sealed papers on their way in: each grows piece by piece in a file, so that a cut or a restart loses nothing."""

import hashlib
import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec

from queue_server.papers.vault import Label, Vault
from queue_server.sealing import SealError, open_sealed
from queue_server.state_dir import write_private

MOST_BYTES = 64 << 20
"""One sealed paper."""
MOST_CHUNK_BYTES = 1 << 20
KEPT_S = 3600
"""How long a half upload may rest; a kiosk keeps its paper for a quarter of an hour."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


class UnknownUploadError(Exception):
    """There is no such upload of this client."""


class WrongOffsetError(Exception):
    """A piece does not begin where the last one ended."""


class WrongPaperError(Exception):
    """The whole is not what was announced, or not sealed for this hall; it is forgotten and may be sent anew."""


class TooLargeError(Exception):
    """A piece or a paper is larger than may be."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a kiosk announces: its own id for the paper, the length in bytes and SHA-256 (hex) of the sealed whole."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    length: Annotated[int, msgspec.Meta(ge=1)]
    sha256: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How far an upload is, in bytes; `done` when the paper lies in the vault."""

    offset: int
    done: bool


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    wanted: Wanted
    done: bool


class Uploads:
    """The folder of uploads, one folder a client; what is whole goes into the vault. Safe for several threads."""

    def __init__(
        self, folder: Path, hall: str, private_key: bytes, vault: Vault, changed: Callable[[], None] = lambda: None
    ) -> None:
        """`changed` is told, from any thread, when a paper begins to come in and when it is kept."""
        self._folder = folder
        self._hall = hall
        self._private_key = private_key
        self._vault = vault
        self._changed = changed
        self._turn = threading.Lock()

    def create(self, client: str, wanted: Wanted) -> Standing:
        """Begins an upload, or tells how far the same one is; another paper under the same id begins anew.

        Raises:
            TooLargeError: more than `MOST_BYTES`.
            OSError: the disk refuses.
        """
        if wanted.length > MOST_BYTES:
            raise TooLargeError(f"{wanted.length} bytes, at most {MOST_BYTES}")
        with self._turn:
            note = self._note(client, wanted.id)
            if note.exists() and _read(note).wanted == wanted:
                return self._standing(client, wanted.id)
            self._part(client, wanted.id).unlink(missing_ok=True)
            write_private(note, msgspec.json.encode(_Kept(wanted=wanted, done=False)))
            return Standing(offset=0, done=False)

    def standing(self, client: str, id: str) -> Standing:
        """How far an upload is.

        Raises:
            UnknownUploadError: there is none.
        """
        with self._turn:
            return self._standing(client, id)

    def append(self, client: str, id: str, offset: int, piece: bytes, day: str) -> Standing:
        """Takes a piece that begins at `offset`; the last one puts the paper into the vault under `day`.

        Raises:
            UnknownUploadError, WrongOffsetError, TooLargeError, WrongPaperError: see there.
            OSError: the disk refuses.
        """
        if len(piece) > MOST_CHUNK_BYTES:
            raise TooLargeError(f"a piece of {len(piece)} bytes, at most {MOST_CHUNK_BYTES}")
        with self._turn:
            standing = self._standing(client, id)
            wanted = _read(self._note(client, id)).wanted
            if standing.done or offset != standing.offset:
                raise WrongOffsetError(f"{standing.offset} bytes are here")
            if offset + len(piece) > wanted.length:
                raise TooLargeError("more than was announced")
            part = self._part(client, id)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
                file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            if offset + len(piece) == wanted.length:
                self._finish(client, wanted, day)
            standing = self._standing(client, id)
        if offset == 0 or standing.done:
            self._changed()
        return standing

    def expire(self, now_s: float | None = None) -> int:
        """Clears uploads that have rested for `KEPT_S`, and the notes of those that are done; gives how many."""
        limit = (time.time() if now_s is None else now_s) - KEPT_S
        with self._turn:
            rested = [note for note in self._folder.glob("*/*.json") if _touched(note) < limit]
            for note in rested:
                note.with_suffix(".part").unlink(missing_ok=True)
                note.unlink()
        return len(rested)

    def _finish(self, client: str, wanted: Wanted, day: str) -> None:
        part, note = self._part(client, wanted.id), self._note(client, wanted.id)
        sealed = part.read_bytes()
        try:
            if hashlib.sha256(sealed).hexdigest() != wanted.sha256:
                raise WrongPaperError("not the bytes that were announced")
            about, plain = open_sealed(self._private_key, sealed)
            if about.hall != self._hall:
                raise WrongPaperError("sealed for another hall")
        except (SealError, WrongPaperError) as error:
            part.unlink()
            note.unlink()
            raise WrongPaperError(str(error)) from error
        self._vault.keep(Label(owner=f"{client}/{about.owner}", material=about.material, day=day), plain)
        write_private(note, msgspec.json.encode(_Kept(wanted=wanted, done=True)))
        part.unlink()

    def _standing(self, client: str, id: str) -> Standing:
        note = self._note(client, id)
        if not note.exists():
            raise UnknownUploadError(id)
        kept, part = _read(note), self._part(client, id)
        offset = kept.wanted.length if kept.done else part.stat().st_size if part.exists() else 0
        return Standing(offset=offset, done=kept.done)

    def _note(self, client: str, id: str) -> Path:
        if not _ID.fullmatch(id) or not _ID.fullmatch(client):
            raise UnknownUploadError(id)
        return self._folder / client / f"{id}.json"

    def _part(self, client: str, id: str) -> Path:
        return self._note(client, id).with_suffix(".part")


def _read(note: Path) -> _Kept:
    return msgspec.json.decode(note.read_bytes(), type=_Kept)


def _touched(note: Path) -> float:
    part = note.with_suffix(".part")
    return max(file.stat().st_mtime for file in (note, part) if file.exists())
