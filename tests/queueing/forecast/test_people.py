"""What people are told: round minutes, when to be back, that it is not today, or nothing."""

from datetime import datetime, timedelta

import pytest

from queue_server.queueing.forecast.foretelling import Span
from queue_server.queueing.forecast.people import closing_of, rounded, wait_of
from tests.queueing.forecast.halls import NOW

HOURS = (("08:30", "12:00"), ("13:30", "17:30"))


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0, 0, (0, 1)),
        (0.4, 3.2, (0, 4)),
        (4.0, 9.6, (4, 10)),
        (8.7, 17.1, (5, 20)),
        (12.3, 21.8, (10, 25)),
        (20.0, 25.0, (20, 25)),
        (47, 62, (40, 70)),
        (95, 151, (90, 160)),
    ],
)
def test_a_range_is_round_and_never_narrower_than_the_true_one(low: float, high: float, told: tuple[int, int]) -> None:
    assert rounded(low, high) == told


def span(low: float, middle: float, high: float) -> Span:
    return Span(low * 60, middle * 60, high * 60)


def test_a_wait_is_a_range_with_the_moment_to_be_back() -> None:
    wait = wait_of(span(42, 55, 71), NOW, closing_of(HOURS, NOW))
    assert (wait.outlook, wait.low_min, wait.high_min, wait.back_by) == ("range", 40, 80, "09:35")
    assert wait.likely_at == NOW + timedelta(minutes=55)
    assert wait_of(span(5, 8, 12), NOW, None).back_by == ""


def test_what_is_not_reached_before_closing_is_said() -> None:
    late = datetime(2026, 11, 24, 17, 0, tzinfo=NOW.tzinfo)
    assert wait_of(span(20, 40, 60), late, closing_of(HOURS, late)).outlook == "not_today"
    assert wait_of(span(20, 29, 60), late, closing_of(HOURS, late)).outlook == "range"
    assert closing_of((("00:00", "24:00"),), late) is None


def test_nothing_known_is_nothing_said() -> None:
    wait = wait_of(None, NOW, None)
    assert (wait.outlook, wait.low_min, wait.high_min, wait.likely_at) == ("ahead_only", 0, 0, None)
