"""What is on its way in: read from the readable head of each upload, so told to people and trusted in nothing."""

import time
from pathlib import Path

import msgspec

from queue_server.sealing import MOST_ABOUT_BYTES, SealError, about_sealed

COMING_S = 120.0
"""An upload that has rested for longer is not said to be coming; the kiosk may still go on with it."""
_HEAD_BYTES = MOST_ABOUT_BYTES + 128


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that is not whole yet; `owner` as in a kept paper's label."""

    owner: str
    material: str


def coming(folder: Path, now_s: float | None = None) -> tuple[Coming, ...]:
    """The papers that come in now, of which enough is here to know whose they are, by material."""
    since = (time.time() if now_s is None else now_s) - COMING_S
    found = []
    for part in folder.glob("*/*.part"):
        try:
            if part.stat().st_mtime < since:
                continue
            with part.open("rb") as file:
                about = about_sealed(file.read(_HEAD_BYTES))
        except (FileNotFoundError, SealError):
            continue
        found.append(Coming(owner=f"{part.parent.name}/{about.owner}", material=about.material))
    return tuple(sorted(found, key=lambda one: one.material))
