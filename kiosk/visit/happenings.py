"""What can happen to a visit: touches, answers, the slip, a scan, time."""

from dataclasses import dataclass

from kiosk.visit.ease import EaseKind
from kiosk.visit.steps import SlipState
from queue_server.contract.replies import AnyOutcome, QueuesAre


@dataclass(frozen=True)
class Touched:
    """The glass was touched, wherever."""


@dataclass(frozen=True)
class Tick:
    """Time has passed."""


@dataclass(frozen=True)
class ChooseService:
    """A service's tile."""

    service: str


@dataclass(frozen=True)
class ClosedTouched:
    """The tile of a service that gives no numbers now."""

    service: str


@dataclass(frozen=True)
class ChooseMatter:
    """A matter's card; `fresh_id` becomes the wish's identity if this is a new wish."""

    matter: str
    fresh_id: str


@dataclass(frozen=True)
class OpenSearch:
    """查事项."""


@dataclass(frozen=True)
class Typed:
    """What stands in the search field now."""

    text: str


@dataclass(frozen=True)
class ChooseGroup:
    """A group of the guide."""

    group: str


@dataclass(frozen=True)
class ReadFacts:
    """办事指南."""


@dataclass(frozen=True)
class GoOnline:
    """网上办理."""


@dataclass(frozen=True)
class PrintHandout:
    """The list of what to bring, or the address, on paper."""


@dataclass(frozen=True)
class HandoutCame:
    """What became of the handout of `matter`."""

    matter: str
    handout: SlipState


@dataclass(frozen=True)
class CornersTouched:
    """The four corners were touched one after the other: a technician is there."""


@dataclass(frozen=True)
class TryDoor:
    """The PIN is entered."""


@dataclass(frozen=True)
class DoorTried:
    """Whether the PIN was right."""

    right: bool


@dataclass(frozen=True)
class TakeNumber:
    """取号, or 再试一次 after nobody answered."""


@dataclass(frozen=True)
class TurnPage:
    """Forwards (1) or backwards (-1) through tiles or cards."""

    by: int


@dataclass(frozen=True)
class Back:
    """One step back."""


@dataclass(frozen=True)
class Home:
    """The visit ends."""


@dataclass(frozen=True)
class TurnTongue:
    """The other language."""


@dataclass(frozen=True)
class TurnEase:
    """大字, 高对比, 低位 or 语音: on, or off again."""

    kind: EaseKind


@dataclass(frozen=True)
class ChangeVolume:
    """Louder (1) or quieter (-1)."""

    by: int


@dataclass(frozen=True)
class KeyStruck:
    """One of the five keys: whoever uses them may not see the screen."""


@dataclass(frozen=True)
class AskHelp:
    """叫人帮忙."""


@dataclass(frozen=True)
class CloseHelp:
    """The word of help was read."""


@dataclass(frozen=True)
class Replied:
    """The desk answered the wish `request_id`."""

    request_id: str
    outcome: AnyOutcome


@dataclass(frozen=True)
class SlipCame:
    """What became of the slip of `number`."""

    number: str
    slip: SlipState


@dataclass(frozen=True)
class Scanned:
    """The reader saw `code`: a ticket's token or number."""

    code: str


@dataclass(frozen=True)
class QueuesCame:
    """All live tickets, asked for because of `code`."""

    code: str
    queues: QueuesAre


@dataclass(frozen=True)
class BringBackPressed:
    """重新排队; `fresh_id` becomes the identity of the ask."""

    fresh_id: str


@dataclass(frozen=True)
class BroughtBack:
    """The desk answered the bringing back."""

    request_id: str
    outcome: AnyOutcome


@dataclass(frozen=True)
class NoAnswer:
    """Nobody answered the ask `about` (a request id, or the scanned code)."""

    about: str


Happening = (
    Touched
    | Tick
    | ChooseService
    | ClosedTouched
    | ChooseMatter
    | OpenSearch
    | Typed
    | ChooseGroup
    | ReadFacts
    | GoOnline
    | PrintHandout
    | HandoutCame
    | CornersTouched
    | TryDoor
    | DoorTried
    | TakeNumber
    | TurnPage
    | Back
    | Home
    | TurnTongue
    | TurnEase
    | ChangeVolume
    | KeyStruck
    | AskHelp
    | CloseHelp
    | Replied
    | SlipCame
    | Scanned
    | QueuesCame
    | BringBackPressed
    | BroughtBack
    | NoAnswer
)
