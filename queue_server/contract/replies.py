"""What the desk answers: one frozen struct per outcome, tagged by its name on the wire; refusals are values."""

import msgspec

from queue_server.contract.boards import Call, HallBoard, WindowBoard
from queue_server.contract.reasons import Reason
from queue_server.contract.tickets import Ticket, TicketView


class Outcome(msgspec.Struct, frozen=True, kw_only=True, tag_field="outcome", tag=True):
    """Base of all outcomes; the tag on the wire is the class name under the key `outcome`."""


class TicketIssued(Outcome, frozen=True, kw_only=True):
    """A new ticket, with everything its slip needs: `ahead` people before it, `windows` open for its service."""

    ticket: Ticket
    ahead: int
    windows: tuple[int, ...]


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
    """The answer to `GetQueues`: the board and, of the same moment, all live tickets.

    Waiting tickets come first, by service in the plan's order and within it in calling order; then called, serving,
    parked and missed ones.
    """

    board: HallBoard
    tickets: tuple[TicketView, ...]


class Refused(Outcome, frozen=True, kw_only=True):
    """The command is impossible now and nothing changed.

    `code` names why (a key of `refusals.SENTENCES`), `values` fill its sentence, and
    `sentence` is that sentence in Chinese.
    """

    code: str
    sentence: str
    values: dict[str, str] = {}


AnyOutcome = TicketIssued | TicketCalled | Done | BoardIs | QueuesAre | Refused
