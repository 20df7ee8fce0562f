"""What the desk answers: one frozen struct per outcome, tagged by its name on the wire; refusals are values."""

from datetime import datetime

import msgspec

from queue_server.contract.accounts import Account
from queue_server.contract.boards import Call, HallBoard, WindowBoard
from queue_server.contract.bookings import Standing
from queue_server.contract.concerns import Concern
from queue_server.contract.payments import PaymentNotice
from queue_server.contract.reasons import Reason
from queue_server.contract.tickets import Ticket, TicketState, TicketView


class Outcome(msgspec.Struct, frozen=True, kw_only=True, tag_field="outcome", tag=True):
    """Base of all outcomes; the tag on the wire is the class name under the key `outcome`."""


class TicketIssued(Outcome, frozen=True, kw_only=True):
    """A new ticket, with everything its slip needs: `ahead` people before it, `windows` open for its service.

    `late`: it has a booking whose moment has passed, so it queues as anybody else.
    """

    ticket: Ticket
    ahead: int
    windows: tuple[int, ...]
    late: bool = False


class NumbersClaimed(Outcome, frozen=True, kw_only=True):
    """The box may give the kiosk's numbers from the local day `since` (ISO) on: no other box gives them that day."""

    since: str


class TicketCalled(Outcome, frozen=True, kw_only=True):
    """The window has this ticket in front and the hall is being told; `why` it and no other."""

    ticket: Ticket
    call: Call
    why: Reason | None = None


class Done(Outcome, frozen=True, kw_only=True):
    """It is so now; `number` is the ticket it was about, empty where there is none."""

    number: str = ""


class BoardIs(Outcome, frozen=True, kw_only=True):
    """The answer to `GetBoard`; exactly one of the two is there."""

    hall: HallBoard | None = None
    window: WindowBoard | None = None


class QueuesAre(Outcome, frozen=True, kw_only=True):
    """The answer to `GetQueues`: the board and, of the same moment, all live tickets and all notices still to be paid.

    Waiting tickets come first, by service in the plan's order and within it in calling order; then called, serving,
    parked and missed ones.
    """

    board: HallBoard
    tickets: tuple[TicketView, ...]
    notices: tuple[PaymentNotice, ...] = ()


class PeopleAre(Outcome, frozen=True, kw_only=True):
    """The answer to `GetPeople`: everybody who works in the hall or has worked there, in the order they were named."""

    people: tuple[Account, ...]


class NoticeIs(Outcome, frozen=True, kw_only=True):
    """The payment notice as it is now."""

    notice: PaymentNotice


class ConcernIs(Outcome, frozen=True, kw_only=True):
    """The concern as it is now."""

    concern: Concern


class ConcernsAre(Outcome, frozen=True, kw_only=True):
    """The answer to `GetConcerns`: those still to be answered, the one due first at the head, then those answered."""

    concerns: tuple[Concern, ...]


class OwnTicketIs(Outcome, frozen=True, kw_only=True):
    """The answer to `FindTicket`: where today's ticket stands, and whether its visitor may say now how it was."""

    number: str
    state: TicketState
    window: int | None = None
    may_rate: bool = False


class BookingIs(Outcome, frozen=True, kw_only=True):
    """The answer to `FindBooking`: what is booked, and how it stands now; an `unknown` one has its code only.

    `number` is the ticket that a `used` one was given; `opens` from when an `early` one may check in on the slot's day
    (`10:15`, the hall's clock).
    """

    code: str
    standing: Standing
    matter: str = ""
    slot: datetime | None = None
    number: str = ""
    opens: str = ""


class BookingsTaken(Outcome, frozen=True, kw_only=True):
    """The bookings are as imported: `taken` new or changed ones, `cancelled` ones; 0 and 0 where all was so before."""

    taken: int
    cancelled: int


class Refused(Outcome, frozen=True, kw_only=True):
    """The command is impossible now and nothing changed.

    `code` names why (a key of `refusals.SENTENCES`), `values` fill its sentence, and
    `sentence` is that sentence in Chinese.
    """

    code: str
    sentence: str
    values: dict[str, str] = {}


class Misfit(msgspec.Struct, frozen=True, kw_only=True):
    """Why the booking at `place` of those asked for, counted from 0, cannot be taken over."""

    place: int
    why: Refused


class BookingsRefused(Outcome, frozen=True, kw_only=True):
    """None of the bookings was taken over, because of these; the first `MOST_MISFITS` in the order asked."""

    misfits: tuple[Misfit, ...]


AnyOutcome = (
    TicketIssued
    | NumbersClaimed
    | TicketCalled
    | Done
    | BoardIs
    | QueuesAre
    | PeopleAre
    | NoticeIs
    | ConcernIs
    | ConcernsAre
    | OwnTicketIs
    | BookingIs
    | BookingsTaken
    | BookingsRefused
    | Refused
)
