"""What a visit asks of the world."""

from dataclasses import dataclass

from kiosk.visit.steps import Wish
from queue_server.contract.commands import Score
from queue_server.contract.concerns import Category, RatingReason


@dataclass(frozen=True)
class AskTicket:
    """Ask the desk for the wish's number; asking again under the same identity is harmless."""

    wish: Wish


@dataclass(frozen=True)
class AskQueues:
    """Ask for all live tickets, to find `code` among them."""

    code: str


@dataclass(frozen=True)
class AskBooking:
    """Ask what is booked under `code`."""

    code: str


@dataclass(frozen=True)
class AskBringBack:
    """Ask the desk to put the missed ticket back into its queue."""

    number: str
    request_id: str


@dataclass(frozen=True)
class AskGiveUp:
    """Ask the desk to cancel the ticket whose slip was shown."""

    token: str
    request_id: str


@dataclass(frozen=True)
class AskSwap:
    """Ask the desk for a number for `matter` in place of the ticket whose slip was shown."""

    token: str
    matter: str
    request_id: str


@dataclass(frozen=True)
class AskOwnTicket:
    """Ask where the ticket of today stands whose slip was shown and who waits no more."""

    token: str


@dataclass(frozen=True)
class AskRating:
    """Tell the desk how it was."""

    token: str
    score: Score
    reasons: tuple[RatingReason, ...]
    request_id: str


@dataclass(frozen=True)
class AskComplaint:
    """Tell the desk of a complaint, about `window` where that is not 0."""

    category: Category
    window: int
    request_id: str


@dataclass(frozen=True)
class GiveHandout:
    """Print what to bring for `matter`, or where it is done online."""

    matter: str
    online: bool


@dataclass(frozen=True)
class PrintAgain:
    """Print the slip of the number once more, marked as such."""

    number: str


@dataclass(frozen=True)
class WantPages:
    """Take pages of this paper as they are laid down."""

    material: str


@dataclass(frozen=True)
class TakePage:
    """Take the page now, as it lies."""


@dataclass(frozen=True)
class StopPages:
    """Take no more."""


@dataclass(frozen=True)
class DropPage:
    """Forget the newest page of this paper."""

    material: str


@dataclass(frozen=True)
class SendPapers:
    """Everything scanned goes to the window, as belonging to the ticket with this token, for this matter."""

    token: str
    matter: str


@dataclass(frozen=True)
class TryPin:
    """See whether this is the technician's PIN."""

    pin: str


Effect = (
    AskTicket
    | AskQueues
    | AskBooking
    | AskBringBack
    | AskGiveUp
    | AskSwap
    | AskOwnTicket
    | AskRating
    | AskComplaint
    | GiveHandout
    | PrintAgain
    | WantPages
    | TakePage
    | StopPages
    | DropPage
    | SendPapers
    | TryPin
)
