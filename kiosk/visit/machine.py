"""The visit: one function from (visit, what happened, when) to (next visit, what to do)."""

from dataclasses import replace
from typing import assert_never

from kiosk.visit import happenings as h
from kiosk.visit import tidings as t
from kiosk.visit import timing
from kiosk.visit.answers import answered
from kiosk.visit.effects import AskQueues
from kiosk.visit.state import Result, Visit, begin
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
    Papers,
    Priority,
    Rating,
    Scan,
    Search,
    SelfTesting,
    Sorry,
    Sure,
)
from kiosk.visit.touches import touched
from queue_server.contract.plan import Plan


def step(plan: Plan, visit: Visit, happening: h.Happening, now: float) -> Result:
    """The visit after `happening`; what does not fit the step changes nothing."""
    match happening:
        case h.Tick():
            return _tick(visit, now), ()
        case t.Scanned(code):
            if isinstance(visit.step, Asking | Scan | SelfTesting):  # a code on another paper is no slip
                return visit, ()
            return replace(visit, step=MyTicket(code), touched_at=now, help=False), (AskQueues(code),)
        case (
            t.Replied()
            | t.SlipCame()
            | t.HandoutCame()
            | t.QueuesCame()
            | t.OwnTicketCame()
            | t.BookingCame()
            | t.TicketActed()
            | t.PagesCame()
            | t.NoAnswer()
            | t.DoorTried()
            | t.SelfTestEnded()
        ):
            return answered(visit, happening, now)
        case _:
            return touched(plan, replace(visit, touched_at=now), happening, now)


def _tick(visit: Visit, now: float) -> Visit:
    quiet_s = now - visit.touched_at
    if visit.last and now >= visit.last.until:
        visit = replace(visit, last=None)
    match visit.step:
        case Idle(page=page, closed=closed, failed=failed, again=again):
            if (closed or failed or again) and quiet_s >= timing.SHORT_WORD_S:
                visit = replace(visit, step=Idle(page))
            untouched = visit == begin(visit.touched_at, visit.last)
            return begin(now, visit.last) if not untouched and quiet_s >= timing.QUIET_S else visit
        case Asking(wish=wish, since=since):
            late = now - since >= timing.PATIENCE_S
            return replace(visit, step=Sorry(None, wish), touched_at=now) if late else visit
        case Number(until=until):
            return begin(now, visit.last) if now >= until else visit
        case SelfTesting(ended=False):
            return visit
        case (
            Matters()
            | Search()
            | Confirm()
            | Priority()
            | Facts()
            | Online()
            | Sorry()
            | MyTicket()
            | Sure()
            | Rating()
            | Complaint()
            | Booked()
            | Papers()
            | Scan()
            | Door()
            | Checks()
            | SelfTesting()
        ):
            return begin(now, visit.last) if quiet_s >= timing.QUIET_S + timing.WARNING_S else visit
    assert_never(visit.step)
