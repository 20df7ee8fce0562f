"""What visitors say about a service: voluntary, once per service, about the right ticket."""

import pytest

from queue_server.contract.commands import (
    CallNext,
    CompleteTicket,
    MarkMissed,
    ParkTicket,
    RateService,
    StartService,
    TransferTicket,
    UnparkTicket,
)
from queue_server.queueing.events import ServiceRated
from tests.queueing.sample import Practice


@pytest.fixture
def hall() -> Practice:
    """Window 1 is open with ann; A001 and A002 wait."""
    hall = Practice()
    hall.open(1, "ann")
    hall.take("A")
    hall.take("A")
    return hall


def rated(hall: Practice) -> list[ServiceRated]:
    return [event for event, _ in hall.history if isinstance(event, ServiceRated)]


def test_a_visitor_rates_the_service_once_while_it_runs_or_after_it(hall: Practice) -> None:
    hall.serve(1, "ann")
    hall.done(RateService(window=1, score=4))
    assert rated(hall) == [ServiceRated(number="A001", window=1, clerk="ann", score=4)]
    assert hall.refusal(RateService(window=1, score=5)) == "rated_already"
    hall.done(CompleteTicket(window=1, clerk="ann"))
    assert hall.refusal(RateService(window=1, score=5, number="A001")) == "rated_already"
    hall.serve(1, "ann")
    hall.done(CompleteTicket(window=1, clerk="ann"))
    hall.done(RateService(window=1, score=1, number="A002"))
    assert [(event.number, event.score) for event in rated(hall)] == [("A001", 4), ("A002", 1)]


def test_who_was_only_called_is_not_rated_but_the_one_before_still_may(hall: Practice) -> None:
    assert hall.refusal(RateService(window=1, score=5)) == "nothing_to_rate"
    hall.serve(1, "ann")
    hall.do(CallNext(window=1, clerk="ann", complete_current=True))
    assert hall.refusal(RateService(window=1, score=5, number="A002")) == "nothing_to_rate"
    hall.done(RateService(window=1, score=3))
    assert rated(hall)[0].number == "A001"


def test_a_missed_visitor_a_strange_window_and_a_strange_number_are_refused(hall: Practice) -> None:
    hall.call(1, "ann")
    hall.done(MarkMissed(window=1, clerk="ann"))
    assert hall.refusal(RateService(window=1, score=5)) == "nothing_to_rate"
    assert hall.refusal(RateService(window=9, score=5)) == "unknown_window"
    assert hall.refusal(RateService(window=1, score=5, number="A099")) == "unknown_ticket"


def test_a_transferred_visitor_has_another_service_a_parked_one_has_the_same(hall: Practice) -> None:
    hall.serve(1, "ann")
    hall.done(RateService(window=1, score=5))
    hall.done(ParkTicket(window=1, clerk="ann"))
    hall.done(UnparkTicket(window=1, clerk="ann", number="A001"))
    assert hall.refusal(RateService(window=1, score=2)) == "rated_already"
    hall.done(TransferTicket(window=1, clerk="ann", service="B"))
    hall.open(2, "cen")
    assert hall.call(2, "cen") == "A001"
    hall.done(StartService(window=2, clerk="cen"))
    hall.done(RateService(window=2, score=2))
    assert [(event.window, event.clerk, event.score) for event in rated(hall)] == [(1, "ann", 5), (2, "cen", 2)]
