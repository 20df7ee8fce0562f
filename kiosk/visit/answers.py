"""What the answers of the desk, the printers and the door do to a visit."""

from dataclasses import replace

from kiosk.visit import saying, timing
from kiosk.visit import tidings as t
from kiosk.visit.effects import AskBooking, AskOwnTicket, AskQueues
from kiosk.visit.lookup import find, may_be_booking, may_be_token
from kiosk.visit.state import LastSlip, Result, Visit, begin, waits_for
from kiosk.visit.steps import (
    Asking,
    Booked,
    Checks,
    Complaint,
    Door,
    Facts,
    Idle,
    MyTicket,
    Number,
    Online,
    Papers,
    Rating,
    Scan,
    SelfTesting,
    SlipState,
    Sorry,
)
from queue_server.contract.replies import AnyOutcome, Done, Refused, TicketIssued

RETRIABLE = frozenset({"storage_failed"})
"""Refusals after which the very same wish may be asked again."""


def answered(visit: Visit, answer: t.Tiding, now: float) -> Result:
    """The visit after the answer, which came at `now`; one that nobody waits for any more changes nothing."""
    match visit.step, answer:
        case _, t.Replied(request_id, outcome) if waits_for(visit, request_id):
            return _wish_answered(visit, outcome, now), ()
        case Asking(wish), t.NoAnswer(about) if about == wish.request_id:
            return replace(visit, step=Sorry(None, wish), touched_at=now), ()
        case Number(issued) as number, t.SlipCame(about, slip) if about == issued.ticket.number:
            until = now + timing.number_stays_s(slip, aloud=visit.ease.aloud)
            return replace(visit, step=replace(number, slip=slip, until=until)), ()
        case Idle(again=SlipState()) as idle, t.SlipCame(about, slip) if visit.last and about == visit.last.number:
            return replace(visit, step=replace(idle, again=slip), touched_at=now), ()
        case (Facts(confirm) | Online(confirm)) as read, t.HandoutCame(about, handout) if about == confirm.wish.matter:
            return replace(visit, step=replace(read, handout=handout)), ()
        case Door(), t.DoorTried(right):
            return replace(visit, step=Checks() if right else Door(wrong=True), touched_at=now), ()
        case SelfTesting(ordered=True), t.SelfTestEnded():
            return begin(now, visit.last), ()
        case SelfTesting(), t.SelfTestEnded():
            return replace(visit, step=SelfTesting(ended=True), touched_at=now), ()
        case Scan() | Papers(), t.PagesCame(paper):
            others = tuple(one for one in visit.papers if one.material != paper.material)
            papers = (*others, paper) if paper.pages else others
            return replace(visit, papers=papers, touched_at=now), ()
        case (Rating() | Complaint()) as step, _:
            return replace(visit, step=saying.answered(step, answer)), ()
        case MyTicket(), _:
            return _ticket_answered(visit, visit.step, answer, now)
    return visit, ()


def _ticket_answered(visit: Visit, mine: MyTicket, answer: t.Tiding, now: float) -> Result:
    code, acting = mine.code, mine.acting
    match answer:
        case t.QueuesCame(about, queues) if about == code:
            view = find(queues.tickets, code)
            if view is None and mine.found == "looking" and may_be_token(code):
                return visit, (AskOwnTicket(code),)
            if view is None and mine.found == "looking" and may_be_booking(code):
                return visit, (AskBooking(code),)
            return replace(visit, step=replace(mine, found="here" if view else "unknown", view=view)), ()
        case t.OwnTicketCame(about, None) if about == code and may_be_booking(code):
            return visit, (AskBooking(code),)
        case t.OwnTicketCame(about, over) if about == code:
            return replace(visit, step=replace(mine, found="over" if over else "unknown", over=over)), ()
        case t.BookingCame(booking, fresh_id) if booking.code == code:
            if booking.standing == "unknown":
                return replace(visit, step=replace(mine, found="unknown")), ()
            return replace(visit, step=Booked(booking, fresh_id)), ()
        case t.NoAnswer(about) if about == code and mine.found == "looking":
            return replace(visit, step=replace(mine, found="no_answer")), ()
        case t.NoAnswer(about) if acting and about == acting:
            return replace(visit, step=replace(mine, acting="", giving_up=False, found="no_answer")), ()
        case t.TicketActed(request_id, TicketIssued() as issued) if request_id == acting:
            return _given(visit, issued, now), ()
        case t.TicketActed(request_id, Done()) if request_id == acting and mine.giving_up:
            return replace(visit, step=MyTicket(code, "given_up", mine.view)), ()
        case t.TicketActed(request_id, Done()) if request_id == acting:
            return replace(visit, step=MyTicket(code)), (AskQueues(code),)
        case t.TicketActed(request_id, Refused() as refused) if request_id == acting:
            return replace(visit, step=replace(mine, acting="", giving_up=False, refused=refused)), ()
    return visit, ()


def _wish_answered(visit: Visit, outcome: AnyOutcome, now: float) -> Visit:
    assert isinstance(visit.step, Asking | Sorry)
    wish = visit.step.wish
    match outcome:
        case TicketIssued():
            return _given(visit, outcome, now)
        case Refused(code=code):
            again = wish if code in RETRIABLE else None
            return replace(visit, step=Sorry(outcome, again), touched_at=now, unsettled=again)
    return visit


def _given(visit: Visit, issued: TicketIssued, now: float) -> Visit:
    """A number is given; its slip may be printed again for a while."""
    until = now + timing.number_stays_s(SlipState(), aloud=visit.ease.aloud)
    last = LastSlip(issued.ticket.number, now + timing.PRINT_AGAIN_S)
    return replace(visit, step=Number(issued, until), touched_at=now, help=False, unsettled=None, papers=(), last=last)
