"""Where a visit can be: one frozen value per screen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from queue_server.contract.commands import Score
from queue_server.contract.concerns import Category
from queue_server.contract.replies import BookingIs, OwnTicketIs, Refused, TicketIssued
from queue_server.contract.tickets import TicketView


@dataclass(frozen=True)
class Wish:
    """What the visitor wants and the one identity under which it is asked, however often.

    `more` are further matters of the same visit, `priority` is a class of the plan, `booking` the code of a booking.
    """

    matter: str
    request_id: str
    more: tuple[str, ...] = ()
    priority: str = ""
    booking: str = ""

    @property
    def matters(self) -> tuple[str, ...]:
        """All of them, the first one first."""
        return self.matter, *self.more


@dataclass(frozen=True)
class ReadCode:
    """What was read on a page, as it may be shown: an identity number masked, a code with what it says or without."""

    kind: Literal["id_number", "qr", "bars"]
    text: str = ""


@dataclass(frozen=True)
class ScannedPaper:
    """What was scanned of one paper: how many pages, and what was read on them.

    A paper that several matters need is scanned once.
    """

    material: str
    pages: int
    read: tuple[ReadCode, ...] = ()


class Paper(StrEnum):
    """What became of the slip; the values but `PRINTING` are those of `ReportSlip.outcome`."""

    PRINTING = "printing"
    PRINTED = "printed"
    PERSON_NEEDED = "person_needed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SlipState:
    """`reason` is a device's word (`paper_out`), `offline`, `no_printer`, `late`, `cut_short` or empty."""

    paper: Paper = Paper.PRINTING
    reason: str = ""


@dataclass(frozen=True)
class Idle:
    """The services; `closed` is a service that was touched while it gives no numbers.

    `failed`: the visit before ended because a screen failed. `again` is what becomes of the last slip, printed again.
    """

    page: int = 0
    closed: str = ""
    failed: bool = False
    again: SlipState | None = None


@dataclass(frozen=True)
class Matters:
    """The matters of one service."""

    service: str
    page: int = 0


@dataclass(frozen=True)
class Confirm:
    """The wish with what it needs, before the number is taken.

    Back leads to the page `page` of the matters of its service, or to `search` where it was found there.
    """

    wish: Wish
    page: int
    search: "Search | None" = None


@dataclass(frozen=True)
class MyTicket:
    """A scanned ticket: being looked up, found (`view`), `over`, not found, given up just now, or nobody answered.

    `acting` is the request id while the ticket is being brought back, swapped or (`giving_up`) given up, `refused` why
    it was not.
    """

    code: str
    found: Literal["looking", "here", "over", "unknown", "no_answer", "given_up"] = "looking"
    view: TicketView | None = None
    acting: str = ""
    refused: Refused | None = None
    giving_up: bool = False
    over: OwnTicketIs | None = None

    @property
    def own(self) -> bool:
        """Whether the slip itself was shown: its number alone gives nobody the right to give it up."""
        return self.view is not None and self.view.ticket.token == self.code


@dataclass(frozen=True)
class Search:
    """Matters looked for by the `text` typed; while there is none, browsed by `group`, or the groups themselves.

    What is found is wished for, or added to the wish `adding`, or the ticket `swapping` is given up for it.
    """

    text: str = ""
    group: str = ""
    page: int = 0
    adding: Confirm | None = None
    swapping: MyTicket | None = None


@dataclass(frozen=True)
class Priority:
    """Whether the visitor belongs to those who go first; asked from `back`."""

    back: Confirm | Matters


@dataclass(frozen=True)
class Booked:
    """A booking whose code was scanned; `fresh_id` becomes the identity of the wish for its number."""

    booking: BookingIs
    fresh_id: str


@dataclass(frozen=True)
class Sure:
    """Whether the ticket is really to be given up, or swapped for a number for `matter`."""

    mine: MyTicket
    matter: str = ""


@dataclass(frozen=True)
class Rating:
    """How was it? The `score` of one that is bad is kept until the reason is chosen.

    `acting` is the request id while it is being sent; `refused` why it was not taken, `failed` that nobody answered;
    `thanked` once it is.
    """

    mine: MyTicket
    score: Score | Literal[0] = 0
    acting: str = ""
    refused: Refused | None = None
    failed: bool = False
    thanked: bool = False


@dataclass(frozen=True)
class Complaint:
    """What is it about, and which window? The rest as in `Rating`."""

    category: Category | None = None
    window: int = 0
    page: int = 0
    acting: str = ""
    refused: Refused | None = None
    failed: bool = False
    thanked: bool = False


@dataclass(frozen=True)
class Papers:
    """The papers that the matters of `back` need, each missing, scanned or to be brought later."""

    back: Confirm | MyTicket
    page: int = 0


@dataclass(frozen=True)
class Scan:
    """Pages of one paper (`material`, as in the matters' `needs`) are being taken."""

    papers: Papers
    material: str


@dataclass(frozen=True)
class Asking:
    """The wish is with the desk since `since`."""

    wish: Wish
    since: float


@dataclass(frozen=True)
class Facts:
    """The public facts of a matter; `handout` is what became of the list to take home, None before it is asked."""

    confirm: Confirm
    page: int = 0
    handout: SlipState | None = None


@dataclass(frozen=True)
class Online:
    """Where a matter is done without coming here; `handout` as in `Facts`."""

    confirm: Confirm
    handout: SlipState | None = None


@dataclass(frozen=True)
class Number:
    """The number is given; it goes away at `until`. `again`: its slip is printed once more."""

    issued: TicketIssued
    until: float
    slip: SlipState = SlipState()
    again: bool = False


@dataclass(frozen=True)
class Sorry:
    """No number: the desk refused, or (`refused` is None) did not answer. `wish` may be asked again."""

    refused: Refused | None
    wish: Wish | None


@dataclass(frozen=True)
class Door:
    """The technician's PIN is being entered; `wrong` after one that is not right, or while none is taken."""

    entered: str = ""
    wrong: bool = False


@dataclass(frozen=True)
class Checks:
    """How this kiosk and its machines are, for the technician."""


@dataclass(frozen=True)
class SelfTesting:
    """The kiosk looks at itself and asks the technician for a hand; `ordered` by the hall while nobody stands here."""

    ended: bool = False
    ordered: bool = False


Step = (
    Idle
    | Matters
    | Search
    | Confirm
    | Priority
    | Facts
    | Online
    | Asking
    | Number
    | Sorry
    | MyTicket
    | Sure
    | Rating
    | Complaint
    | Booked
    | Papers
    | Scan
    | Door
    | Checks
    | SelfTesting
)
