"""How it was, and complaints: a visitor says it at the kiosk by touches, once, and is thanked."""

import pytest

from kiosk import visit as v
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Done, OwnTicketIs, QueuesAre
from queue_server.contract.tickets import TicketState
from tests.kiosk.scenes import board
from tests.kiosk.test_visit import Visitor

TOKEN = "abcdefghijkl2345"


def with_slip(*, may_rate: bool = True) -> Visitor:
    """Somebody whose ticket is done holds its slip before the reader."""
    visitor = Visitor()
    visitor.does(v.Scanned(TOKEN), v.QueuesCame(TOKEN, QueuesAre(board=board(), tickets=())))
    assert visitor.asked[-1] == v.AskOwnTicket(TOKEN)
    over = OwnTicketIs(number="B012", state=TicketState.COMPLETED, window=2, may_rate=may_rate)
    visitor.does(v.OwnTicketCame(TOKEN, over))
    return visitor


def test_a_good_rating_is_one_touch_and_is_sent_once() -> None:
    visitor = with_slip()
    visitor.does(v.OpenRating(), v.ChooseScore(5, "r1"), v.ChooseScore(1, "r2"))
    assert visitor.asked[2:] == [v.AskRating(TOKEN, 5, (), "r1")]
    step = visitor.does(v.TicketActed("r1", Done(number="B012")))
    assert isinstance(step, v.Rating)
    assert step.thanked
    visitor.does(v.ChooseScore(1, "r3"))
    assert len(visitor.asked) == 3
    assert visitor.does(v.Back()) == v.Idle()


def test_a_bad_rating_says_why_and_may_be_thought_over() -> None:
    visitor = with_slip()
    visitor.does(v.OpenRating(), v.ChooseScore(2, "r1"))
    assert len(visitor.asked) == 2
    visitor.does(v.Back(), v.ChooseScore(1, "r2"), v.ChooseReason("trips", "r3"))
    assert visitor.asked[2:] == [v.AskRating(TOKEN, 1, ("trips",), "r3")]
    step = visitor.does(v.NoAnswer("r3"))
    assert isinstance(step, v.Rating)
    assert (step.failed, step.score) == (True, 1)
    visitor.does(v.ChooseReason("slow", "r4"))
    refused = refuse("rated_already", number="B012")
    step = visitor.does(v.TicketActed("r4", refused))
    assert isinstance(step, v.Rating)
    assert (step.refused, step.score) == (refused, 0)


def test_what_was_rated_or_is_not_todays_is_not_asked_about() -> None:
    visitor = with_slip(may_rate=False)
    assert isinstance(visitor.does(v.OpenRating()), v.MyTicket)
    visitor.does(v.Scanned(TOKEN), v.QueuesCame(TOKEN, QueuesAre(board=board(), tickets=())))
    visitor.does(v.OwnTicketCame(TOKEN, None))
    assert visitor.asked[-1] == v.AskBooking(TOKEN)


@pytest.mark.parametrize("window", [0, 2])
def test_a_complaint_is_two_touches_from_the_first_screen_and_names_nobody_who_complains(window: int) -> None:
    visitor = Visitor()
    visitor.does(v.OpenComplaint(), v.ChooseCategory("delay"), v.ChooseWindow(99, "c0"), v.ChooseWindow(window, "c1"))
    assert visitor.asked == [v.AskComplaint("delay", window, "c1")]
    step = visitor.does(v.Back(), v.TicketActed("c1", Done()))
    assert isinstance(step, v.Complaint)
    assert step.thanked


def test_who_walks_away_from_a_complaint_leaves_the_first_screen() -> None:
    visitor = Visitor()
    visitor.does(v.OpenComplaint(), v.ChooseCategory("attitude"), v.Back())
    assert visitor.visit.step == v.Complaint()
    assert visitor.does(v.Back()) == v.Idle()
