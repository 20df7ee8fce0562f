"""What clients may ask of the desk: one frozen struct per command, imperative, tagged by its name on the wire."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from queue_server.contract.bookings import Booking

MOST_FURTHER = 4
"""So many further matters one ticket may cover."""

Score = Literal[1, 2, 3, 4, 5]
"""Five is 非常满意, one is 非常不满意."""


class Command(msgspec.Struct, frozen=True, kw_only=True, tag_field="ask", tag=True):
    """Base of all commands; the tag on the wire is the class name under the key `ask`."""


class TakeTicket(Command, frozen=True, kw_only=True):
    """A visitor wants a number for `matter` (a code of the plan); answered by `TicketIssued`.

    `priority` is the id of a class of the plan, for the clerk to verify, with the `reason` it was granted for; `slot`
    the booked moment; `responsible` the clerk who knows the case. `more` are further matters of the same visit, at
    most `MOST_FURTHER`, each once. `booking` is a booking's code: the desk takes slot and priority from it.
    """

    matter: str
    more: tuple[str, ...] = ()
    priority: str = ""
    reason: str = ""
    slot: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    responsible: str = ""
    booking: str = ""


class AcceptTicket(Command, frozen=True, kw_only=True):
    """A kiosk gave `number` of its own range while the desk was away; answered by `TicketIssued` with that number.

    It stands for the `TakeTicket` of the request id `wish`, whether or not that one ever came: `matter`, `more`,
    `priority` and `reason` are as there. `taken_at` is the kiosk's clock at the touch.
    """

    wish: str
    number: str
    matter: str
    taken_at: Annotated[datetime, msgspec.Meta(tz=True)]
    more: tuple[str, ...] = ()
    priority: str = ""
    reason: str = ""


class ReportSlip(Command, frozen=True, kw_only=True):
    """The kiosk tells what became of the paper of `number`: issued and printed are two facts."""

    number: str
    outcome: Literal["printed", "person_needed", "unknown"]
    reason: str = ""


class CallNext(Command, frozen=True, kw_only=True):
    """The window calls whoever is next over its services; `complete_current` finishes the ticket in front first."""

    window: int
    clerk: str
    complete_current: bool = False


class CallTicket(Command, frozen=True, kw_only=True):
    """The window calls this waiting ticket out of turn."""

    window: int
    clerk: str
    number: str


class Recall(Command, frozen=True, kw_only=True):
    """The window calls its called ticket again."""

    window: int
    clerk: str


class StartService(Command, frozen=True, kw_only=True):
    """The called visitor has come; the service begins."""

    window: int
    clerk: str


class CompleteTicket(Command, frozen=True, kw_only=True):
    """The matter of the ticket in front is done."""

    window: int
    clerk: str


class MarkMissed(Command, frozen=True, kw_only=True):
    """The called visitor did not come."""

    window: int
    clerk: str


class BringBack(Command, frozen=True, kw_only=True):
    """A missed visitor is here after all: back into the queue, behind the plan's `reinsert_after` waiting tickets."""

    number: str
    clerk: str = ""


class TransferTicket(Command, frozen=True, kw_only=True):
    """The ticket in front goes to the head of another service, keeping its number."""

    window: int
    clerk: str
    service: str
    note: str = ""


class ParkTicket(Command, frozen=True, kw_only=True):
    """The ticket in front is set aside; it comes back to the same window."""

    window: int
    clerk: str
    note: str = ""


class UnparkTicket(Command, frozen=True, kw_only=True):
    """The window takes a ticket that it parked in front again, being served."""

    window: int
    clerk: str
    number: str


class CancelTicket(Command, frozen=True, kw_only=True):
    """A waiting, parked, missed or present ticket is given up for a reason."""

    number: str
    clerk: str = ""
    reason: str = ""


class GiveUpTicket(Command, frozen=True, kw_only=True):
    """A visitor gives up the own ticket, proven by the `token` of its page; never one that a window has called."""

    token: str


class SwapTicket(Command, frozen=True, kw_only=True):
    """A visitor who waits, or was missed, wants a number for `matter` instead; answered by `TicketIssued`.

    The ticket of `token` is cancelled and the new one given in one decision: same priority, no clerk, no booking and
    no further matters.
    """

    token: str
    matter: str


class ImportBookings(Command, frozen=True, kw_only=True):
    """Bookings made elsewhere, all of them or none; known ones are changed. Answered by `BookingsTaken`."""

    bookings: tuple[Booking, ...]


class StopNumbers(Command, frozen=True, kw_only=True):
    """No more numbers for a service that will not be reached before closing.

    It ends with `ResumeNumbers`, with the day, when the service's hours begin anew, and after `lasts_min` minutes where
    that is not 0: who asks for that asks again in time.
    """

    service: str
    reason: str = ""
    lasts_min: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 0


class ResumeNumbers(Command, frozen=True, kw_only=True):
    """Numbers are given for the service again."""

    service: str


class OpenWindow(Command, frozen=True, kw_only=True):
    """The clerk opens the window, or takes it over, or comes back from a pause."""

    window: int
    clerk: str


class PauseWindow(Command, frozen=True, kw_only=True):
    """The window stops calling for a while; a ticket in front stays in front."""

    window: int
    clerk: str
    reason: str = ""


class CloseWindow(Command, frozen=True, kw_only=True):
    """The clerk leaves the window; refused while a ticket is in front."""

    window: int
    clerk: str


class RateService(Command, frozen=True, kw_only=True):
    """The visitor's own opinion, from an evaluator at the window; nobody who serves may give it.

    It is about the ticket being served there, or the last completed one; `number` says which where the evaluator knows.
    """

    window: int
    score: Score
    number: str = ""


class OpenDay(Command, frozen=True, kw_only=True):
    """Opens the hall-day again after `CloseDay`; the desk opens a new day by itself at local midnight."""


class CloseDay(Command, frozen=True, kw_only=True):
    """Ends the hall-day: no more tickets but of round-the-clock services; whoever waits elsewhere is cancelled."""


class GetBoard(Command, frozen=True, kw_only=True):
    """Asks for the whole present state: of the hall, or of `window`. Decides nothing, is not recorded."""

    window: int | None = None


class GetQueues(Command, frozen=True, kw_only=True):
    """Asks for every live ticket of the hall in calling order. Decides nothing, is not recorded."""


class FindBooking(Command, frozen=True, kw_only=True):
    """Asks how the booking of `code` stands; answered by `BookingIs`. Decides nothing, is not recorded."""

    code: str


Query = GetBoard | GetQueues | FindBooking
"""What only looks."""

AnyCommand = (
    TakeTicket
    | AcceptTicket
    | ReportSlip
    | CallNext
    | CallTicket
    | Recall
    | StartService
    | CompleteTicket
    | MarkMissed
    | BringBack
    | TransferTicket
    | ParkTicket
    | UnparkTicket
    | CancelTicket
    | GiveUpTicket
    | SwapTicket
    | ImportBookings
    | StopNumbers
    | ResumeNumbers
    | OpenWindow
    | PauseWindow
    | CloseWindow
    | RateService
    | OpenDay
    | CloseDay
    | GetBoard
    | GetQueues
    | FindBooking
)
