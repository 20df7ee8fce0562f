"""A simulated day: the same seed gives the same day, everybody is accounted for, nobody is in two places."""

import itertools
from datetime import timedelta

import msgspec
import numpy as np

from queue_server.contract.plan import Plan
from queue_server.contract.tickets import TicketState
from queue_server.queueing.simulate import SIZES, SimulatedDay, Truth, draw_hall, draw_visitors, run_day
from tests.queueing.forecast.halls import NOW

MIDNIGHT = NOW.replace(hour=0)


def hall(seed: int = 4) -> tuple[Plan, Truth]:
    return draw_hall(SIZES[0], np.random.default_rng(seed))


def day(plan: Plan, truth: Truth, seed: int = 5, **how: object) -> SimulatedDay:
    visitors = draw_visitors(plan, truth, np.random.default_rng(seed))
    return run_day(plan, truth, visitors, np.random.default_rng(seed), date=MIDNIGHT, **how)  # type: ignore[arg-type]


def test_the_same_seed_is_the_same_day() -> None:
    plan, truth = hall()
    assert day(plan, truth).visits == day(plan, truth).visits
    assert day(plan, truth).visits != day(plan, truth, seed=6).visits


def test_two_rules_see_the_very_same_visitors() -> None:
    plan, truth = hall()
    other = msgspec.structs.replace(plan, policy=msgspec.structs.replace(plan.policy, rule="classes"))
    one, two = day(plan, truth), day(other, truth)
    assert [(v.number, v.taken, v.priority) for v in one.visits] == [
        (v.number, v.taken, v.priority) for v in two.visits
    ]
    assert [v.called for v in one.visits] != [v.called for v in two.visits]


def test_everybody_is_called_and_no_window_serves_two_at_once() -> None:
    plan, truth = hall()
    ran = day(plan, truth)
    assert all(visit.taken <= visit.called <= visit.ended for visit in ran.visits)
    for window in plan.windows:
        mine = sorted((v.called, v.ended) for v in ran.visits if v.window == window and not v.returned)
        assert all(before[1] <= after[0] + 1e-6 for before, after in itertools.pairwise(mine))
    assert ran.hall is not None
    states = {live.state for live in ran.hall.tickets.values()}
    assert states <= {TicketState.COMPLETED, TicketState.MISSED}


def test_one_window_less_makes_everybody_wait_longer() -> None:
    plan, truth = hall()
    means = [
        np.mean([visit.called - visit.taken for visit in day(plan, truth, closed=closed).visits if visit.called >= 0])
        for closed in ((), (1,))
    ]
    assert means[1] > means[0]


def test_breaks_are_kept_and_the_day_runs_over_midnight_by_nothing() -> None:
    plan, truth = hall()
    ran = day(plan, truth)
    begin, end = 11 * 3600 + 40 * 60 + 700, 12 * 3600 + 25 * 60
    eating = [window.number for window in plan.window if window.breaks[0][0] == "11:40"]
    assert not [v for v in ran.visits if v.window in eating and begin < v.called < end]
    assert max(visit.ended for visit in ran.visits) < timedelta(days=1).total_seconds()
