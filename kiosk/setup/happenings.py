"""What may happen in a first start: touches of the person, and what comes back from outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kiosk.setup.steps import Reason
from kiosk.setup.values import Hall, Machine, Offer, Person, Summary
from queue_server.contract.selftest import Finding

Unit = Literal["year", "month", "day", "hour", "minute"]


@dataclass(frozen=True)
class Touched:
    """A finger came down, wherever."""


@dataclass(frozen=True)
class TurnTongue:
    """The other language."""


@dataclass(frozen=True)
class Next:
    """The one next action of the screen."""


@dataclass(frozen=True)
class Back:
    """One screen back."""


@dataclass(frozen=True)
class Again:
    """Look, try or ask once more."""


@dataclass(frozen=True)
class Choose:
    """One of what the screen offers, by its key."""

    key: str


@dataclass(frozen=True)
class Typed:
    """The whole text after a key."""

    text: str


@dataclass(frozen=True)
class TurnPage:
    """The next page (1) or the one before (-1)."""

    by: int


@dataclass(frozen=True)
class Nudge:
    """The clock goes on (1) or back (-1) by one of the unit."""

    unit: Unit
    by: int


@dataclass(frozen=True)
class ClockWrong:
    """The clock that is `shown` is not right."""

    shown: datetime


@dataclass(frozen=True)
class PrintPins:
    """The list of people and PINs is wanted on paper."""


@dataclass(frozen=True)
class MachinesFound:
    """Everything that a kiosk usually has, as it was found."""

    machines: tuple[Machine, ...]


@dataclass(frozen=True)
class SticksSeen:
    """The plans on the USB sticks that are in."""

    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class PlanRead:
    """A plan without mistakes, its people with fresh PINs, and a fresh one for the kiosk's door."""

    summary: Summary
    people: tuple[Person, ...]
    door_pin: str


@dataclass(frozen=True)
class HallsHeard:
    """The halls that answered."""

    halls: tuple[Hall, ...]


@dataclass(frozen=True)
class CodeGiven:
    """The hall knows this code for so many seconds."""

    code: str
    words: tuple[str, ...]
    for_s: float


@dataclass(frozen=True)
class KeptOut:
    """The hall does not take the box in; it may have said why in a Chinese sentence."""

    reason: Reason
    sentence: str = ""


@dataclass(frozen=True)
class LetIn:
    """The hall took the box in as this client; a fresh PIN for the kiosk's door comes with it."""

    client: str
    hall: str
    door_pin: str


@dataclass(frozen=True)
class WorkDone:
    """What was worked at is done."""


@dataclass(frozen=True)
class WorkFailed:
    """What was worked at is not done; Chinese sentences say why."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class NowTesting:
    """The self-test looks at this now; `words` ask for a person's hand where one is needed."""

    check: str
    words: str = ""


@dataclass(frozen=True)
class Tested:
    """One more line of the self-test."""

    finding: Finding


@dataclass(frozen=True)
class TestsOver:
    """The self-test has no more lines."""


@dataclass(frozen=True)
class PinsPrinted:
    """The list is on paper, or is not."""

    well: bool


@dataclass(frozen=True)
class Tick:
    """Time passes."""


Touch = Touched | TurnTongue | Next | Back | Again | Choose | Typed | TurnPage | Nudge | ClockWrong | PrintPins
Tiding = (
    MachinesFound
    | SticksSeen
    | PlanRead
    | HallsHeard
    | CodeGiven
    | KeptOut
    | LetIn
    | WorkDone
    | WorkFailed
    | NowTesting
    | Tested
    | TestsOver
    | PinsPrinted
    | Tick
)
Happening = Touch | Tiding
