"""The contest on a simulated hall's past, and that a past moment is rebuilt as it was."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from queue_server.forecaster.reckoning import expected_minutes, layout_of
from queue_server.queueing import HallState, queues
from queue_server.queueing.forecast import backtest
from queue_server.queueing.forecast.foretelling import foretell
from queue_server.queueing.forecast.past import Past, PastVisit
from queue_server.queueing.forecast.rebuilt import moment
from queue_server.queueing.forecast.seen import live_hall
from queue_server.queueing.simulate import SIZES, draw_hall, draw_visitors, run_day
from tests.queueing.forecast.halls import NOW, visits_of

MIDNIGHT = NOW.replace(hour=0)


@pytest.fixture(scope="module")
def past() -> tuple[Past, list[PastVisit]]:
    rng = np.random.default_rng(8)
    plan, truth = draw_hall(SIZES[0], rng)
    days = [
        run_day(plan, truth, draw_visitors(plan, truth, rng), rng, date=MIDNIGHT + timedelta(days=day))
        for day in range(6)
    ]
    visits = visits_of(days)
    return Past.of(visits), visits


def test_the_replay_beats_the_naive_ways_and_its_band_holds(past: tuple[Past, list[PastVisit]]) -> None:
    plan, _ = draw_hall(SIZES[0], np.random.default_rng(8))
    scores, used = backtest.contest(past[0], expected_minutes(plan), layout_of(plan), np.random.default_rng(1))
    by_name = {score.name: score for score in scores}
    assert {"replay", "naive pooled", "naive per service"} <= set(by_name)
    assert by_name["replay"].mae < 0.8 * min(by_name["naive pooled"].mae, by_name["naive per service"].mae)
    assert 0.6 <= by_name["replay"].coverage <= 0.97
    assert used.rival is None


def test_a_rival_that_is_clearly_better_is_used(
    past: tuple[Past, list[PastVisit]], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, _ = draw_hall(SIZES[0], np.random.default_rng(8))
    monkeypatch.setattr(backtest, "CLEARLY", 100.0)
    _, used = backtest.contest(past[0], expected_minutes(plan), layout_of(plan), np.random.default_rng(1))
    assert used.rival is not None
    live = moment(past[0], layout_of(plan), np.flatnonzero(past[0].day == 0), 10 * 3600.0).hall
    told = foretell(live, used, (), np.random.default_rng(0))
    assert set(told.tickets) == {ticket.number for ticket in live.tickets}
    assert set(told.newcomers) == {service.prefix for service in plan.service}


def test_one_day_alone_is_no_contest(past: tuple[Past, list[PastVisit]]) -> None:
    plan, _ = draw_hall(SIZES[0], np.random.default_rng(8))
    one = past[0].where(past[0].day == 0)
    scores, used = backtest.contest(
        Past.of(v for v in past[1] if v.day == one.days[0]), {}, layout_of(plan), np.random.default_rng(1)
    )
    assert scores == []
    assert used.model.visits == int(one.came.sum())
    assert used.rival is None


def test_a_moment_of_the_past_is_rebuilt_as_it_was() -> None:
    rng = np.random.default_rng(2)
    plan, truth = draw_hall(SIZES[0], rng)
    truth = replace(truth, returns=0.0)
    seen: dict[float, tuple[str, list[str], dict[int, str]]] = {}

    def look(state: HallState, number: str, now: float) -> None:
        live = live_hall(plan, queues(state), MIDNIGHT + timedelta(seconds=now))
        seen[now] = (
            number,
            sorted(ticket.service for ticket in live.tickets),
            {window.window: window.serving for window in live.windows if window.serving},
        )

    day = run_day(plan, truth, draw_visitors(plan, truth, rng), rng, date=MIDNIGHT, look=look)
    past = Past.of(visits_of([day]))
    rows = np.arange(len(past))
    waited = {visit.number for visit in day.visits if visit.called > visit.taken}
    asked = [(now, was) for now, was in seen.items() if was[0] in waited]
    same = 0
    for now, (_, waiting, serving) in asked:
        rebuilt = moment(past, layout_of(plan), rows, now)
        same += (
            sorted(ticket.service for ticket in rebuilt.hall.tickets) == waiting
            and {window.window: window.serving for window in rebuilt.hall.windows if window.serving} == serving
        )
    assert same == len(asked) > 100
