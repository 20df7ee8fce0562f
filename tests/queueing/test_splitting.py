"""A visit of several matters parted at a window: some done at once, some on a number of their own."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from queue_server.contract import commands
from queue_server.contract.replies import TicketIssued
from tests.queueing.sample import MORNING, Practice
from tests.queueing.test_several_matters import take


@pytest.fixture
def hall() -> Practice:
    """ann at window 1 (A and J) serves A001 of the matters A1, J1 and B1; later somebody came for B1."""
    hall = Practice()
    hall.open(1, "ann")
    take(hall, "A1", "J1", "B1")
    hall.wait(minutes=5)
    hall.take("B")
    hall.serve(1, "ann")
    return hall


def finish(*matters: str) -> commands.FinishMatters:
    return commands.FinishMatters(window=1, clerk="ann", number="A001", matters=matters)


def split(*matters: str) -> commands.SplitTicket:
    return commands.SplitTicket(window=1, clerk="ann", number="A001", matters=matters)


def test_one_matter_is_done_while_the_visitor_stays_for_the_others(hall: Practice) -> None:
    hall.done(finish("J1"))
    assert (hall.state("A001"), hall.live("A001").left) == ("serving", ("A1", "B1"))
    hall.done(finish("A1"))
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    assert (hall.state("A001"), hall.live("A001").left) == ("completed", ())


def test_a_matter_gets_a_number_of_its_own_before_those_who_came_later(hall: Practice) -> None:
    hall.take("J")
    issued = hall.do(split("B1"))
    assert isinstance(issued, TicketIssued)
    assert (issued.ticket.number, issued.ticket.matter, issued.ahead) == ("B002", "B1", 0)
    assert hall.live("B002").arrival == MORNING
    assert issued.ticket.taken_at == MORNING + timedelta(minutes=5)
    assert hall.hall.queue("B") == ("B002", "B001")
    assert hall.live("A001").left == ("A1", "J1")
    assert (hall.live("A001").history[-1].kind, hall.live("A001").history[-1].note) == ("split", "B002")
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    assert hall.state("A001") == "completed"


def test_the_rest_of_a_visit_goes_together(hall: Practice) -> None:
    issued = hall.do(split("B1", "J1"))
    assert isinstance(issued, TicketIssued)
    assert (issued.ticket.matter, issued.ticket.more, issued.ticket.service) == ("J1", ("B1",), "J")


@pytest.mark.parametrize("part", [finish, split])
def test_what_cannot_be_parted(hall: Practice, part: Callable[..., commands.AnyCommand]) -> None:
    assert hall.refusal(part()) == "no_matters"
    assert hall.refusal(part("N1")) == "not_left"
    assert hall.refusal(part("A1", "J1", "B1")) == "all_matters"
    hall.done(commands.ParkTicket(window=1, clerk="ann"))
    assert hall.refusal(part("A1")) == "window_empty"


def test_only_what_this_window_does_is_done_here(hall: Practice) -> None:
    assert hall.refusal(finish("B1")) == "not_done_here"
