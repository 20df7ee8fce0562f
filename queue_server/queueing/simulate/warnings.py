"""What a plan would do to its visitors: simulated before anybody comes, and told as warnings."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from queue_server.contract.plan import Plan, Service
from queue_server.queueing.hours import seconds
from queue_server.queueing.simulate.day import run_day
from queue_server.queueing.simulate.truth import Truth
from queue_server.queueing.simulate.visitors import draw_visitors

DAYS = 5
USUAL_MIN = 10.0
"""Taken for a service of which the plan expects no minutes."""
LOAD = 0.75
"""The simulated crowd fills this part of the windows' time, shared by what each service's windows can do."""
DATE = datetime(2026, 1, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
STARVED = 3.0
"""So many times longer than the hall's slowest twentieth, and an hour at least, is starving."""


def plan_warnings(plan: Plan) -> list[str]:
    """Plain Chinese sentences about services that nobody reaches, starving visitors and windows that all depend on."""
    return [*_unreached(plan), *_alone(plan), *_starving(plan)]


def _unreached(plan: Plan) -> list[str]:
    found = []
    for service in plan.service:
        able = [plan.windows[number] for number in service.windows if number in plan.windows]
        if able and all(window.reserves and service.prefix not in window.reserves for window in able):
            found.append(f"“{service.name}”没有自己的窗口：能办它的窗口都留给了别的业务，它要等别人办完才轮到")
        if able and not _served_s(plan, service):
            found.append(f"“{service.name}”开放的时间里，能办它的窗口都在休息")
    return found


def _alone(plan: Plan) -> list[str]:
    """Services that hang on one window although the hall has others."""
    if len(plan.window) < 2:
        return []
    return [
        f"“{service.name}”只有 {service.windows[0]} 号窗口能办：这个窗口一停，这项业务就停了"
        for service in plan.service
        if len(service.windows) == 1
    ]


def _starving(plan: Plan) -> list[str]:
    """Under the plan's rule, on simulated days: who waits far longer than everybody else."""
    waits = _waits(plan)
    if not waits:
        return []
    limit_s = max(3600.0, STARVED * float(np.quantile([wait for _, wait in waits], 0.95)))
    longest: dict[str, float] = {}
    for name, wait in waits:
        longest[name] = max(longest.get(name, 0.0), wait)
    return [
        f"“{plan.services[name].name}”的人可能被饿着：模拟里最久等了 {round(wait / 60)} 分钟，"
        f"全大厅 95% 的人不到 {round(limit_s / STARVED / 60)} 分钟"
        for name, wait in longest.items()
        if wait > limit_s
    ]


def _waits(plan: Plan) -> list[tuple[str, float]]:
    """Services and waits of everybody on some simulated days; who is never called waits until midnight."""
    truth = truth_of(plan)
    found = []
    for day in range(DAYS):
        rng = np.random.default_rng(day)
        for visit in run_day(plan, truth, draw_visitors(plan, truth, rng), rng, date=DATE).visits:
            end = visit.called if visit.called >= 0 else 24 * 3600.0
            found.append((visit.service, end - visit.taken))
    return found


def truth_of(plan: Plan, load: float = LOAD) -> Truth:
    """A hall as the plan expects it, with as many visitors as fill `load` of its windows' time."""
    mean_s = {service.prefix: (service.expected_min or USUAL_MIN) * 60 for service in plan.service}
    shared = {window.number: max(1, len(plan.services_of(window.number))) for window in plan.window}
    visitors = {
        service.prefix: load
        * sum(_served_s(plan, service, (number,)) / shared[number] for number in service.windows)
        / (mean_s[service.prefix] + 40)
        for service in plan.wished
    }
    speed = {clerk.id: 1.0 for clerk in plan.clerk}
    return Truth(mean_s, dict.fromkeys(mean_s, 0.6), speed, visitors, booked=0.0)


def _served_s(plan: Plan, service: Service, windows: Sequence[int] | None = None) -> float:
    """Seconds of the hall's day in which those windows (all of the service's) can serve it."""
    total = 0.0
    for number in service.windows if windows is None else windows:
        for begin, end in plan.hall.hours:
            open_s = seconds(end) - seconds(begin)
            away = sum(
                max(0.0, min(seconds(until), seconds(end)) - max(seconds(since), seconds(begin)))
                for since, until in plan.windows[number].breaks
            )
            total += max(0.0, open_s - away)
    return total
