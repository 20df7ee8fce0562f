"""What another plan would do to the same visitors: one more window from 9 to 11, another rule, another lunch."""

from dataclasses import dataclass
from datetime import timedelta

import msgspec
import numpy as np

from queue_server.contract.plan import Clerk, Plan, Window
from queue_server.queueing.simulate.day import run_day
from queue_server.queueing.simulate.truth import Truth
from queue_server.queueing.simulate.visitors import draw_visitors
from queue_server.queueing.simulate.warnings import DATE


@dataclass(frozen=True)
class Waits:
    """Minutes over all visitors of the simulated days."""

    mean: float
    p95: float
    longest: float


def what_if(plan: Plan, other: Plan, truth: Truth, *, days: int = 10, seed: int = 0) -> tuple[Waits, Waits]:
    """The waits under `plan` and under `other`: the very same visitors on each of `days` days."""
    visitors = [draw_visitors(plan, truth, np.random.default_rng([seed, day])) for day in range(days)]
    found: list[Waits] = []
    for tried in (plan, other):
        waits = [
            visit.called - visit.taken
            for day, crowd in enumerate(visitors)
            for visit in run_day(
                tried, truth, crowd, np.random.default_rng([seed, day, 1]), date=DATE + timedelta(days=day)
            ).visits
            if visit.called >= 0
        ]
        minutes = np.array(waits) / 60
        found.append(Waits(float(minutes.mean()), float(np.quantile(minutes, 0.95)), float(minutes.max())))
    return found[0], found[1]


def with_window(plan: Plan, services: tuple[str, ...], begin: str, end: str) -> Plan:
    """The plan with one more window for `services`, with clerks of usual speed, open from `begin` to `end` only."""
    replace = msgspec.structs.replace
    number = max(plan.windows) + 1
    clerks = (f"extra-{number}-a", f"extra-{number}-b")
    absent = tuple(span for span in (("00:00", begin), (end, "24:00")) if span[0] < span[1])
    return replace(
        plan,
        window=(*plan.window, Window(number=number, clerks=clerks, breaks=absent)),
        clerk=(*plan.clerk, *(Clerk(id=clerk, name=clerk) for clerk in clerks)),
        service=tuple(
            replace(one, windows=(*one.windows, number)) if one.prefix in services else one for one in plan.service
        ),
    )
