"""A service moved between windows: who waits is called at the new ones, who is at a window is finished there."""

from datetime import timedelta

import pytest

from queue_server.contract import commands
from queue_server.contract.replies import BoardIs
from queue_server.contract.tickets import TicketState
from tests.queueing.sample import Practice, sample_plan


@pytest.fixture
def hall() -> Practice:
    """Windows 1 and 3 are open; three wait for A, which windows 1 and 2 serve."""
    hall = Practice()
    hall.open(1, "ann")
    hall.open(3, "eve")
    for _ in range(3):
        hall.take("A")
    return hall


def services_at(hall: Practice, window: int) -> tuple[str, ...]:
    outcome = hall.do(commands.GetBoard(window=window))
    assert isinstance(outcome, BoardIs)
    assert outcome.window is not None
    return outcome.window.services


def test_nobody_is_lost_when_a_service_moves(hall: Practice) -> None:
    front = hall.serve(1, "ann")
    hall.done(commands.MoveService(service="A", windows=(3,)))
    assert (services_at(hall, 1), services_at(hall, 3)) == (("J",), ("A", "J"))
    assert hall.call(3, "eve") == "A002"
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    assert hall.state(front) is TicketState.COMPLETED
    assert hall.refusal(commands.CallTicket(window=1, clerk="ann", number="A003")) == "not_served_here"
    assert hall.take("A") == "A004"


def test_whoever_was_sent_to_a_window_is_called_elsewhere_once_the_service_is_not_there(hall: Practice) -> None:
    hall.open(2, "cen")
    sent = hall.serve(1, "ann")
    hall.done(commands.TransferTicket(window=1, clerk="ann", to_window=2))
    hall.done(commands.MoveService(service="A", windows=(3,)))
    assert hall.call(3, "eve") == sent


def test_a_parked_ticket_comes_back_to_its_window(hall: Practice) -> None:
    parked = hall.serve(1, "ann")
    hall.done(commands.ParkTicket(window=1, clerk="ann"))
    hall.done(commands.MoveService(service="A", windows=(3,)))
    hall.done(commands.UnparkTicket(window=1, clerk="ann", number=parked))
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    assert hall.state(parked) is TicketState.COMPLETED


def test_the_next_day_is_as_planned_and_moving_back_is_as_well(hall: Practice) -> None:
    hall.done(commands.MoveService(service="A", windows=(1, 2, 3)))
    hall.at(hall.now + timedelta(days=1))
    assert services_at(hall, 3) == ("J",)
    hall.done(commands.MoveService(service="A", windows=(3,)))
    hall.done(commands.MoveService(service="A", windows=(2, 1)))
    assert hall.hall.plan == sample_plan()


@pytest.mark.parametrize(
    ("service", "windows", "code"),
    [("X", (1,), "unknown_service"), ("A", (1, 9), "unknown_window"), ("A", (), "no_window")],
)
def test_a_service_cannot_be_moved_nowhere(hall: Practice, service: str, windows: tuple[int, ...], code: str) -> None:
    assert hall.refusal(commands.MoveService(service=service, windows=windows)) == code
