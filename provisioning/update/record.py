"""Where an update stands, on the disk: what a power cut leaves is read at the next start of the box."""

import contextlib
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from queue_server.state_dir import write_private

Phase = Literal["staged", "switched", "good", "rolled_back"]
Kept = TypeVar("Kept", bound=msgspec.Struct)


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """An update to `version` from `before`, in its `phase` since `at`.

    `now`: it does not wait for the closing hour. `there` are the terminals that were connected before the switch.
    `why` says in Chinese what was wrong with it, as soon as that is decided.
    """

    version: str
    before: str
    phase: Phase
    at: datetime
    now: bool = False
    there: tuple[str, ...] = ()
    why: str = ""


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle that was not taken, by its file's name, and `why` in Chinese."""

    file: str
    why: str
    at: datetime


class BusyError(Exception):
    """An update is being switched to or decided right now; said in Chinese."""


class Record:
    """The folder that says where an update stands; everybody on the box may read it, root alone writes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def journal(self) -> Path:
        """The copy of the journal for the way back."""
        return self.folder / "journal.sqlite"

    def update(self) -> Update | None:
        """The last update, None where there was none."""
        return _read(self.folder / "update.json", Update)

    def refusal(self) -> Refusal | None:
        """The bundle that was refused last, None where one was taken since."""
        return _read(self.folder / "refused.json", Refusal)

    def say(self, update: Update) -> None:
        """Writes where it stands, whole and on the disk."""
        self._write("update.json", update)

    def refuse(self, refusal: Refusal) -> None:
        """Keeps why a bundle was not taken."""
        self._write("refused.json", refusal)

    def forget_refusal(self) -> None:
        """A bundle was taken."""
        (self.folder / "refused.json").unlink(missing_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else switches or writes meanwhile.

        Raises:
            BusyError: somebody else does.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        with (self.folder / "lock").open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError("正在换版本，请等两分钟再试") from error
            yield

    def _write(self, name: str, said: msgspec.Struct) -> None:
        file = self.folder / name
        write_private(file, msgspec.json.encode(said))
        file.chmod(0o644)


def _read(file: Path, kind: type[Kept]) -> Kept | None:
    with contextlib.suppress(FileNotFoundError, msgspec.MsgspecError):
        return msgspec.json.decode(file.read_bytes(), type=kind)
    return None
