"""From the journal's tables to past visits: who was served, who did not come, who came back."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from queue_server.contract.tickets import TicketState
from queue_server.forecaster.recorded import MISSED_S, visits_of
from queue_server.journal.reader import TicketRecord
from tests.queueing.forecast.halls import NOW


def record(**changes: Any) -> TicketRecord:
    usual: dict[str, Any] = {
        "number": "A001", "day": "2026-11-24", "token": "t", "service": "A", "service_name": "", "queued_for": "B",
        "matter": "A01", "matter_name": "", "state": TicketState.COMPLETED, "window": 2, "clerk": "wang",
        "taken_at": minute(0), "called_at": minute(10), "started_at": minute(11), "ended_at": minute(20),
        "calls": 1, "returns": 0, "slip": "printed", "more": (), "score": 0,
    }  # fmt: skip
    return msgspec.convert(usual | changes, TicketRecord)


def minute(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


@pytest.mark.parametrize(
    ("changes", "minutes", "came"),
    [
        ({}, (10, 20), True),
        ({"returns": 1}, (11, 20), True),
        ({"state": TicketState.MISSED, "started_at": None, "ended_at": None}, (10, 10 + MISSED_S / 60), False),
    ],
)
def test_a_ticket_that_is_over_is_a_visit(changes: dict[str, Any], minutes: tuple[float, float], came: bool) -> None:
    (visit,) = visits_of([record(**changes)])
    start = 9 * 3600.0
    assert (visit.called, visit.ended) == (start + minutes[0] * 60, start + minutes[1] * 60)
    assert (visit.service, visit.window, visit.clerk, visit.taken, visit.came) == ("B", 2, "wang", start, came)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": TicketState.WAITING, "called_at": None, "started_at": None, "ended_at": None},
        {"state": TicketState.SERVING, "ended_at": None},
        {"state": TicketState.CANCELLED},
        {"more": ("B01",)},
    ],
)
def test_what_is_not_over_was_given_up_or_went_on_is_none(changes: dict[str, Any]) -> None:
    assert list(visits_of([record(**changes)])) == []
