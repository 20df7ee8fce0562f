"""With a slip or a booking at the reader: its holder alone may give it up or swap it; bookings check in."""

import pytest

from kiosk import visit as v
from queue_server.contract.bookings import Standing
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Done, QueuesAre
from queue_server.contract.tickets import TicketState
from tests.kiosk.scenes import board, issued, standing, view
from tests.kiosk.test_visit import Visitor

TOKEN = view(TicketState.WAITING).ticket.token


def showing(code: str = TOKEN, state: TicketState = TicketState.WAITING) -> Visitor:
    visitor = Visitor()
    found = QueuesAre(board=board(), tickets=(view(state, 4),))
    visitor.does(v.Scanned(code), v.QueuesCame(code, found))
    return visitor


def test_a_slip_is_given_up_after_one_plain_question() -> None:
    visitor = showing()
    assert isinstance(visitor.does(v.WantGiveUp()), v.Sure)
    visitor.does(v.AmSure("g1"), v.WantGiveUp(), v.WantSwap())
    assert visitor.asked[1:] == [v.AskGiveUp(TOKEN, "g1")]
    step = visitor.does(v.TicketActed("g1", Done(number="B012")))
    assert isinstance(step, v.MyTicket)
    assert step.found == "given_up"
    visitor.does(v.WantGiveUp(), v.AmSure("g2"))
    assert isinstance(visitor.visit.step, v.Sure | v.MyTicket)


def test_who_is_not_sure_keeps_the_number() -> None:
    visitor = showing()
    before = visitor.visit.step
    assert visitor.does(v.WantGiveUp(), v.Back()) == before
    assert visitor.asked[1:] == []


def test_the_number_alone_gives_nobody_the_right() -> None:
    visitor = showing("B012")
    visitor.does(v.WantGiveUp(), v.WantSwap())
    assert isinstance(visitor.visit.step, v.MyTicket)
    assert visitor.asked[1:] == []


def test_a_slip_is_swapped_for_another_matter_and_the_new_number_is_shown() -> None:
    visitor = showing()
    visitor.does(v.WantSwap(), v.Typed("gd"), v.ChooseMatter("A01", "x"))
    assert isinstance(visitor.visit.step, v.Sure)
    visitor.does(v.AmSure("s1"))
    assert visitor.asked[1:] == [v.AskSwap(TOKEN, "A01", "s1")]
    assert v.waits_for(visitor.visit, "s1")
    step = visitor.does(v.TicketActed("s1", issued("A007", "A01")))
    assert isinstance(step, v.Number)
    assert step.issued.ticket.number == "A007"


def test_a_refused_swap_leaves_the_ticket_and_says_why() -> None:
    visitor = showing()
    refused = refuse("cut_off", service="惠农政策")
    visitor.does(v.WantSwap(), v.ChooseMatter("A01", "x"), v.AmSure("s1"), v.TicketActed("s1", refused))
    step = visitor.visit.step
    assert isinstance(step, v.MyTicket)
    assert (step.refused, step.acting, step.found) == (refused, "", "here")


def test_silence_about_giving_up_is_no_success() -> None:
    visitor = showing()
    visitor.does(v.WantGiveUp(), v.AmSure("g1"), v.NoAnswer("g1"))
    step = visitor.visit.step
    assert isinstance(step, v.MyTicket)
    assert (step.found, step.acting) == ("no_answer", "")


def booked(how: Standing) -> Visitor:
    visitor = Visitor()
    visitor.does(v.Scanned("YY2026-1"), v.QueuesCame("YY2026-1", QueuesAre(board=board(), tickets=())))
    assert visitor.asked[1:] == [v.AskBooking("YY2026-1")]
    visitor.does(v.BookingCame(standing("YY2026-1", how), "f1"))
    return visitor


@pytest.mark.parametrize("how", ["ready", "late"])
def test_a_booking_in_time_or_late_checks_in_by_one_touch(how: Standing) -> None:
    visitor = booked(how)
    visitor.does(v.TakeNumber())
    assert visitor.asked[2:] == [v.AskTicket(v.Wish("B01", "f1", booking="YY2026-1"))]


@pytest.mark.parametrize("how", ["early", "used", "cancelled"])
def test_a_booking_that_is_not_due_gives_no_number(how: Standing) -> None:
    visitor = booked(how)
    visitor.does(v.TakeNumber())
    assert isinstance(visitor.visit.step, v.Booked)
    assert visitor.asked[2:] == []


def test_a_code_that_is_neither_slip_nor_booking_is_said_to_be_unknown() -> None:
    visitor = booked("unknown")
    assert visitor.visit.step == v.MyTicket("YY2026-1", "unknown")


def test_what_can_be_no_booking_is_not_asked_for() -> None:
    visitor = Visitor()
    code = "https://example.org/any"
    visitor.does(v.Scanned(code), v.QueuesCame(code, QueuesAre(board=board(), tickets=())))
    assert visitor.visit.step == v.MyTicket(code, "unknown")
    assert visitor.asked[1:] == []
