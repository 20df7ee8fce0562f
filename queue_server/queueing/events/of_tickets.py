"""What happened to a ticket: taken, called, served, gone on or given up."""

from datetime import datetime

from queue_server.contract.commands import Score
from queue_server.contract.concerns import RatingReason
from queue_server.contract.reasons import Reason
from queue_server.contract.tickets import Ticket
from queue_server.queueing.events.base import Happened


class TicketTaken(Happened, frozen=True, kw_only=True):
    """A number was given; `count` is its running digits, `arrival` from when it counts as waiting (None: taking).

    `offline`: a kiosk gave it of its own range while the desk was away, so the desk's own digits do not go on from it.
    `booking` is the code that was used for it; a late one has no `slot`.
    """

    ticket: Ticket
    count: int
    arrival: datetime | None = None
    priority: str = ""
    reason: str = ""
    slot: datetime | None = None
    booking: str = ""
    responsible: str = ""
    offline: bool = False


class SlipReported(Happened, frozen=True, kw_only=True):
    """What became of the paper of the ticket."""

    number: str
    outcome: str
    reason: str = ""


class TicketEvent(Happened, frozen=True, kw_only=True):
    """Base of what happens to a ticket at a window; `clerk` is empty where the hall itself did it."""

    number: str
    window: int
    clerk: str = ""


class TicketCalled(TicketEvent, frozen=True, kw_only=True):
    """A waiting ticket was called to the window, and why it and no other."""

    why: Reason | None = None


class TicketRecalled(TicketEvent, frozen=True, kw_only=True):
    """The ticket in front was called again."""


class ServingStarted(TicketEvent, frozen=True, kw_only=True):
    """The called visitor came."""


class TicketCompleted(TicketEvent, frozen=True, kw_only=True):
    """The last matters of the visit were done: `done`, of old journals and by the hall itself empty."""

    done: tuple[str, ...] = ()


class TicketMissed(TicketEvent, frozen=True, kw_only=True):
    """The called visitor did not come."""


class TicketTransferred(TicketEvent, frozen=True, kw_only=True):
    """The ticket in front went to `position` of the queue of `service`.

    By the clerk's hand `done` is empty; else these matters were done, and it went on by itself for the next. It waits
    for `to_window` alone where that is named.
    """

    service: str
    position: int
    note: str = ""
    done: tuple[str, ...] = ()
    to_window: int | None = None


class TicketNoted(TicketEvent, frozen=True, kw_only=True):
    """Something was written down about the ticket."""

    note: str


class MattersFinished(TicketEvent, frozen=True, kw_only=True):
    """Some matters of the visit were done while it stayed in front for the others."""

    done: tuple[str, ...]


class TicketSplit(TicketEvent, frozen=True, kw_only=True):
    """These matters left the visit; the ticket `into` was taken for them."""

    matters: tuple[str, ...]
    into: str


class TicketParked(TicketEvent, frozen=True, kw_only=True):
    """The ticket in front was set aside at its window."""

    note: str = ""


class TicketUnparked(TicketEvent, frozen=True, kw_only=True):
    """The parked ticket is in front of its window again, being served."""


class ServiceRated(TicketEvent, frozen=True, kw_only=True):
    """The visitor said how the service was; `clerk` is who served. `reasons` and `text` come with a bad one."""

    score: Score
    reasons: tuple[RatingReason, ...] = ()
    text: str = ""


class TicketBroughtBack(Happened, frozen=True, kw_only=True):
    """The missed ticket re-entered its queue at `position`; `arrival` is from when it counts as waiting there."""

    number: str
    position: int
    arrival: datetime | None = None
    clerk: str = ""


class PriorityGranted(Happened, frozen=True, kw_only=True):
    """The waiting ticket is of the class `priority`; `position` and `arrival` as of `TicketBroughtBack`."""

    number: str
    priority: str
    reason: str
    position: int
    arrival: datetime
    clerk: str = ""


class TicketCancelled(Happened, frozen=True, kw_only=True):
    """The ticket was given up."""

    number: str
    clerk: str = ""
    reason: str = ""
