"""What-if: the same visitors under another plan."""

import numpy as np
import pytest

from queue_server.queueing.simulate import SIZES, draw_hall
from queue_server.queueing.simulate.today import Came, one_more_window
from queue_server.queueing.simulate.warnings import DATE, truth_of
from queue_server.queueing.simulate.what_if import what_if, with_window
from tests.queueing.sample import sample_plan


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


def test_todays_visitors_wait_as_the_windows_of_today_make_them_and_less_with_one_more() -> None:
    plan = sample_plan()
    came = [Came(at=9 * 3600.0 + place, service="A", work_s=600.0) for place in range(4)]
    one = one_more_window(plan, truth_of(plan), came, "A", date=DATE, closed=(2, 3))
    assert one is not None
    assert one.visitors == 4
    assert one.before.longest == pytest.approx(3 * 10, abs=5)
    assert one.after.longest == pytest.approx(10, abs=3)
    assert one.after.mean < one.before.mean
    assert one_more_window(plan, truth_of(plan), came, "B", date=DATE) is None
