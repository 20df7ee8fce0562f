"""Where a visit can be: one frozen value per screen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from queue_server.contract.replies import Refused, TicketIssued
from queue_server.contract.tickets import TicketView


@dataclass(frozen=True)
class Wish:
    """What the visitor wants and the one identity under which it is asked, however often."""

    matter: str
    request_id: str


@dataclass(frozen=True)
class Idle:
    """The services; `closed` is a service that was touched while it gives no numbers.

    `failed`: the visit before ended because a screen failed.
    """

    page: int = 0
    closed: str = ""
    failed: bool = False


@dataclass(frozen=True)
class Matters:
    """The matters of one service."""

    service: str
    page: int = 0


@dataclass(frozen=True)
class Search:
    """Matters looked for by the `text` typed; while there is none, browsed by `group`, or the groups themselves."""

    text: str = ""
    group: str = ""
    page: int = 0


@dataclass(frozen=True)
class Confirm:
    """One matter with what it needs, before the number is taken.

    Back leads to the page `page` of the matters of its service, or to `search` where it was found there.
    """

    wish: Wish
    page: int
    search: Search | None = None


@dataclass(frozen=True)
class Asking:
    """The wish is with the desk since `since`."""

    wish: Wish
    since: float


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
    """The number is given; it goes away at `until`."""

    issued: TicketIssued
    until: float
    slip: SlipState = SlipState()


@dataclass(frozen=True)
class Sorry:
    """No number: the desk refused, or (`refused` is None) did not answer. `wish` may be asked again."""

    refused: Refused | None
    wish: Wish | None


@dataclass(frozen=True)
class MyTicket:
    """A scanned ticket: being looked up, found (`view`), not found, or nobody answered.

    `bringing` is the request id while the ticket is being brought back, `refused` why it was not.
    """

    code: str
    found: Literal["looking", "here", "unknown", "no_answer"] = "looking"
    view: TicketView | None = None
    bringing: str = ""
    refused: Refused | None = None


@dataclass(frozen=True)
class Door:
    """The technician's PIN is being entered; `wrong` after one that is not right, or while none is taken."""

    entered: str = ""
    wrong: bool = False


@dataclass(frozen=True)
class Checks:
    """How this kiosk and its machines are, for the technician."""


Step = Idle | Matters | Search | Confirm | Facts | Online | Asking | Number | Sorry | MyTicket | Door | Checks
