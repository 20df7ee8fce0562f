"""A visitor's own ticket: given up or swapped by its token alone, never while a window has it; one, never two."""

from collections.abc import Callable

import pytest

from queue_server.contract import commands
from queue_server.contract.replies import TicketIssued
from queue_server.queueing import events
from tests.queueing.calling.lines import ruled_plan
from tests.queueing.sample import Practice


@pytest.fixture
def hall() -> Practice:
    """Window 1 is open with ann."""
    hall = Practice(ruled_plan())
    hall.open(1, "ann")
    return hall


def token_of(hall: Practice, number: str) -> str:
    return hall.live(number).ticket.token


def swap(hall: Practice, number: str, matter: str) -> TicketIssued:
    issued = hall.do(commands.SwapTicket(token=token_of(hall, number), matter=matter))
    assert isinstance(issued, TicketIssued), issued
    return issued


def test_who_waits_gives_the_number_up_and_the_queue_closes(hall: Practice) -> None:
    first, second = hall.take("A"), hall.take("A")
    hall.done(commands.GiveUpTicket(token=token_of(hall, first)))
    assert hall.state(first) == "cancelled"
    assert hall.call(1, "ann") == second
    assert [event.reason for event, _ in hall.history if isinstance(event, events.TicketCancelled)] == ["given_up"]


def test_a_missed_or_parked_number_can_be_given_up(hall: Practice) -> None:
    missed, parked = hall.take("A"), hall.take("A")
    hall.miss(1, "ann")
    hall.serve(1, "ann")
    hall.done(commands.ParkTicket(window=1, clerk="ann"))
    for number in (missed, parked):
        hall.done(commands.GiveUpTicket(token=token_of(hall, number)))
    assert (hall.hall.missed, hall.hall.parked) == ((), ())


def test_a_swap_cancels_one_and_gives_another_at_the_end_of_its_queue(hall: Practice) -> None:
    old = hall.take("A")
    hall.take("B")
    issued = swap(hall, old, "B1")
    assert (issued.ticket.number, issued.ahead) == ("B002", 1)
    assert (hall.state(old), hall.state("B002")) == ("cancelled", "waiting")
    assert hall.hall.queue("A") == ()


def test_a_missed_visitor_swaps_too(hall: Practice) -> None:
    hall.take("A")
    missed = hall.miss(1, "ann")
    assert swap(hall, missed, "B1").ticket.number == "B001"
    assert hall.hall.missed == ()


def test_a_swap_keeps_the_priority_and_drops_clerk_and_further_matters(hall: Practice) -> None:
    asked = commands.TakeTicket(matter="A1", more=("J1",), priority="old", reason="证件已看", responsible="ann")
    hall.do(asked)
    number = swap(hall, "A001", "B1").ticket.number
    live = hall.live(number)
    assert (live.priority, live.reason, live.responsible, live.left) == ("old", "证件已看", "", ("B1",))
    assert live.arrival is not None
    assert (hall.now - live.arrival).total_seconds() == 15 * 60


def given_up(token: str) -> commands.AnyCommand:
    return commands.GiveUpTicket(token=token)


def swapped(token: str) -> commands.AnyCommand:
    return commands.SwapTicket(token=token, matter="B1")


@pytest.mark.parametrize("wish", [given_up, swapped])
def test_what_a_window_has_stays_its(hall: Practice, wish: Callable[[str], commands.AnyCommand]) -> None:
    number = hall.take("A")
    token = token_of(hall, number)
    hall.call(1, "ann")
    assert hall.refusal(wish(token)) == "at_window"
    hall.done(commands.StartService(window=1, clerk="ann"))
    assert hall.refusal(wish(token)) == "at_window"
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    assert hall.refusal(wish(token)) == "finished"


@pytest.mark.parametrize("wish", [given_up, swapped])
@pytest.mark.parametrize("token", ["", "A001", "abcdefghijklmnop"])
def test_a_number_proves_nothing(hall: Practice, wish: Callable[[str], commands.AnyCommand], token: str) -> None:
    hall.take("A")
    assert hall.refusal(wish(token)) == "not_your_ticket"


def test_a_swap_that_cannot_be_leaves_the_old_number_as_it_was(hall: Practice) -> None:
    number = hall.take("A")
    token = token_of(hall, number)
    assert hall.refusal(commands.SwapTicket(token=token, matter="A1")) == "same_matter"
    assert hall.refusal(commands.SwapTicket(token=token, matter="Z9")) == "unknown_matter"
    assert hall.refusal(commands.SwapTicket(token=token, matter="N1")) == "no_window"
    hall.done(commands.StopNumbers(service="B"))
    assert hall.refusal(commands.SwapTicket(token=token, matter="B1")) == "cut_off"
    hall.serve(1, "ann")
    hall.done(commands.ParkTicket(window=1, clerk="ann"))
    assert hall.refusal(commands.SwapTicket(token=token, matter="J1")) == "not_waiting"
