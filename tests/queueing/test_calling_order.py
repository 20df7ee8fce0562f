"""Who is called next: first come first served, transfers first, the missed a few places back."""

import pytest

from queue_server.contract.commands import (
    BringBack,
    CallNext,
    CallTicket,
    CompleteTicket,
    MarkMissed,
    TransferTicket,
)
from queue_server.contract.replies import TicketCalled
from tests.queueing.sample import Practice


@pytest.fixture
def hall() -> Practice:
    """Windows 1 (A, J) and 2 (A, B, J) are open."""
    hall = Practice()
    hall.open(1, "ann")
    hall.open(2, "cen")
    return hall


def next_at(hall: Practice, window: int, clerk: str) -> str:
    """Serves the next ticket to its end."""
    number = hall.serve(window, clerk)
    hall.done(CompleteTicket(window=window, clerk=clerk))
    return number


def test_a_window_calls_the_earliest_over_all_its_services(hall: Practice) -> None:
    taken = [hall.take(service) for service in "BAJAB"]
    assert [next_at(hall, 2, "cen") for _ in taken] == taken


def test_a_window_calls_nobody_of_a_service_that_it_does_not_serve(hall: Practice) -> None:
    hall.take("B")
    assert hall.refusal(CallNext(window=1, clerk="ann")) == "nobody_waiting"


def test_transferred_tickets_go_first_in_order_of_transfer_and_keep_their_numbers(hall: Practice) -> None:
    hall.take("B")
    first, second = hall.take("A"), hall.take("A")
    for number in (first, second):
        assert hall.serve(1, "ann") == number
        hall.done(TransferTicket(window=1, clerk="ann", service="B", note="要盖章"))
    assert [next_at(hall, 2, "cen") for _ in range(3)] == [first, second, "B001"]


def test_transfers_to_two_services_of_a_window_are_called_in_order_of_transfer(hall: Practice) -> None:
    hall.take("A")
    hall.take("A")
    hall.serve(1, "ann")
    hall.done(TransferTicket(window=1, clerk="ann", service="J"))
    hall.do(CallTicket(window=1, clerk="ann", number="A002"))
    hall.done(TransferTicket(window=1, clerk="ann", service="B"))
    assert [next_at(hall, 2, "cen"), next_at(hall, 2, "cen")] == ["A001", "A002"]


def test_a_missed_ticket_comes_back_behind_as_many_as_the_plan_says(hall: Practice) -> None:
    hall.take("A")
    hall.miss(1, "ann")
    waiting = [hall.take("A") for _ in range(4)]
    hall.done(BringBack(number="A001"))
    assert [next_at(hall, 1, "ann") for _ in range(5)] == [*waiting[:2], "A001", *waiting[2:]]


def test_a_missed_ticket_comes_back_at_once_when_nobody_waits(hall: Practice) -> None:
    hall.take("A")
    hall.miss(1, "ann")
    hall.done(BringBack(number="A001"))
    assert hall.call(1, "ann") == "A001"


def test_a_ticket_is_brought_back_at_most_twice(hall: Practice) -> None:
    hall.take("A")
    for _ in range(2):
        hall.miss(1, "ann")
        hall.done(BringBack(number="A001", clerk="ann"))
    hall.miss(1, "ann")
    assert hall.refusal(BringBack(number="A001")) == "brought_back_enough"


def test_only_missed_tickets_are_brought_back(hall: Practice) -> None:
    hall.take("A")
    assert hall.refusal(BringBack(number="A001")) == "not_missed"
    assert hall.refusal(BringBack(number="A009")) == "unknown_ticket"
    next_at(hall, 1, "ann")
    assert hall.refusal(BringBack(number="A001")) == "finished"


def test_a_ticket_is_called_out_of_turn_only_where_it_is_served(hall: Practice) -> None:
    hall.take("A")
    hall.take("A")
    hall.take("B")
    assert hall.refusal(CallTicket(window=1, clerk="ann", number="B001")) == "not_served_here"
    called = hall.do(CallTicket(window=1, clerk="ann", number="A002"))
    assert isinstance(called, TicketCalled)
    assert hall.refusal(CallTicket(window=2, clerk="cen", number="A002")) == "not_waiting"
    assert hall.refusal(CallTicket(window=2, clerk="cen", number="A999")) == "unknown_ticket"
    assert hall.call(2, "cen") == "A001"


def test_calling_next_with_somebody_in_front_needs_saying_so(hall: Practice) -> None:
    hall.take("A")
    hall.take("A")
    hall.call(1, "ann")
    assert hall.refusal(CallNext(window=1, clerk="ann")) == "window_busy"
    assert hall.refusal(CallNext(window=1, clerk="ann", complete_current=True)) == "not_serving"
    hall.done(MarkMissed(window=1, clerk="ann"))
    hall.serve(1, "ann")
    assert hall.refusal(CallNext(window=1, clerk="ann", complete_current=True)) == "nobody_waiting"
    hall.take("A")
    called = hall.do(CallNext(window=1, clerk="ann", complete_current=True))
    assert isinstance(called, TicketCalled)
    assert (called.call.number, hall.state("A002")) == ("A003", "completed")


def test_waiting_tickets_of_a_service_whose_hours_are_over_are_still_called(hall: Practice) -> None:
    number = hall.take("A")
    hall.at(hall.now.replace(hour=17, minute=45))
    assert hall.call(1, "ann") == number
