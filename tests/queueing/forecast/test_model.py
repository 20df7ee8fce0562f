"""What is learned: of many visits the truth, of few something sensible, of none the plan's minutes or nothing."""

from dataclasses import replace

import numpy as np
import pytest

from queue_server.queueing.forecast.model import Model, learn
from queue_server.queueing.forecast.past import Past, PastVisit
from queue_server.queueing.forecast.today import pace

EXPECTED = {"A": 10.0, "B": 0.0}


def visits(rng: np.random.Generator, days: int, speeds: dict[str, float], lunch: bool = False) -> list[PastVisit]:
    """Days of a busy window per clerk: A takes 8 minutes at clerk `one`, B half of that; a tenth does not come."""
    found = []
    for day in range(days):
        for window, (clerk, speed) in enumerate(speeds.items(), 1):
            at = 8.5 * 3600
            eaten = not lunch
            while at < 17 * 3600:
                if not eaten and at > 12 * 3600:
                    at, eaten = at + 2400, True
                service, came = ("A", "B")[int(rng.integers(2))], bool(rng.random() > 0.1)
                work = rng.lognormal(np.log(480 if service == "A" else 240), 0.5) * speed if came else 80.0
                found.append(
                    PastVisit(
                        day=f"2026-10-{day + 1:02d}",
                        service=service,
                        taken=at - 1800,
                        called=at,
                        ended=at + work,
                        window=window,
                        clerk=clerk,
                        came=came,
                    )
                )
                at += work + 20
    return found


@pytest.fixture(scope="module")
def model() -> Model:
    rng = np.random.default_rng(3)
    return learn(Past.of(visits(rng, 20, {"one": 1.0, "slow": 1.5, "quick": 0.7}, lunch=True)), EXPECTED)


def test_services_and_clerks_are_told_apart(model: Model) -> None:
    assert np.exp(model.log_s("A", "one")) == pytest.approx(480, rel=0.06)
    assert np.exp(model.log_s("B", "one")) == pytest.approx(240, rel=0.06)
    assert np.exp(model.log_s("A", "slow") - model.log_s("A", "quick")) == pytest.approx(1.5 / 0.7, rel=0.08)
    assert model.noise == pytest.approx(0.5, rel=0.06)


def test_no_shows_handovers_and_lunch_are_learned(model: Model) -> None:
    assert model.services["A"].no_show == pytest.approx(0.1, abs=0.02)
    assert np.median(model.missed) == pytest.approx(80, rel=0.1)
    assert np.median(model.free) == pytest.approx(20, rel=0.1)
    assert set(model.breaks) == {1, 2, 3}
    begin, end = model.breaks[1]
    assert begin / 3600 == pytest.approx(12.1, abs=0.2)
    assert (end - begin) / 60 == pytest.approx(40.3, abs=2)


def test_a_slow_day_is_noticed(model: Model) -> None:
    slow = [
        PastVisit(day="now", service="A", taken=0, called=0, ended=480 * 1.4, window=1, clerk="one") for _ in range(40)
    ]
    model = replace(model, day_sigma=0.15)
    mean, spread = pace(model, slow)
    assert 0.1 < mean < np.log(1.4) + 0.02
    assert spread < model.day_sigma
    assert pace(model, []) == (0.0, model.day_sigma)


def test_without_a_past_the_plan_counts_and_nothing_is_invented() -> None:
    cold = learn(Past.of([]), EXPECTED)
    assert set(cold.services) == {"A"}
    known = cold.services["A"]
    assert np.exp(known.mu + known.shape).mean() == pytest.approx(600, rel=0.02)


def test_a_few_visits_move_belief_a_little_and_teach_unseen_services_how_wrong_the_plan_is() -> None:
    few = [
        PastVisit(day="2026-10-01", service="A", taken=0, called=1000 * n, ended=1000 * n + 900, window=1, clerk="x")
        for n in range(6)
    ]
    learned = learn(Past.of(few), {"A": 5.0, "C": 5.0})
    assert 300 < np.exp(learned.log_s("A", "x")) < 900
    assert learned.services["C"].mu > learn(Past.of([]), {"C": 5.0}).services["C"].mu
    assert learn(Past.of(few[:1]), {}).services.keys() == {"A"}


def test_nonsense_in_the_past_is_passed_over() -> None:
    assert len(Past.of([PastVisit(day="d", service="A", taken=0, called=50, ended=10)])) == 0
