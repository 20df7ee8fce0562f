"""Which box this is, and from which day on it may give the kiosk's numbers: beside what it has given.

A box that has never asked the desk gives none: the one before it may have given some today that nobody knows of.
"""

import os
import secrets
import threading
from pathlib import Path

import msgspec

ANY_DAY = ""
"""A box that gave numbers before boxes were told apart goes on."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """This `box` may give numbers from the local day `since` (ISO) on, None before the desk has said; `told` it is."""

    box: str
    since: str | None
    told: bool = False


class Holding:
    """The file `<name>.box` in `folder`; safe for several threads."""

    def __init__(self, folder: Path, name: str, *, goes_on: bool) -> None:
        """Reads it, or makes it for a box that begins, or `goes_on` with what it gave before.

        Raises:
            OSError: the disk takes nothing.
        """
        self._path = folder / f"{name}.box"
        self._lock = threading.Lock()
        self._held = self._read() or Held(box=secrets.token_hex(16), since=ANY_DAY if goes_on else None)
        self._keep(self._held)

    @property
    def box(self) -> str:
        """The box's own name, made up at its first start."""
        return self._held.box

    @property
    def told(self) -> bool:
        """Whether the desk knows this box."""
        return self._held.told

    def begins(self, since: str) -> None:
        """The desk has said from which day on; one that went on goes on.

        Raises:
            OSError: it is not kept, and the desk will be asked again.
        """
        with self._lock:
            known = self._held.since
            self._keep(Held(box=self._held.box, since=since if known is None else known, told=True))

    def may_give(self, day: str) -> bool:
        """Whether this box may give numbers on the local `day` (ISO)."""
        since = self._held.since
        return since is not None and since <= day

    def _read(self) -> Held | None:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Held)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def _keep(self, held: Held) -> None:
        part = self._path.with_name(f"{self._path.name}.part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(msgspec.json.encode(held))
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path)
        self._held = held
