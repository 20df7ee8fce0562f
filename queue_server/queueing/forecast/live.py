"""The hall as a forecast sees it at one moment: who is in front of which window since when, and who waits.

These structs are also the documented format of `state.json` for `python -m queue_server forecast`.
"""

from datetime import datetime
from typing import Literal

import msgspec

Clock = tuple[tuple[str, str], ...]
"""Spans of the local day, `(("08:30", "12:00"), ("13:30", "17:30"))`."""


class LiveService(msgspec.Struct, frozen=True, kw_only=True):
    """A service; `expected_min` is what the plan expects a visit to take, 0 for unknown; `hours` when it is served."""

    service: str
    expected_min: float = 0.0
    hours: Clock = ()


class LiveWindow(msgspec.Struct, frozen=True, kw_only=True):
    """A window and the `services` it serves.

    `serving` is the service of the visitor in front (empty when free), `called_at` when that visitor was called here.
    `since` is when its state or the visitor in front last changed, where that is known. `breaks` are planned absences.
    """

    window: int
    services: tuple[str, ...]
    state: Literal["open", "paused", "closed"] = "open"
    clerk: str = ""
    serving: str = ""
    called_at: datetime | None = None
    since: datetime | None = None
    breaks: Clock = ()


class LiveTicket(msgspec.Struct, frozen=True, kw_only=True):
    """A waiting ticket. `arrival` is from when it counts as waiting (`taken_at` where None); `first` goes before all.

    `windows` are those that alone may call it; empty for every window of its service.
    """

    number: str
    service: str
    taken_at: datetime
    arrival: datetime | None = None
    first: bool = False
    windows: tuple[int, ...] = ()


class LiveHall(msgspec.Struct, frozen=True, kw_only=True):
    """The hall at `now` (with its offset from UTC: the hall's clock). `in_order`: `tickets` are in calling order.

    Where they are not, they are called by `first`, then by arrival.
    """

    now: datetime
    windows: tuple[LiveWindow, ...]
    tickets: tuple[LiveTicket, ...] = ()
    services: tuple[LiveService, ...] = ()
    hours: Clock = ()
    in_order: bool = False

    def ordered(self) -> tuple[LiveTicket, ...]:
        """The waiting tickets in calling order."""
        if self.in_order:
            return self.tickets
        return tuple(sorted(self.tickets, key=lambda ticket: (not ticket.first, ticket.arrival or ticket.taken_at)))

    @property
    def clock_s(self) -> float:
        """Seconds since the local midnight."""
        return self.now.hour * 3600.0 + self.now.minute * 60.0 + self.now.second + self.now.microsecond / 1e6
