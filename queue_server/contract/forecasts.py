"""How long it will take, for everybody who waits and everybody who might: published whole, kept, never a promise."""

from datetime import datetime
from typing import Literal

import msgspec

Outlook = Literal["range", "ahead_only", "not_today"]
"""`range`: in minutes; `ahead_only`: too little is known, say who is ahead; `not_today`: not before closing."""


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """The wait from the moment of publication until the call, rounded for people.

    Four visits in five are called between `low_min` and `high_min` (0 and 0 where `outlook` is no range). `likely_at`
    is the median instant of the call, not rounded. `back_by` (`10:40`, hall's clock) is when somebody who goes away
    should be back at the latest; empty where it is too soon to go.
    """

    outlook: Outlook
    low_min: int = 0
    high_min: int = 0
    likely_at: datetime | None = None
    back_by: str = ""


class ServiceForecast(msgspec.Struct, frozen=True, kw_only=True):
    """The wait of somebody who takes a number for `service` now."""

    service: str
    wait: Wait


class TicketForecast(msgspec.Struct, frozen=True, kw_only=True):
    """The wait that the waiting ticket `number` still has before it."""

    number: str
    wait: Wait


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """All waits of the hall as of `revision`, computed `at`; services in the plan's order, tickets in calling order."""

    hall: str
    day: str
    revision: int
    at: datetime
    services: tuple[ServiceForecast, ...]
    tickets: tuple[TicketForecast, ...]
