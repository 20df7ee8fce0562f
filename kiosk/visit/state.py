"""One visitor at the kiosk, or nobody: the whole value of a visit, its beginning and its end."""

from dataclasses import dataclass, replace

from kiosk.visit.ease import AS_USUAL, Ease
from kiosk.visit.effects import AskTicket, Effect
from kiosk.visit.steps import Asking, Idle, MyTicket, ScannedPaper, Sorry, Step, Wish
from queue_server.contract.words import Language


@dataclass(frozen=True)
class LastSlip:
    """The number whose slip may be printed again before `until`."""

    number: str
    until: float


@dataclass(frozen=True)
class Visit:
    """One visitor at the kiosk, or nobody (`Idle`).

    `unsettled` is a wish that was asked and not answered: choosing the same matter again is the same wish. `ease` is
    how this visitor wants to see and hear, `priority` to which class of the plan they say they belong, `papers` what
    they scanned. `last` outlives the visit for a moment.
    """

    step: Step
    touched_at: float
    language: Language = "zh_CN"
    help: bool = False
    unsettled: Wish | None = None
    ease: Ease = AS_USUAL
    priority: str = ""
    papers: tuple[ScannedPaper, ...] = ()
    last: LastSlip | None = None

    def scanned(self, material: str) -> ScannedPaper | None:
        """What was scanned of a paper."""
        return next((one for one in self.papers if one.material == material), None)


Result = tuple[Visit, tuple[Effect, ...]]


def begin(now: float, last: LastSlip | None = None) -> Visit:
    """Nobody there; `now` and all times are seconds of any rising clock."""
    return Visit(Idle(), now, last=last if last and now < last.until else None)


def begin_after_failure(now: float) -> Visit:
    """Nobody there, and a word for whoever was."""
    return Visit(Idle(failed=True), now)


def waits_for(visit: Visit, request_id: str) -> bool:
    """Whether the answer to this wish, or to this swap of a ticket, would be shown: its visitor is still there."""
    match visit.step:
        case Asking(wish=Wish(request_id=known)) | Sorry(wish=Wish(request_id=known)) | MyTicket(acting=known):
            return known == request_id
    return False


def asking(visit: Visit, wish: Wish, now: float) -> Result:
    """The wish goes to the desk, with the class the visitor belongs to."""
    wish = replace(wish, priority=visit.priority)
    return replace(visit, step=Asking(wish, now), help=False, unsettled=wish), (AskTicket(wish),)
