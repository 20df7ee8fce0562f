"""A ticket and its states, as every part of the hall sees them."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

import msgspec

from queue_server.contract.reasons import Reason


class TicketState(StrEnum):
    """Where a ticket is; `CALLED` and `SERVING` are both at a window."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    MISSED = "missed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """A visitor's place for one hall-day.

    `number` is the service's prefix and the running digits (`A012`), unique within `day` (ISO date, the hall's
    local date). `token` is the unguessable part of the address of the ticket's page. `more` are the codes of further
    matters of the same visit, in the visitor's order. One of `practice` is worth nothing.
    """

    number: str
    day: str
    service: str
    service_name: str
    matter: str
    matter_name: str
    taken_at: datetime
    token: str
    more: tuple[str, ...] = ()
    practice: bool = False


StepKind = Literal[
    "called",
    "recalled",
    "started",
    "missed",
    "brought_back",
    "transferred",
    "went_on",
    "parked",
    "unparked",
    "noted",
    "finished",
    "split",
    "granted",
    "handed_over",
]


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What once happened to a ticket, by whom at which window.

    `service` and `to_window` are where a transferred one (or one that `went_on` by itself) went, `to` who took over,
    `matters` those that were finished or split off, `note` what was written, the new number or the reason.
    """

    kind: StepKind
    at: datetime
    window: int | None = None
    clerk: str = ""
    service: str = ""
    to_window: int | None = None
    to: str = ""
    matters: tuple[str, ...] = ()
    note: str = ""


class TicketView(msgspec.Struct, frozen=True, kw_only=True):
    """A live ticket as a clerk sees it.

    `service` is where it queues now (it differs from the ticket's own after a transfer). `window` is where it was
    called, is served, parked, or was missed; `since` when it came into `state`; `ahead` how many wait before it in its
    service (0 when it does not wait); `calls` how often it was called; `returns` how often it was brought back.
    `first` waits before all others, because it was transferred; `arrival` is from when it counts as waiting;
    `priority` is a class of the plan, granted for `reason`; `slot` the booked moment while that counts and `booking`
    its code; `responsible` the clerk who knows the case; `why` tells why it was called last. `left` are the matters of
    the visit still to be done, in order, the present one first. `to_window` is the window that a transferred one waits
    for; `history` what happened since it was taken, oldest first.
    """

    ticket: Ticket
    state: TicketState
    service: str
    since: datetime
    window: int | None = None
    clerk: str = ""
    ahead: int = 0
    calls: int = 0
    returns: int = 0
    transferred: bool = False
    note: str = ""
    first: bool = False
    arrival: datetime | None = None
    priority: str = ""
    reason: str = ""
    slot: datetime | None = None
    booking: str = ""
    responsible: str = ""
    why: Reason | None = None
    left: tuple[str, ...] = ()
    to_window: int | None = None
    history: tuple[Step, ...] = ()
