"""How a hall is, as its own `tinghao status --json` tells it, or that it does not answer."""

from dataclasses import dataclass
from typing import Literal

import msgspec


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """One trouble and its remedy, both in Chinese."""

    what: str
    remedy: str = ""


class Updating(msgspec.Struct, frozen=True, kw_only=True):
    """An update that is not done yet."""

    version: str
    phase: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A hall that has told how it is; `update` while one is under way. A later version may tell more."""

    hall: str
    version: str
    light: Literal["green", "yellow", "red"]
    troubles: tuple[Trouble, ...] = ()
    update: Updating | None = None


@dataclass(frozen=True, slots=True)
class Silent:
    """A hall that told nothing, and why, in Chinese."""

    why: str


Seen = Standing | Silent
_STANDING = msgspec.json.Decoder(Standing)


def read(said: str) -> Seen:
    """What a hall said of itself; other words come before and after it only where something is wrong."""
    try:
        return _STANDING.decode(said.strip().encode())
    except msgspec.MsgspecError:
        last = said.strip().splitlines()[-1:] or ["什么也没有说"]
        return Silent(f"装的不是厅号，或者太旧：{last[0][:80]}")
