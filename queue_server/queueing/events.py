"""What happened, in the past tense: the only things that change the hall, and the only things the journal keeps."""

from datetime import datetime

import msgspec

from queue_server.contract.bookings import Booking
from queue_server.contract.commands import Score
from queue_server.contract.reasons import Reason
from queue_server.contract.tickets import Ticket
from queue_server.queueing.live import Booked, Live, Standing


class Happened(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag=True):
    """Base of all events; when it happened and its sequence number are kept beside it."""


class DayOpened(Happened, frozen=True, kw_only=True):
    """The hall-day `day` (ISO) began with what was carried over; replaying a day begins here.

    `carried` has waiting tickets in calling order; `counters` are the last digits given by prefix that go on counting;
    `bookings` are those still to come and of the last days.
    """

    day: str
    carried: tuple[Live, ...] = ()
    windows: tuple[Standing, ...] = ()
    counters: dict[str, int] = {}
    bookings: tuple[Booked, ...] = ()


class DayClosed(Happened, frozen=True, kw_only=True):
    """The hall-day ended; only round-the-clock services go on."""

    day: str


class DayReopened(Happened, frozen=True, kw_only=True):
    """The closed hall-day was opened again."""

    day: str


class ServiceOpened(Happened, frozen=True, kw_only=True):
    """From now on numbers are given for the service."""

    service: str


class ServiceClosed(Happened, frozen=True, kw_only=True):
    """No numbers for the service until `opens` (`13:30`), or not again today where it is empty."""

    service: str
    opens: str = ""


class NumbersStopped(Happened, frozen=True, kw_only=True):
    """No numbers for the service before `until`, None for as long as its present hours last."""

    service: str
    reason: str = ""
    until: datetime | None = None


class NumbersResumed(Happened, frozen=True, kw_only=True):
    """Numbers are given again for the service."""

    service: str


NumbersEvent = ServiceOpened | ServiceClosed | NumbersStopped | NumbersResumed
"""What changes whether a service gives numbers."""


class BookingsImported(Happened, frozen=True, kw_only=True):
    """These bookings are new, changed or cancelled."""

    bookings: tuple[Booking, ...]


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

    By the clerk's hand `done` is empty; else these matters were done, and it went on by itself for the next.
    """

    service: str
    position: int
    note: str = ""
    done: tuple[str, ...] = ()


class TicketParked(TicketEvent, frozen=True, kw_only=True):
    """The ticket in front was set aside at its window."""

    note: str = ""


class TicketUnparked(TicketEvent, frozen=True, kw_only=True):
    """The parked ticket is in front of its window again, being served."""


class ServiceRated(TicketEvent, frozen=True, kw_only=True):
    """The visitor said how the service was; `clerk` is who served."""

    score: Score


class TicketBroughtBack(Happened, frozen=True, kw_only=True):
    """The missed ticket re-entered its queue at `position`; `arrival` is from when it counts as waiting there."""

    number: str
    position: int
    arrival: datetime | None = None
    clerk: str = ""


class TicketCancelled(Happened, frozen=True, kw_only=True):
    """The ticket was given up."""

    number: str
    clerk: str = ""
    reason: str = ""


class WindowEvent(Happened, frozen=True, kw_only=True):
    """Base of what happens to a window; `clerk` is empty where the hall itself did it."""

    window: int
    clerk: str = ""


class WindowOpened(WindowEvent, frozen=True, kw_only=True):
    """The clerk opened the window, took it over or came back from a pause."""


class WindowPaused(WindowEvent, frozen=True, kw_only=True):
    """The window stopped calling for a while."""

    reason: str = ""


class WindowClosed(WindowEvent, frozen=True, kw_only=True):
    """Nobody is at the window any more."""


Event = (
    DayOpened
    | DayClosed
    | DayReopened
    | ServiceOpened
    | ServiceClosed
    | NumbersStopped
    | NumbersResumed
    | BookingsImported
    | TicketTaken
    | SlipReported
    | TicketCalled
    | TicketRecalled
    | ServingStarted
    | TicketCompleted
    | TicketMissed
    | TicketTransferred
    | TicketParked
    | TicketUnparked
    | ServiceRated
    | TicketBroughtBack
    | TicketCancelled
    | WindowOpened
    | WindowPaused
    | WindowClosed
)


def number_in(event: Event) -> str:
    """The number of the ticket that the event is about, empty where it is about none."""
    match event:
        case TicketTaken(ticket=ticket):
            return ticket.number
        case TicketEvent() | SlipReported() | TicketBroughtBack() | TicketCancelled():
            return event.number
        case _:
            return ""
