"""The visit: one function from (visit, what happened, when) to (next visit, what to do)."""

from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.visit import happenings as h
from kiosk.visit import timing
from kiosk.visit.ease import AS_USUAL, Ease
from kiosk.visit.effects import AskBringBack, AskQueues, AskTicket, Effect, GiveHandout, TryPin
from kiosk.visit.lookup import find
from kiosk.visit.steps import (
    Asking,
    Checks,
    Confirm,
    Door,
    Facts,
    Idle,
    Matters,
    MyTicket,
    Number,
    Online,
    Search,
    SlipState,
    Sorry,
    Step,
    Wish,
)
from queue_server.contract.plan import Plan
from queue_server.contract.replies import AnyOutcome, Done, Refused, TicketIssued
from queue_server.contract.tickets import TicketState
from queue_server.contract.words import Language

RETRIABLE = frozenset({"storage_failed"})
"""Refusals after which the very same wish may be asked again."""
LONGEST_TEXT = 24
"""Characters that the search field takes."""
LONGEST_PIN = 8


@dataclass(frozen=True)
class Visit:
    """One visitor at the kiosk, or nobody (`Idle`).

    `unsettled` is a wish that was asked and not answered: choosing the same matter again is the same wish. `ease` is
    how this visitor wants to see and hear.
    """

    step: Step
    touched_at: float
    language: Language = "zh_CN"
    help: bool = False
    unsettled: Wish | None = None
    ease: Ease = AS_USUAL


Result = tuple[Visit, tuple[Effect, ...]]


def begin(now: float) -> Visit:
    """Nobody there; `now` and all times are seconds of any rising clock."""
    return Visit(Idle(), now)


def begin_after_failure(now: float) -> Visit:
    """Nobody there, and a word for whoever was."""
    return Visit(Idle(failed=True), now)


def waits_for(visit: Visit, request_id: str) -> bool:
    """Whether the answer to this wish would be shown: its visitor is still there."""
    return (
        isinstance(visit.step, Asking | Sorry)
        and visit.step.wish is not None
        and (visit.step.wish.request_id == request_id)
    )


def step(plan: Plan, visit: Visit, happening: h.Happening, now: float) -> Result:
    """The visit after `happening`; what does not fit the step changes nothing."""
    match happening:
        case h.Tick():
            return _tick(visit, now), ()
        case (
            h.Replied()
            | h.SlipCame()
            | h.HandoutCame()
            | h.QueuesCame()
            | h.BroughtBack()
            | h.NoAnswer()
            | h.DoorTried()
        ):
            return _answered(visit, happening, now)
        case h.Scanned(code):
            if isinstance(visit.step, Asking):
                return visit, ()
            return replace(visit, step=MyTicket(code), touched_at=now, help=False), (AskQueues(code),)
        case _:
            return _touched(plan, replace(visit, touched_at=now), happening, now)


def _tick(visit: Visit, now: float) -> Visit:
    quiet_s = now - visit.touched_at
    match visit.step:
        case Idle(page=page, closed=closed, failed=failed):
            if (closed or failed) and quiet_s >= timing.SHORT_WORD_S:
                visit = replace(visit, step=Idle(page))
            untouched = visit == begin(visit.touched_at)
            return begin(now) if not untouched and quiet_s >= timing.QUIET_S else visit
        case Asking(wish=wish, since=since):
            late = now - since >= timing.PATIENCE_S
            return replace(visit, step=Sorry(None, wish), touched_at=now) if late else visit
        case Number(until=until):
            return begin(now) if now >= until else visit
        case Matters() | Search() | Confirm() | Facts() | Online() | Sorry() | MyTicket() | Door() | Checks():
            return begin(now) if quiet_s >= timing.QUIET_S + timing.WARNING_S else visit
    assert_never(visit.step)


def _touched(plan: Plan, visit: Visit, touch: h.Happening, now: float) -> Result:
    match visit.step, touch:
        case _, h.TurnTongue():
            return replace(visit, language="en" if visit.language == "zh_CN" else "zh_CN"), ()
        case _, h.TurnEase(kind):
            return replace(visit, ease=visit.ease.turned(kind)), ()
        case _, h.ChangeVolume(by):
            return replace(visit, ease=visit.ease.louder(by)), ()
        case _, h.KeyStruck():
            return replace(visit, ease=replace(visit.ease, aloud=True)), ()
        case _, h.AskHelp():
            return replace(visit, help=True), ()
        case _, h.CloseHelp():
            return replace(visit, help=False), ()
        case Number(until=until) as number, h.Touched():
            return replace(visit, step=replace(number, until=max(until, now + timing.NUMBER_S))), ()
        case Idle(), h.ChooseService(service) if service in plan.services:
            return replace(visit, step=Matters(service), help=False), ()
        case Idle(page=page), h.ClosedTouched(service):
            return replace(visit, step=Idle(page, service)), ()
        case Idle(), h.CornersTouched():
            return replace(visit, step=Door(), help=False), ()
        case Door(), h.Typed(text) if text == "" or (text.isascii() and text.isdigit()):
            return replace(visit, step=Door(text[:LONGEST_PIN])), ()
        case Door(entered), h.TryDoor() if entered:
            return replace(visit, step=Door()), (TryPin(entered),)
        case ((Door() | Checks()), h.Back()):
            return begin(now), ()
        case Idle(), h.OpenSearch():
            return replace(visit, step=Search(), help=False), ()
        case Search(), h.Typed(text):
            return replace(visit, step=Search(text[:LONGEST_TEXT])), ()
        case Search(text=""), h.ChooseGroup(group):
            return replace(visit, step=Search(group=group)), ()
        case (Idle(page=page) | Matters(page=page) | Search(page=page) | Facts(page=page)) as paged, h.TurnPage(by):
            return replace(visit, step=replace(paged, page=max(0, page + by))), ()
        case Matters(service, page), h.ChooseMatter(matter, fresh_id) if (
            matter in plan.matters and plan.matters[matter].service == service
        ):
            wish = _wish(visit, matter, fresh_id)
            if visit.ease.look.large:  # two touches are enough for the old: what to bring stands on the card
                return _asking(visit, wish, now)
            return replace(visit, step=Confirm(wish, page), help=False), ()
        case Search() as search, h.ChooseMatter(matter, fresh_id) if matter in plan.matters:
            return replace(visit, step=Confirm(_wish(visit, matter, fresh_id), 0, search), help=False), ()
        case Confirm() as confirm, h.ReadFacts():
            return replace(visit, step=Facts(confirm), help=False), ()
        case Confirm(wish) as confirm, h.GoOnline() if plan.matters[wish.matter].online:
            return replace(visit, step=Online(confirm), help=False), ()
        case ((Facts(confirm) | Online(confirm)), h.Back()):
            return replace(visit, step=confirm, help=False), ()
        case (Facts(confirm) | Online(confirm)) as read, h.PrintHandout() if read.handout != SlipState():
            wanted = GiveHandout(confirm.wish.matter, online=isinstance(read, Online))
            return replace(visit, step=replace(read, handout=SlipState())), (wanted,)
        case Confirm(wish) | Sorry(wish=Wish() as wish), h.TakeNumber():
            return _asking(visit, wish, now)
        case Confirm(search=Search() as search), h.Back():
            return replace(visit, step=search, help=False), ()
        case Search(text, group), h.Back() if text or group:
            return replace(visit, step=Search(), help=False), ()
        case Confirm(wish, page), h.Back():
            return replace(visit, step=Matters(plan.matters[wish.matter].service, page), help=False), ()
        case Asking(), h.Back() | h.Home():
            return visit, ()
        case Sorry(wish=Wish() as wish), h.Back():
            return replace(visit, step=Matters(plan.matters[wish.matter].service), help=False), ()
        case Matters() | Search() | Sorry() | MyTicket(), h.Back():
            return replace(visit, step=Idle(), help=False), ()
        case _, h.Home():
            return begin(now), ()
        case MyTicket(view=view, bringing="") as mine, h.BringBackPressed(fresh_id) if (
            view is not None and view.state is TicketState.MISSED
        ):
            asked = AskBringBack(view.ticket.number, fresh_id)
            return replace(visit, step=replace(mine, bringing=fresh_id, refused=None)), (asked,)
    return visit, ()


def _answered(
    visit: Visit,
    answer: h.Replied | h.SlipCame | h.HandoutCame | h.QueuesCame | h.BroughtBack | h.NoAnswer | h.DoorTried,
    now: float,
) -> Result:
    match visit.step, answer:
        case _, h.Replied(request_id, outcome) if waits_for(visit, request_id):
            return _wish_answered(visit, outcome, now), ()
        case Asking(wish), h.NoAnswer(about) if about == wish.request_id:
            return replace(visit, step=Sorry(None, wish), touched_at=now), ()
        case Number(issued) as number, h.SlipCame(about, slip) if about == issued.ticket.number:
            until = now + timing.number_stays_s(slip, aloud=visit.ease.aloud)
            return replace(visit, step=replace(number, slip=slip, until=until)), ()
        case (Facts(confirm) | Online(confirm)) as read, h.HandoutCame(about, handout) if about == confirm.wish.matter:
            return replace(visit, step=replace(read, handout=handout)), ()
        case Door(), h.DoorTried(right):
            return replace(visit, step=Checks() if right else Door(wrong=True), touched_at=now), ()
        case MyTicket(code) as mine, h.QueuesCame(about, queues) if about == code:
            view = find(queues.tickets, code)
            return replace(visit, step=replace(mine, found="here" if view else "unknown", view=view)), ()
        case MyTicket(code, found="looking") as mine, h.NoAnswer(about) if about == code:
            return replace(visit, step=replace(mine, found="no_answer")), ()
        case MyTicket(code, bringing=bringing) as mine, h.BroughtBack(request_id, outcome) if request_id == bringing:
            refused = outcome if isinstance(outcome, Refused) else None
            again = (AskQueues(code),) if isinstance(outcome, Done) else ()
            return replace(visit, step=replace(mine, bringing="", refused=refused)), again
        case MyTicket(bringing=bringing) as mine, h.NoAnswer(about) if bringing and about == bringing:
            return replace(visit, step=replace(mine, bringing="", found="no_answer")), ()
    return visit, ()


def _asking(visit: Visit, wish: Wish, now: float) -> Result:
    return replace(visit, step=Asking(wish, now), help=False, unsettled=wish), (AskTicket(wish),)


def _wish(visit: Visit, matter: str, fresh_id: str) -> Wish:
    """The wish for a matter: still the one that was asked and not answered, if it is for the same."""
    known = visit.unsettled
    return known if known is not None and known.matter == matter else Wish(matter, fresh_id)


def _wish_answered(visit: Visit, outcome: AnyOutcome, now: float) -> Visit:
    assert isinstance(visit.step, Asking | Sorry)
    wish = visit.step.wish
    match outcome:
        case TicketIssued():
            until = now + timing.number_stays_s(SlipState(), aloud=visit.ease.aloud)
            return replace(visit, step=Number(outcome, until), touched_at=now, help=False, unsettled=None)
        case Refused(code=code):
            again = wish if code in RETRIABLE else None
            return replace(visit, step=Sorry(outcome, again), touched_at=now, unsettled=again)
    return visit
