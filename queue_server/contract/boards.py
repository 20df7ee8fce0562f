"""What the hall and each window show now: whole states that are published and kept, never pokes."""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

SPOKEN_WITHIN = timedelta(seconds=15)
"""Who learns of a call later, or cannot speak for so long, only shows it: it is never spoken after an outage."""

WindowState = Literal["open", "paused", "closed"]


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One ticket called to one window.

    `sequence` rises with every call and recall of the hall and never repeats: a follower speaks when it sees a
    sequence above what it has seen. `times` counts the calls of this ticket (1 = first call); `practice` says that it
    is nobody's.
    """

    number: str
    window: int
    at: datetime
    times: int
    sequence: int
    practice: bool = False


class ServiceBoard(msgspec.Struct, frozen=True, kw_only=True):
    """How a service stands: `waiting` tickets, the `windows` open for it, and whether numbers are given now.

    `opens` says in plain words when a closed service opens: today (`13:30`), or on a later day (`11-30 08:30`) where
    the working days are known; empty when it does not open again today and nobody knows when.
    `cut_off`: numbers were stopped, because a new one would not be reached before closing; `open` is False then too.
    """

    service: str
    name: str
    waiting: int
    open: bool
    windows: tuple[int, ...]
    opens: str = ""
    cut_off: bool = False


class WindowBoard(msgspec.Struct, frozen=True, kw_only=True):
    """What one window shows now.

    `call` is the ticket in front (None when free), `serving` whether the visitor has come; `since` when the state or
    the ticket in front last changed; `reason` why it is paused. `revision` and `follows` as in `HallBoard`.
    """

    window: int
    revision: int
    follows: int
    state: WindowState
    clerk: str
    services: tuple[str, ...]
    call: Call | None
    serving: bool
    since: datetime | None = None
    reason: str = ""


class HallBoard(msgspec.Struct, frozen=True, kw_only=True):
    """What the whole hall shows now.

    `revision` is the sequence number of the last recorded event that it shows and only grows, over restarts too;
    `follows` is the revision of the board published before it, so a follower that last saw a smaller one has missed
    something and asks for the board. `calls` are the newest first, each ticket once; `windows` are in the plan's order.
    `practice`: the hall practises, and nothing of it counts.
    """

    hall: str
    day: str
    revision: int
    follows: int
    open: bool
    calls: tuple[Call, ...]
    services: tuple[ServiceBoard, ...]
    windows: tuple[WindowBoard, ...]
    missed: tuple[str, ...]
    practice: bool = False
