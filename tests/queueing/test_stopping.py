"""A service that will not be reached before closing gives no numbers, until it may again; nobody who waits minds."""

from datetime import timedelta

import pytest

from queue_server.contract import commands
from queue_server.contract.boards import ServiceBoard
from queue_server.contract.replies import BoardIs
from queue_server.queueing import events
from tests.queueing.sample import MORNING, Practice

STOP, RESUME = commands.StopNumbers(service="A", reason="轮不到"), commands.ResumeNumbers(service="A")
TAKE = commands.TakeTicket(matter="A1")


@pytest.fixture
def hall() -> Practice:
    """Window 1 is open with ann; A001 waits."""
    hall = Practice()
    hall.open(1, "ann")
    hall.take("A")
    return hall


def board(hall: Practice, service: str = "A") -> ServiceBoard:
    outcome = hall.do(commands.GetBoard())
    assert isinstance(outcome, BoardIs)
    assert outcome.hall is not None
    return next(one for one in outcome.hall.services if one.service == service)


def test_a_stopped_service_says_so_and_gives_numbers_again_when_resumed(hall: Practice) -> None:
    hall.done(STOP)
    assert (board(hall).open, board(hall).cut_off, board(hall).opens) == (False, True, "")
    assert (board(hall, "B").open, board(hall, "B").cut_off) == (True, False)
    assert hall.refusal(TAKE) == "cut_off"
    assert hall.refusal(commands.TakeTicket(matter="J1", more=("A1",))) == "cut_off"
    hall.done(RESUME)
    assert (board(hall).open, board(hall).cut_off) == (True, False)
    assert hall.take("A") == "A002"


def test_who_waits_or_was_missed_is_not_touched(hall: Practice) -> None:
    hall.take("A")
    missed = hall.miss(1, "ann")
    hall.done(STOP)
    hall.done(commands.BringBack(number=missed))
    assert hall.call(1, "ann") == "A002"


def test_asking_twice_is_one_stop_and_resuming_what_runs_is_nothing(hall: Practice) -> None:
    hall.done(RESUME)
    hall.done(STOP)
    hall.done(STOP)
    told = [event for event, _ in hall.history if isinstance(event, events.NumbersStopped | events.NumbersResumed)]
    assert told == [events.NumbersStopped(service="A", reason="轮不到")]


def test_a_stop_for_some_minutes_ends_by_itself_unless_asked_for_again(hall: Practice) -> None:
    for_five = commands.StopNumbers(service="A", lasts_min=5)
    hall.done(for_five)
    hall.wait(minutes=4)
    hall.done(for_five)
    hall.wait(minutes=4)
    assert hall.refusal(TAKE) == "cut_off"
    hall.wait(minutes=1)
    assert hall.take("A") == "A002"


def test_a_stop_without_an_end_is_not_made_shorter(hall: Practice) -> None:
    hall.done(STOP)
    hall.done(commands.StopNumbers(service="A", lasts_min=5))
    hall.wait(minutes=6)
    assert hall.refusal(TAKE) == "cut_off"


def test_a_stop_ends_when_the_hours_begin_anew_or_with_the_day(hall: Practice) -> None:
    hall.done(STOP)
    hall.at(MORNING.replace(hour=12))
    assert hall.refusal(TAKE) == "service_closed"
    hall.at(MORNING.replace(hour=13, minute=30))
    assert hall.take("A") == "A002"
    hall.done(STOP)
    hall.at(MORNING + timedelta(days=1))
    assert (hall.take("A"), hall.hall.stopped) == ("A001", {})


def test_only_a_service_that_gives_numbers_is_stopped(hall: Practice) -> None:
    assert hall.refusal(commands.StopNumbers(service="Z")) == "unknown_service"
    assert hall.refusal(commands.ResumeNumbers(service="Z")) == "unknown_service"
    hall.at(MORNING.replace(hour=12))
    assert hall.refusal(STOP) == "service_closed"
