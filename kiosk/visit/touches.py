"""What a touch does to a visit."""

from dataclasses import replace
from typing import assert_never

from kiosk.visit import happenings as h
from kiosk.visit import saying, timing
from kiosk.visit import words_of_visitors as w
from kiosk.visit.effects import (
    AskBringBack,
    AskGiveUp,
    AskSwap,
    DropPage,
    GiveHandout,
    PrintAgain,
    SendPapers,
    StopPages,
    TakePage,
    TryPin,
    WantPages,
)
from kiosk.visit.state import Result, Visit, asking, begin
from kiosk.visit.steps import (
    Asking,
    Booked,
    Checks,
    Complaint,
    Confirm,
    Door,
    Facts,
    Idle,
    Matters,
    MyTicket,
    Number,
    Online,
    Paper,
    Papers,
    Priority,
    Rating,
    Scan,
    Search,
    SelfTesting,
    SlipState,
    Sorry,
    Step,
    Sure,
    Wish,
)
from queue_server.contract.commands import MOST_FURTHER
from queue_server.contract.plan import Plan
from queue_server.contract.tickets import TicketState

LONGEST_TEXT = 24
"""Characters that the search field takes."""
LONGEST_PIN = 8


def touched(plan: Plan, visit: Visit, touch: h.Happening, now: float) -> Result:
    """The visit after the touch, which came at `now`; what does not fit the step changes nothing."""
    match visit.step, touch:
        case _, h.TurnTongue():
            return replace(visit, language="en" if visit.language == "zh_CN" else "zh_CN"), ()
        case _, h.TurnEase(kind):
            return replace(visit, ease=visit.ease.turned(kind)), ()
        case _, h.ChangeVolume(by):
            return replace(visit, ease=visit.ease.louder(by)), ()
        case _, h.KeyStruck():
            return replace(visit, ease=replace(visit.ease, aloud=True)), ()
        case _, h.Headset(plugged):
            return replace(visit, ease=replace(visit.ease, aloud=plugged, headset=plugged)), ()
        case _, h.AskHelp():
            return replace(visit, help=True), ()
        case _, h.CloseHelp():
            return replace(visit, help=False), ()
        case Asking(), _:
            return visit, ()
        case Scan(papers), h.Back():
            return _at(visit, papers), (StopPages(),)
        case Rating() | Complaint(), h.Back() if visit.step.acting:
            return visit, ()
        case _, h.Back():
            return _back(plan, visit, now), ()
        case _, h.Home():
            return begin(now, visit.last), ()
        case (
            (
                Idle(page=page)
                | Matters(page=page)
                | Search(page=page)
                | Facts(page=page)
                | Papers(page=page)
                | Complaint(page=page)
            ) as paged,
            h.TurnPage(by),
        ):
            return _at(visit, replace(paged, page=max(0, page + by))), ()
        case Idle() | Door() | Checks() | SelfTesting() | Number(), _:
            return _around(plan, visit, touch, now)
        case (Rating() | Complaint()) as step, _:
            said, effects = saying.touched(plan, step, touch)
            return _at(visit, said), effects
        case MyTicket() | Sure() | Booked(), _:
            return _own_ticket(visit, touch, now)
        case Papers() | Scan(), _:
            return _scanning(visit, touch)
    return _choosing(plan, visit, touch, now)


def _choosing(plan: Plan, visit: Visit, touch: h.Happening, now: float) -> Result:
    """On the way from a service or a search to the wish and its number."""
    match visit.step, touch:
        case Search(adding=adding, swapping=swapping), h.Typed(text):
            return _at(visit, Search(text[:LONGEST_TEXT], adding=adding, swapping=swapping)), ()
        case Search(text="", adding=adding, swapping=swapping), h.ChooseGroup(group):
            return _at(visit, Search(group=group, adding=adding, swapping=swapping)), ()
        case Matters(service, page), h.ChooseMatter(matter, fresh_id) if (
            matter in plan.matters and plan.matters[matter].service == service
        ):
            wish = _wish(visit, matter, fresh_id)
            if visit.ease.look.large:  # two touches are enough for the old: what to bring stands on the card
                return asking(visit, wish, now)
            return _at(visit, Confirm(wish, page)), ()
        case Search() as search, h.ChooseMatter(matter, fresh_id) if matter in plan.matters:
            return _at(visit, _found(visit, search, matter, fresh_id)), ()
        case Confirm(wish) as confirm, h.AddMatter() if len(wish.more) < MOST_FURTHER:
            return _at(visit, Search(adding=confirm)), ()
        case Confirm(wish) as confirm, h.DropMatter() if wish.more:
            return _at(visit, replace(confirm, wish=replace(wish, more=wish.more[:-1]))), ()
        case (Confirm() | Matters()) as back, h.OpenPriority() if plan.priority:
            return _at(visit, Priority(back)), ()
        case Priority(back), h.ChoosePriority(priority) if priority in ("", *plan.priorities):
            return replace(_at(visit, back), priority=priority), ()
        case Confirm() as confirm, h.OpenPapers():
            return _at(visit, Papers(confirm)), ()
        case Confirm() as confirm, h.ReadFacts():
            return _at(visit, Facts(confirm)), ()
        case Confirm(wish) as confirm, h.GoOnline() if plan.matters[wish.matter].online:
            return _at(visit, Online(confirm)), ()
        case (Facts(confirm) | Online(confirm)) as read, h.PrintHandout() if read.handout != SlipState():
            wanted = GiveHandout(confirm.wish.matter, online=isinstance(read, Online))
            return replace(visit, step=replace(read, handout=SlipState())), (wanted,)
        case Confirm(wish) | Sorry(wish=Wish() as wish), h.TakeNumber():
            return asking(visit, wish, now)
    return visit, ()


def _own_ticket(visit: Visit, touch: h.Happening, now: float) -> Result:
    """With a slip or a booking that was scanned."""
    match visit.step, touch:
        case MyTicket(view=view, acting="") as mine, h.BringBackPressed(fresh_id) if (
            view is not None and view.state is TicketState.MISSED
        ):
            asked = AskBringBack(view.ticket.number, fresh_id)
            return replace(visit, step=replace(mine, acting=fresh_id, refused=None)), (asked,)
        case MyTicket(acting="") as mine, h.WantGiveUp() if mine.own:
            return _at(visit, Sure(replace(mine, refused=None))), ()
        case MyTicket(acting="") as mine, h.OpenPapers() if mine.own:
            return _at(visit, Papers(mine)), ()
        case MyTicket(acting="") as mine, h.WantSwap() if mine.own:
            return _at(visit, Search(swapping=replace(mine, refused=None))), ()
        case MyTicket() as mine, w.OpenRating() if saying.may_rate(mine):
            return _at(visit, Rating(mine)), ()
        case Sure(mine, matter), h.AmSure(fresh_id):
            acting = _at(visit, replace(mine, acting=fresh_id, giving_up=not matter))
            if matter:
                return acting, (AskSwap(mine.code, matter, fresh_id),)
            return acting, (AskGiveUp(mine.code, fresh_id),)
        case Booked(booking, fresh_id), h.TakeNumber() if booking.standing in ("ready", "late"):
            return asking(visit, Wish(booking.matter, fresh_id, booking=booking.code), now)
    return visit, ()


def _scanning(visit: Visit, touch: h.Happening) -> Result:
    """At the list of papers, and while one of them is being scanned."""
    match visit.step, touch:
        case Papers() as papers, h.ScanPaper(material):
            return _at(visit, Scan(papers, material)), (WantPages(material),)
        case Papers(back=Confirm() as confirm), h.PapersDone():
            return _at(visit, confirm), ()
        case Papers(back=MyTicket() as mine), h.PapersDone():
            if not visit.papers or mine.view is None:
                return _at(visit, mine), ()
            return replace(_at(visit, mine), papers=()), (SendPapers(mine.code, mine.view.ticket.matter),)
        case Scan(papers), h.PapersDone():
            return _at(visit, papers), (StopPages(),)
        case Scan(), h.PageNow():
            return visit, (TakePage(),)
        case Scan(_, material), h.PageAway() if visit.scanned(material):
            return visit, (DropPage(material),)
    return visit, ()


def _around(plan: Plan, visit: Visit, touch: h.Happening, now: float) -> Result:
    """On the first screen, at the technician's door, and with a number just given."""
    match visit.step, touch:
        case Idle(), h.ChooseService(service) if service in plan.services:
            return _at(visit, Matters(service)), ()
        case Idle(page=page), h.ClosedTouched(service):
            return replace(visit, step=Idle(page, service)), ()
        case Idle(page=page, again=again), h.PrintAgainPressed() if visit.last and again != SlipState():
            return replace(visit, step=Idle(page, again=SlipState())), (PrintAgain(visit.last.number),)
        case Idle(), w.OpenComplaint():
            return _at(visit, Complaint()), ()
        case Idle(), h.OpenSearch():
            return _at(visit, Search()), ()
        case Idle(), h.CornersTouched():
            return _at(visit, Door()), ()
        case Door(), h.Typed(text) if text == "" or (text.isascii() and text.isdigit()):
            return replace(visit, step=Door(text[:LONGEST_PIN])), ()
        case Door(entered), h.TryDoor() if entered:
            return replace(visit, step=Door()), (TryPin(entered),)
        case Idle(), h.StartSelfTest():
            return replace(visit, step=SelfTesting(ordered=True)), ()
        case Checks() | SelfTesting(ended=True), h.StartSelfTest():
            return replace(visit, step=SelfTesting()), ()
        case Number(until=until) as number, h.Touched():
            return replace(visit, step=replace(number, until=max(until, now + timing.NUMBER_S))), ()
        case Number(issued=issued, slip=slip, again=False) as number, h.PrintAgainPressed() if (
            visit.last and slip.paper is not Paper.PRINTING
        ):
            until = now + timing.number_stays_s(SlipState(), aloud=visit.ease.aloud)
            printing = replace(number, slip=SlipState(), again=True, until=until)
            return replace(visit, step=printing), (PrintAgain(issued.ticket.number),)
    return visit, ()


def _back(plan: Plan, visit: Visit, now: float) -> Visit:
    match visit.step:
        case Idle() | Asking() | Number():
            return visit
        case Door() | Checks() | SelfTesting(ordered=True):
            return begin(now, visit.last)
        case SelfTesting():
            return _at(visit, Checks())
        case Search(adding=Confirm() as confirm, text="", group=""):
            return _at(visit, confirm)
        case Search(swapping=MyTicket() as mine, text="", group=""):
            return _at(visit, mine)
        case Search(text, group, adding=adding, swapping=swapping) if text or group:
            return _at(visit, Search(adding=adding, swapping=swapping))
        case Confirm(search=Search() as search):
            return _at(visit, search)
        case Confirm(wish, page):
            return _at(visit, Matters(plan.matters[wish.matter].service, page))
        case Facts(confirm) | Online(confirm):
            return _at(visit, confirm)
        case Priority(back) | Papers(back):
            return _at(visit, back)
        case Scan(papers):
            return _at(visit, papers)
        case (Rating() | Complaint()) as step:
            return _at(visit, saying.back(step))
        case Sure(mine):
            return _at(visit, mine)
        case Sorry(wish=Wish() as wish) if not wish.booking:
            return _at(visit, Matters(plan.matters[wish.matter].service))
        case Matters() | Search() | Sorry() | MyTicket() | Booked():
            return _at(visit, Idle())
    assert_never(visit.step)


def _at(visit: Visit, step: Step) -> Visit:
    return replace(visit, step=step, help=False)


def _found(visit: Visit, search: Search, matter: str, fresh_id: str) -> Step:
    """Where a matter that was found leads: to a wish, into a wish, or in place of a ticket."""
    match search:
        case Search(adding=Confirm(wish) as confirm):
            known = matter in wish.matters
            return confirm if known else replace(confirm, wish=replace(wish, more=(*wish.more, matter)))
        case Search(swapping=MyTicket() as mine):
            return Sure(mine, matter)
    return Confirm(_wish(visit, matter, fresh_id), 0, search)


def _wish(visit: Visit, matter: str, fresh_id: str) -> Wish:
    """The wish for a matter: still the one that was asked and not answered, if it is for the same."""
    known = visit.unsettled
    return known if known is not None and known.matter == matter else Wish(matter, fresh_id)
