"""What-if: the same visitors under another plan."""

import numpy as np

from queue_server.queueing.simulate import SIZES, draw_hall
from queue_server.queueing.simulate.what_if import what_if, with_window


def test_the_same_plan_changes_nothing_and_one_more_window_in_the_rush_helps() -> None:
    plan, truth = draw_hall(SIZES[0], np.random.default_rng(4))
    same, again = what_if(plan, plan, truth, days=3)
    assert same == again
    before, after = what_if(plan, with_window(plan, ("A", "B", "C", "D"), "09:00", "11:00"), truth, days=3)
    assert after.mean < before.mean
    assert after.p95 <= before.p95


def test_the_extra_window_is_open_then_only() -> None:
    plan, _ = draw_hall(SIZES[0], np.random.default_rng(4))
    more = with_window(plan, ("A",), "09:00", "11:00")
    assert more.window[-1].breaks == (("00:00", "09:00"), ("11:00", "24:00"))
    assert [service.prefix for service in more.services_of(more.window[-1].number)] == ["A"]
