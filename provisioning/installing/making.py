"""Makes a root file system hold just what is wanted: each thing whole or not at all, leftovers last."""

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

from provisioning.installing.things import File, Link, Thing
from provisioning.installing.wanted import MASKED, OWN, UNITS


def make(root: Path, things: Sequence[Thing]) -> list[str]:
    """Makes what is missing or different, in order, and takes away whatever else of ours is there.

    Returns:
        The paths that were made or taken away; empty where everything was so already.
    """
    changed = put(root, things)
    for path in leftovers(root, things):
        path.unlink()
        with suppress(OSError):  # somebody else's file is in the folder
            path.parent.rmdir()
        changed.append(f"/{path.relative_to(root)}")
    return changed


def put(root: Path, things: Iterable[Thing]) -> list[str]:
    """Makes what is missing or different, in order, and gives the paths of it."""
    changed = []
    for thing in things:
        place = root / thing.path.lstrip("/")
        if not _is_so(place, thing):
            _put(place, thing)
            changed.append(thing.path)
    return changed


def leftovers(root: Path, things: Sequence[Thing]) -> list[Path]:
    """What of ours is there and not wanted."""
    wanted = {root / thing.path.lstrip("/") for thing in things}
    found = {path for pattern in OWN for path in root.glob(pattern) if path.is_symlink() or path.is_file()}
    masks = {root / f"{UNITS}/{name}".lstrip("/") for name in MASKED}
    found |= {mask for mask in masks if _is_so(mask, Link("", "/dev/null"))}
    return sorted(found - wanted)


def _is_so(place: Path, thing: Thing) -> bool:
    match thing:
        case File():
            return (
                not place.is_symlink()
                and place.is_file()
                and S_IMODE(place.stat().st_mode) == thing.mode
                and place.read_bytes() == thing.content
            )
        case Link():
            return place.is_symlink() and str(place.readlink()) == thing.target


def _put(place: Path, thing: Thing) -> None:
    place.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = place.with_name(f"{place.name}.new")
    fresh.unlink(missing_ok=True)
    match thing:
        case File():
            with fresh.open("xb") as file:
                file.write(thing.content)
                file.flush()
                os.fchmod(file.fileno(), thing.mode)
                os.fsync(file.fileno())
        case Link():
            fresh.symlink_to(thing.target)
    fresh.replace(place)


def take_away(folder: Path) -> None:
    """Removes a folder with all that is in it, where it is there."""
    if folder.exists():
        shutil.rmtree(folder)
