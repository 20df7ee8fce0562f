"""What can happen to a visit: touches, time, and the tidings from elsewhere."""

from dataclasses import dataclass

from kiosk.visit.ease import EaseKind
from kiosk.visit.tidings import Tiding
from kiosk.visit.words_of_visitors import Opinion


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
class AddMatter:
    """再加一件事."""


@dataclass(frozen=True)
class DropMatter:
    """The matter that was added last is not wanted after all."""


@dataclass(frozen=True)
class OpenPriority:
    """优先办理."""


@dataclass(frozen=True)
class ChoosePriority:
    """A class of the plan, or nobody in particular where empty."""

    priority: str


@dataclass(frozen=True)
class Typed:
    """What stands in the search field now."""

    text: str


@dataclass(frozen=True)
class ChooseGroup:
    """A group of the guide."""

    group: str


@dataclass(frozen=True)
class OpenPapers:
    """扫描材料."""


@dataclass(frozen=True)
class ScanPaper:
    """One paper of the list."""

    material: str


@dataclass(frozen=True)
class PageNow:
    """拍下来."""


@dataclass(frozen=True)
class PageAway:
    """The newest page is not good."""


@dataclass(frozen=True)
class PapersDone:
    """Everything is scanned that is to be."""


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
class CornersTouched:
    """The four corners were touched one after the other: a technician is there."""


@dataclass(frozen=True)
class StartSelfTest:
    """The technician, or the hall while nobody stands here, wants the kiosk to look at itself."""


@dataclass(frozen=True)
class TryDoor:
    """The PIN is entered."""


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
class Headset:
    """A headset was plugged in, or unplugged."""

    plugged: bool


@dataclass(frozen=True)
class AskHelp:
    """叫人帮忙."""


@dataclass(frozen=True)
class CloseHelp:
    """The word of help was read."""


@dataclass(frozen=True)
class WantGiveUp:
    """取消这个号."""


@dataclass(frozen=True)
class WantSwap:
    """换一件事."""


@dataclass(frozen=True)
class AmSure:
    """The ticket is really to be given up or swapped; `fresh_id` becomes the identity of the ask."""

    fresh_id: str


@dataclass(frozen=True)
class PrintAgainPressed:
    """再打一张."""


@dataclass(frozen=True)
class BringBackPressed:
    """重新排队; `fresh_id` becomes the identity of the ask."""

    fresh_id: str


Happening = (
    Touched
    | Tick
    | ChooseService
    | ClosedTouched
    | ChooseMatter
    | OpenSearch
    | AddMatter
    | DropMatter
    | OpenPriority
    | ChoosePriority
    | Typed
    | ChooseGroup
    | OpenPapers
    | ScanPaper
    | PageNow
    | PageAway
    | PapersDone
    | ReadFacts
    | GoOnline
    | PrintHandout
    | CornersTouched
    | TryDoor
    | StartSelfTest
    | TakeNumber
    | TurnPage
    | Back
    | Home
    | TurnTongue
    | TurnEase
    | ChangeVolume
    | KeyStruck
    | Headset
    | AskHelp
    | CloseHelp
    | BringBackPressed
    | WantGiveUp
    | WantSwap
    | AmSure
    | PrintAgainPressed
    | Opinion
    | Tiding
)
