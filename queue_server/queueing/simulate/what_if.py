"""What another plan would do to the same visitors: one more window from 9 to 11, another rule, another lunch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
import numpy as np

from queue_server.contract.plan import Clerk, Plan, Window
from queue_server.queueing.simulate.day import run_day
from queue_server.queueing.simulate.truth import Truth
from queue_server.queueing.simulate.visitors import Visitor, draw_visitors
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
    return waits_of(plan, truth, visitors, seed=seed), waits_of(other, truth, visitors, seed=seed)


def waits_of(
    plan: Plan,
    truth: Truth,
    crowds: Sequence[Sequence[Visitor]],
    *,
    seed: int = 0,
    date: datetime = DATE,
    closed: Sequence[int] = (),
    services: Sequence[str] = (),
) -> Waits:
    """The waits of the visitors of each day from `date` on, of those for `services` where any are named."""
    waits = [
        visit.called - visit.taken
        for day, crowd in enumerate(crowds)
        for visit in run_day(
            plan,
            truth,
            crowd,
            np.random.default_rng([seed, day, 1]),
            date=date + timedelta(days=day),
            closed=closed,
        ).visits
        if visit.called >= 0 and (not services or visit.service in services)
    ]
    minutes = np.array(waits or [0.0]) / 60
    return Waits(float(minutes.mean()), float(np.quantile(minutes, 0.95)), float(minutes.max()))


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
