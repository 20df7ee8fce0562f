"""The figures of any days are what a plain count of their events says."""

from datetime import timedelta

import pytest
from hypothesis import given

from queue_server.contract import commands
from queue_server.figures.spread import Spread, spread
from queue_server.figures.tally import Tally, figures
from tests.figures.any_day import ANY_DAYS, counted, lived, mean_wait_s
from tests.queueing.sample import Practice

ZONE = "Asia/Shanghai"


@given(ANY_DAYS)
def test_the_figures_of_any_days_are_those_of_a_plain_count(moves: list[tuple[str, int, int]]) -> None:
    history = lived(moves)
    found = figures(history, ZONE)
    whole = found.whole
    assert whole.taken == counted(history, "taken")
    assert (whole.called, whole.wait.count) == (counted(history, "waited"),) * 2
    assert (whole.served, whole.service.count) == (counted(history, "served"),) * 2
    assert whole.missed == counted(history, "missed")
    assert whole.transferred == counted(history, "transferred")
    assert whole.brought_back == counted(history, "brought_back")
    assert whole.cancelled == counted(history, "cancelled")
    assert whole.scores == (0, 0, 0, counted(history, "rated"), 0)
    assert whole.wait.mean_s == pytest.approx(mean_wait_s(history))
    for parts in (found.halves, found.services, found.days):
        assert total(list(parts.values())) == total([whole])
    assert sum(part.called for part in found.windows.values()) == whole.called
    assert sum(part.served for part in found.clerks.values()) == whole.served


def total(parts: list[Tally]) -> list[object]:
    """The counts of all parts together, and their longest wait."""
    names = ("taken", "called", "served", "missed", "transferred", "brought_back", "cancelled")
    counts: list[object] = [sum(getattr(part, name) for part in parts) for name in names]
    return [*counts, max((part.wait.longest_s for part in parts), default=0.0)]


def test_a_visit_is_counted_where_when_and_by_whom_it_was_served() -> None:
    hall = Practice()
    hall.open(1, "ann")
    hall.take("A")
    hall.wait(minutes=40)
    hall.serve(1, "ann")
    hall.wait(minutes=5)
    hall.done(commands.ParkTicket(window=1, clerk="ann"))
    hall.wait(minutes=30)
    hall.done(commands.UnparkTicket(window=1, clerk="ann", number="A001"))
    hall.wait(minutes=2)
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    hall.done(commands.RateService(window=1, score=1))
    found = figures(hall.history, ZONE)
    assert found.windows[1].wait == Spread(count=1, mean_s=2400, median_s=2400, p90_s=2400, longest_s=2400)
    assert found.clerks["ann"].service.longest_s == 7 * 60
    assert found.services["A"].scores == (1, 0, 0, 0, 0)
    assert found.halves["09:00"].wait.count == 1
    assert found.halves["09:30"].service.count == 1
    assert list(found.days) == ["2026-11-23"]


def test_a_service_over_midnight_is_counted_on_the_day_it_ended() -> None:
    hall = Practice()
    hall.open(3, "eve")
    hall.take("J")
    hall.serve(3, "eve")
    hall.at(hall.now + timedelta(hours=16))
    hall.done(commands.CompleteTicket(window=3, clerk="eve"))
    found = figures(hall.history, ZONE)
    assert found.days["2026-11-23"].taken == 1
    assert found.days["2026-11-24"].served == 1
    assert found.days["2026-11-24"].service.longest_s == 16 * 3600


def test_half_and_nine_in_ten_are_durations_that_occurred() -> None:
    assert spread(range(1, 11)) == Spread(count=10, mean_s=5.5, median_s=5, p90_s=9, longest_s=10)
    assert spread([]) == Spread()
