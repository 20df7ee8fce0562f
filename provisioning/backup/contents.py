"""What a backup holds: the hall's own folder, the box's settings, the kiosks' own folders; no cache and no copies."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

PAPERS = ("state/papers/kept/*", "state/papers/coming/*")
"""What visitors scanned: much, and gone after some days by itself."""
LEFT_OUT = ("*-wal", "*-shm", "*-journal", "*.lock", "*.new", "*.log", "*.garbled", "state/broker/mosquitto.db*")
TERMINAL = "tinghao-"
NO_TERMINALS = ("tinghao-update", "tinghao-backups", "tinghao-setup")
SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True)
class Room:
    """A folder of the box, and how it is called in the backup."""

    name: str
    folder: Path

    @property
    def beside(self) -> Path:
        """Where it is unpacked before it takes the folder's place."""
        return self.folder.with_name(f".{self.folder.name}.restored")


@dataclass(frozen=True)
class Folders:
    """The folders of a box: the hall's own, beside which those of its kiosks lie, and the settings."""

    state: Path
    settings: Path

    def rooms(self) -> tuple[Room, ...]:
        """All of them."""
        beside = sorted(folder.name for folder in self.state.parent.glob(f"{TERMINAL}*"))
        terminals = [name.removeprefix(TERMINAL) for name in beside if name not in NO_TERMINALS and "." not in name]
        return tuple(self.room(name) for name in (*terminals, "settings", "state"))

    def room(self, name: str) -> Room:
        """The one that the backup calls so."""
        match name:
            case "state":
                return Room(name, self.state)
            case "settings":
                return Room(name, self.settings)
            case _:
                return Room(name, self.state.with_name(f"{TERMINAL}{name}"))


def files(room: Room, *, papers: bool) -> Iterator[tuple[str, Path]]:
    """Every folder and file that is kept, with its name in the backup; folders come before what is in them."""
    out = LEFT_OUT if papers else (*LEFT_OUT, *PAPERS)
    for path in sorted(room.folder.rglob("*")):
        name = f"{room.name}/{path.relative_to(room.folder)}"
        if not path.is_symlink() and (path.is_dir() or path.is_file()) and not any(fnmatch(name, one) for one in out):
            yield name, path


def is_database(path: Path) -> bool:
    """Whether it may be written just now, and has to be copied by SQLite itself."""
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE
