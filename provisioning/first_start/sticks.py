"""Plans on the USB sticks that are in: every `hall.toml` and every bundle, a folder deep."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.setup.values import Offer
from provisioning.first_start.drafting import BUNDLE, PLAN

FOLDERS = (Path("/run/media"), Path("/media"), Path("/mnt"))
"""Where sticks are mounted."""
DEEP = 4
MOST_BYTES = 4 << 20


def offers(folders: Iterable[Path] = FOLDERS) -> tuple[Offer, ...]:
    """What may be chosen, in the order of its places."""
    return tuple(Offer(path=str(path), name=_name(path), about=str(path)) for path in sorted(_found(folders)))


def _found(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for depth in range(DEEP):
            steps = "*/" * depth
            for pattern in (PLAN, f"*{BUNDLE}"):
                try:
                    yield from (path for path in folder.glob(steps + pattern) if path.is_file())
                except OSError:  # pulled out while it is looked at
                    return


def _name(path: Path) -> str:
    """The hall's name where a plan has one that can be read, else the file's."""
    if path.suffix != BUNDLE and path.stat().st_size <= MOST_BYTES:
        try:
            name = tomllib.loads(path.read_text(encoding="utf-8"))["hall"]["name"]
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, OSError):
            return path.name
        return str(name)
    return path.name
