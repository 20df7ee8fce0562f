"""One ticket for several matters: it goes on by itself until all are done, and its visitor never queues twice."""

import pytest

from queue_server.contract import commands
from queue_server.contract.replies import QueuesAre, Refused, TicketCalled, TicketIssued
from queue_server.queueing import events
from tests.queueing.sample import MORNING, Practice


@pytest.fixture
def hall() -> Practice:
    """Window 1 (A and J) is open with ann, window 2 (A, B and J) with cen; nobody waits."""
    hall = Practice()
    hall.open(1, "ann")
    hall.open(2, "cen")
    return hall


def take(hall: Practice, *matters: str) -> str:
    issued = hall.do(commands.TakeTicket(matter=matters[0], more=matters[1:]))
    assert isinstance(issued, TicketIssued), issued
    return issued.ticket.number


def serve_at(hall: Practice, window: int, clerk: str) -> str:
    number = hall.serve(window, clerk)
    hall.done(commands.CompleteTicket(window=window, clerk=clerk))
    return number


def test_the_ticket_queues_for_its_first_matter_and_says_them_all(hall: Practice) -> None:
    issued = hall.do(commands.TakeTicket(matter="A1", more=("B1", "J1")))
    assert isinstance(issued, TicketIssued)
    assert (issued.ticket.number, issued.ticket.matter, issued.ticket.more) == ("A001", "A1", ("B1", "J1"))
    assert hall.live("A001").left == ("A1", "B1", "J1")
    assert hall.hall.queue("A") == ("A001",)
    assert hall.hall.queue("B") == hall.hall.queue("J") == ()


def test_what_one_window_serves_is_done_there_and_the_rest_goes_to_the_head_elsewhere(hall: Practice) -> None:
    waiting = hall.take("B")
    number = take(hall, "A1", "B1", "J1")
    assert serve_at(hall, 1, "ann") == number
    assert hall.live(number).left == ("B1",)
    assert hall.hall.queue("B") == (number, waiting)
    called = hall.do(commands.CallNext(window=2, clerk="cen"))
    assert isinstance(called, TicketCalled)
    assert called.why is not None
    assert (called.ticket.number, called.why.code) == (number, "transferred")


def test_a_window_that_serves_everything_completes_the_visit_at_once(hall: Practice) -> None:
    number = take(hall, "B1", "A1", "J1")
    assert serve_at(hall, 2, "cen") == number
    assert (hall.state(number), hall.live(number).left) == ("completed", ())


def test_calling_the_next_one_hands_on_the_one_before(hall: Practice) -> None:
    first, second = take(hall, "A1", "B1"), hall.take("A")
    hall.serve(1, "ann")
    outcome = hall.do(commands.CallNext(window=1, clerk="ann", complete_current=True))
    assert not isinstance(outcome, Refused)
    assert (hall.state(first), hall.live(first).service) == ("waiting", "B")
    assert hall.state(second) == "called"


def test_a_transfer_by_hand_takes_the_present_matter_along_and_keeps_the_others(hall: Practice) -> None:
    number = take(hall, "A1", "B1")
    hall.serve(1, "ann")
    hall.done(commands.TransferTicket(window=1, clerk="ann", service="J"))
    assert (hall.live(number).service, hall.live(number).left) == ("J", ("A1", "B1"))
    assert serve_at(hall, 1, "ann") == number
    assert (hall.live(number).service, hall.live(number).left) == ("B", ("B1",))


def test_a_single_matter_transferred_by_hand_is_done_where_it_went(hall: Practice) -> None:
    hall.open(3, "eve")
    number = hall.take("A")
    hall.serve(1, "ann")
    hall.done(commands.TransferTicket(window=1, clerk="ann", service="J"))
    assert serve_at(hall, 3, "eve") == number
    assert hall.state(number) == "completed"


def test_who_goes_on_keeps_the_number_and_is_missed_parked_and_brought_back_as_anybody(hall: Practice) -> None:
    number = take(hall, "A1", "B1")
    serve_at(hall, 1, "ann")
    assert hall.miss(2, "cen") == number
    hall.done(commands.BringBack(number=number))
    hall.serve(2, "cen")
    hall.done(commands.ParkTicket(window=2, clerk="cen"))
    hall.done(commands.UnparkTicket(window=2, clerk="cen", number=number))
    hall.done(commands.CompleteTicket(window=2, clerk="cen"))
    assert hall.state(number) == "completed"


def test_the_clerks_see_what_is_left(hall: Practice) -> None:
    take(hall, "A1", "B1")
    serve_at(hall, 1, "ann")
    seen = hall.do(commands.GetQueues())
    assert isinstance(seen, QueuesAre)
    (view,) = seen.tickets
    assert (view.ticket.more, view.left, view.service, view.first) == (("B1",), ("B1",), "B", True)


def test_what_was_done_where_is_in_the_record(hall: Practice) -> None:
    take(hall, "A1", "J1", "B1")
    serve_at(hall, 1, "ann")
    serve_at(hall, 2, "cen")
    told = [event for event, _ in hall.history if isinstance(event, events.TicketTransferred | events.TicketCompleted)]
    assert [(event.window, event.done) for event in told] == [(1, ("A1", "J1")), (2, ("B1",))]


def test_the_window_left_behind_is_rated_until_the_next_one_calls(hall: Practice) -> None:
    number = take(hall, "A1", "B1")
    serve_at(hall, 1, "ann")
    hall.call(2, "cen")
    assert hall.refusal(commands.RateService(window=1, score=5)) == "nothing_to_rate"
    hall.done(commands.StartService(window=2, clerk="cen"))
    hall.done(commands.RateService(window=2, score=3))
    other = take(hall, "A1", "B1")
    serve_at(hall, 1, "ann")
    hall.done(commands.RateService(window=1, score=5))
    rated = [event for event, _ in hall.history if isinstance(event, events.ServiceRated)]
    assert [(event.number, event.clerk, event.score) for event in rated] == [(number, "cen", 3), (other, "ann", 5)]


def test_when_the_day_is_closed_only_what_still_serves_is_gone_to(hall: Practice) -> None:
    number = take(hall, "J1", "B1")
    hall.serve(1, "ann")
    hall.done(commands.CloseDay())
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    assert (hall.state(number), hall.live(number).left) == ("completed", ("B1",))


def test_a_visit_over_midnight_goes_on(hall: Practice) -> None:
    number = take(hall, "J1", "B1")
    hall.serve(1, "ann")
    hall.at(MORNING.replace(day=24))
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    assert (hall.live(number).service, hall.live(number).left) == ("B", ("B1",))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("Z9",), "unknown_matter"),
        (("A1",), "matter_doubled"),
        (("B1", "B1"), "matter_doubled"),
        (("B1", "J1", "B1", "J1", "B1"), "too_many_matters"),
        (("N1",), "no_window"),
    ],
)
def test_further_matters_that_make_no_sense_are_refused(hall: Practice, more: tuple[str, ...], code: str) -> None:
    assert hall.refusal(commands.TakeTicket(matter="A1", more=more)) == code


def test_a_further_matter_whose_service_gives_no_numbers_is_refused(hall: Practice) -> None:
    hall.at(MORNING.replace(hour=12))
    assert hall.refusal(commands.TakeTicket(matter="J1", more=("A1",))) == "service_closed"
