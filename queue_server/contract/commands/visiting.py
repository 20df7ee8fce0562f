"""What a visitor asks for, at a kiosk or with the own ticket in hand."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from queue_server.contract.commands.base import Command
from queue_server.contract.concerns import RatingReason

MOST_FURTHER = 4
"""So many further matters one ticket may cover."""

Score = Literal[1, 2, 3, 4, 5]
"""Five is 非常满意, one is 非常不满意."""


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
    `priority` and `reason` are as there. `taken_at` is the kiosk's clock at the touch; `practice` says that the hall
    practised then, as far as the kiosk knew.
    """

    wish: str
    number: str
    matter: str
    taken_at: Annotated[datetime, msgspec.Meta(tz=True)]
    more: tuple[str, ...] = ()
    priority: str = ""
    reason: str = ""
    practice: bool = False


class ClaimNumbers(Command, frozen=True, kw_only=True):
    """The box that is `kiosk` now wants to give the numbers of that kiosk's range; answered by `NumbersClaimed`.

    `box` was made up by the box at its first start and lies with what it has given: who has lost that is another box.
    """

    kiosk: str
    box: str


class ReportSlip(Command, frozen=True, kw_only=True):
    """The kiosk tells what became of the paper of `number`: issued and printed are two facts."""

    number: str
    outcome: Literal["printed", "person_needed", "unknown"]
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


class RateService(Command, frozen=True, kw_only=True):
    """The visitor's own opinion, from an evaluator at the window; nobody who serves may give it.

    It is about the ticket being served there, or the last completed one; `number` says which where the evaluator knows.
    """

    window: int
    score: Score
    number: str = ""


class RateTicket(Command, frozen=True, kw_only=True):
    """The same opinion after the service, from the ticket's page or a kiosk, proven by the `token`.

    The two worst scores have at least one of the `reasons`; they, and others, may have a `text`.
    """

    token: str
    score: Score
    reasons: tuple[RatingReason, ...] = ()
    text: str = ""
