"""The visitors of one simulated day, with everything that chance decides about them drawn in advance.

So two rules can be compared over the very same visitors (common random numbers).
"""

from dataclasses import dataclass

import numpy as np

from queue_server.contract.plan import Plan
from queue_server.queueing.hours import seconds
from queue_server.queueing.simulate.truth import Truth

MORNING, AFTERNOON = 9.6 * 3600, 14.3 * 3600
"""The two rushes of a day, seconds after midnight."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """One visitor; times are seconds, `at` after midnight, `work_s` before the clerk's speed."""

    at: float
    service: str
    work_s: float
    walk_s: float
    handover_s: float
    comes: bool
    back_after_s: float
    priority: str
    slot: float | None
    chance: float


def draw_visitors(plan: Plan, truth: Truth, rng: np.random.Generator) -> list[Visitor]:
    """All visitors of a day in order of coming: a morning and an afternoon rush over an even stream."""
    start, end = _span(plan)
    day, crowd = rng.normal(0, truth.day_sigma), rng.lognormal(0, truth.crowd_sigma)
    visitors: list[Visitor] = []
    classes = [priority.id for priority in plan.priority]
    for service in plan.service:
        count = rng.poisson(truth.visitors.get(service.prefix, 0.0) * crowd)
        mean, sigma = truth.mean_s[service.prefix], truth.sigma[service.prefix]
        work = rng.lognormal(np.log(mean) - sigma**2 / 2 + day, sigma, count)
        times = _times(start, end, count, rng)
        walk = rng.gamma(2.0, truth.walk_s / 2, count)
        handover = rng.exponential(truth.handover_s, count)
        draws = rng.random((5, count))
        back = rng.uniform(300, 1500, count)
        for index in range(count):
            old = classes[int(draws[4, index] * len(classes))] if classes and draws[0, index] < truth.priority else ""
            booked = draws[1, index] < truth.booked
            visitors.append(
                Visitor(
                    at=float(times[index]),
                    service=service.prefix,
                    work_s=float(work[index]),
                    walk_s=float(walk[index]),
                    handover_s=float(handover[index]),
                    comes=bool(draws[2, index] >= truth.no_show),
                    back_after_s=float(back[index]) if draws[3, index] < truth.returns else 0.0,
                    priority=old,
                    slot=float(times[index]) + 600.0 if booked else None,
                    chance=float(draws[4, index]),
                )
            )
    return sorted(visitors, key=lambda visitor: visitor.at)


def _times(start: float, end: float, count: int, rng: np.random.Generator) -> np.ndarray:
    kind = rng.random(count)
    morning = rng.normal(MORNING, 2700, count)
    afternoon = rng.normal(AFTERNOON, 2700, count)
    even = rng.uniform(start, end - 3600, count)
    times = np.where(kind < 0.45, morning, np.where(kind < 0.7, afternoon, even))
    outside = (times < start) | (times > end - 1800)
    times[outside] = even[outside]
    return times


def _span(plan: Plan) -> tuple[float, float]:
    (first, _), (_, last) = plan.hall.hours[0], plan.hall.hours[-1]
    return seconds(first), seconds(last)
