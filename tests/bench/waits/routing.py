"""The rules of calling side by side: the same visitors, clerks and pauses, called by one rule after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import msgspec
import numpy as np

from queue_server.contract.plan import Plan, Rule
from queue_server.queueing.simulate import Size, Visit, draw_hall, draw_visitors, run_day
from tests.bench.waits.accuracy import FIRST_DAY

DAYS = 6
replace = msgspec.structs.replace


@dataclass(frozen=True)
class Figures:
    """Minutes, and people overtaken by each caller on average; `gap` is between the services' mean waits."""

    mean: float
    p95: float
    longest: float
    priority: float
    ordinary: float
    overtaking: float
    gap: float


def fcfs(plan: Plan) -> Plan:
    """First come, first served, whoever it is."""
    return replace(plan, priority=tuple(replace(one, credit_min=0) for one in plan.priority))


def ruled(rule: Rule) -> Callable[[Plan], Plan]:
    """The plan under `rule`."""
    return lambda plan: replace(plan, policy=replace(plan.policy, rule=rule))


def preferring(plan: Plan) -> Plan:
    """Every window prefers the first of its services."""
    return replace(plan, window=tuple(replace(w, prefers=(plan.services_of(w.number)[0].prefix,)) for w in plan.window))


def reserving(plan: Plan) -> Plan:
    """Every third window that has several services is kept for its first."""
    windows = (
        replace(w, reserves=(plan.services_of(w.number)[0].prefix,))
        if w.number % 3 == 0 and len(plan.services_of(w.number)) > 1
        else w
        for w in plan.window
    )
    return replace(plan, window=tuple(windows))


RULES: dict[str, Callable[[Plan], Plan]] = {
    "first come, first served": fcfs,
    "virtual arrival (default)": lambda plan: plan,
    "strict classes": ruled("classes"),
    "accumulating priority": ruled("accumulating"),
    "generalised c-mu": ruled("cmu"),
    "windows prefer": preferring,
    "windows reserved": reserving,
}


def compare(size: Size, seed: int) -> dict[str, Figures]:
    """Every rule over the same days of one hall."""
    plan, truth = draw_hall(size, np.random.default_rng(seed))
    visits: dict[str, list[list[Visit]]] = {name: [] for name in RULES}
    for day in range(DAYS):
        visitors = draw_visitors(plan, truth, np.random.default_rng([seed, day]))
        for name, change in RULES.items():
            ran = run_day(
                change(plan),
                truth,
                visitors,
                np.random.default_rng([seed, day, 1]),
                date=FIRST_DAY + timedelta(days=day),
            )
            visits[name].append([visit for visit in ran.visits if visit.called >= 0])
    return {name: _figures(days) for name, days in visits.items()}


def _figures(days: list[list[Visit]]) -> Figures:
    every = [visit for day in days for visit in day]
    waits = np.array([visit.called - visit.taken for visit in every]) / 60
    old = np.array([bool(visit.priority) for visit in every])
    services = np.array([visit.service for visit in every])
    means = [waits[services == name].mean() for name in np.unique(services)]
    return Figures(
        float(waits.mean()),
        float(np.quantile(waits, 0.95)),
        float(waits.max()),
        float(waits[old].mean()),
        float(waits[~old].mean()),
        float(np.mean([_overtaken(day) for day in days])),
        float(max(means) - min(means)),
    )


def _overtaken(day: list[Visit]) -> float:
    """On average, how many of the same service who came earlier and still waited were passed by a call."""
    by_service: dict[str, list[Visit]] = {}
    for visit in day:
        by_service.setdefault(visit.service, []).append(visit)
    passed = 0
    for line in by_service.values():
        taken, called = np.array([v.taken for v in line]), np.array([v.called for v in line])
        passed += sum(int(((taken < visit.taken) & (called > visit.called)).sum()) for visit in line)
    return passed / max(1, len(day))
