"""What a plan would do to its visitors is told before anybody comes."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from queue_server.contract.plan import Plan, parse
from queue_server.queueing.simulate import SIZES, draw_hall
from queue_server.queueing.simulate.warnings import plan_warnings
from tests.running_hall import ROOT

SAMPLE = ROOT / "assets/halls/puyang.toml"
replace = msgspec.structs.replace


def sample() -> Plan:
    return parse(SAMPLE.read_text(encoding="utf-8"))


def windows(plan: Plan, **how: Any) -> Plan:
    return replace(plan, window=tuple(replace(window, **how) for window in plan.window))


def test_a_balanced_hall_has_nothing_to_warn_of() -> None:
    plan, _ = draw_hall(SIZES[2], np.random.default_rng(1))
    plan = replace(plan, service=tuple(replace(one, windows=tuple(plan.windows)) for one in plan.service))
    assert plan_warnings(plan) == []


def test_a_service_that_hangs_on_one_window_is_told() -> None:
    warnings = plan_warnings(sample())
    assert [one for one in warnings if "“惠农政策”只有 1 号窗口能办" in one]
    assert not [one for one in warnings if "群众接访" in one]


def test_a_service_whose_windows_are_all_kept_for_others_is_told() -> None:
    plan = sample()
    kept = tuple(replace(one, reserves=(plan.services_of(one.number)[0].prefix,)) for one in plan.window)
    assert [one for one in plan_warnings(replace(plan, window=kept)) if "“群众接访”没有自己的窗口" in one]


def test_a_service_whose_windows_rest_while_it_is_open_is_told() -> None:
    resting = windows(sample(), breaks=(("08:00", "18:00"),))
    assert [one for one in plan_warnings(resting) if "“惠农政策”开放的时间里，能办它的窗口都在休息" in one]


def test_visitors_who_would_starve_are_told() -> None:
    plan = sample()
    every = tuple(plan.windows)
    slow = tuple(
        replace(
            one,
            windows=every,
            expected_min=4.0 if one.prefix != "D" else 30.0,
            weight=100.0 if one.prefix != "D" else 0.1,
        )
        for one in plan.service
    )
    starving = replace(plan, service=slow, policy=replace(plan.policy, rule="cmu"))
    crowded = plan_warnings(starving)
    assert [one for one in crowded if "可能被饿着" in one and "农业技术与信息服务" in one]


@pytest.mark.parametrize(
    ("text", "code", "told"), [("", 0, "大厅配置没有错误"), ('rule = "magic"\n', 2, "policy.rule")]
)
def test_the_command_tells_mistakes_or_warnings(tmp_path: Path, text: str, code: int, told: str) -> None:
    path = tmp_path / "hall.toml"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace("[policy]\n", f"[policy]\n{text}"), encoding="utf-8")
    command = [sys.executable, "-m", "queue_server", "check", "--plan", str(path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == code
    assert told in ran.stdout + ran.stderr
