"""Invented halls from a township's four windows to a county's twenty, with services that share windows; seeded."""

from dataclasses import dataclass

import numpy as np

from queue_server.contract.plan import Hours, Plan
from queue_server.contract.plan.schema import Clerk, Hall, Matter, Policy, Priority, Service, Window
from queue_server.queueing.simulate.truth import Truth

HOURS: Hours = (("08:30", "17:00"),)
LUNCHES: tuple[Hours, Hours] = ((("11:40", "12:30"),), (("12:30", "13:20"),))
"""Windows eat by turns, so the hall stays open."""
OPEN_S = 8.5 * 3600 - 50 * 60
"""Seconds that a window calls in a day."""


@dataclass(frozen=True, slots=True)
class Size:
    """So many services at so many windows; `load` is the part of the windows' time that visitors fill."""

    name: str
    services: int
    windows: int
    load: float


SIZES = (Size("township 4×6", 4, 6, 0.86), Size("district 8×12", 8, 12, 0.88), Size("county 12×20", 12, 20, 0.88))


def draw_hall(size: Size, rng: np.random.Generator, policy: Policy | None = None) -> tuple[Plan, Truth]:
    """A hall of that size and its truth; the plan knows expected minutes only roughly."""
    prefixes = [chr(ord("A") + index) for index in range(size.services)]
    served = _skills(size, rng)
    mean_s = {prefix: float(rng.lognormal(np.log(480), 0.45)) for prefix in prefixes}
    windows = tuple(
        Window(number=number, clerks=(f"a{number}", f"b{number}"), breaks=LUNCHES[number % 2])
        for number in range(1, size.windows + 1)
    )
    truth = Truth(
        mean_s=mean_s,
        sigma={prefix: float(rng.uniform(0.45, 0.85)) for prefix in prefixes},
        speed={clerk: float(rng.lognormal(0, 0.18)) for window in windows for clerk in window.clerks},
        visitors={},
    )
    wide = {window.number: sum(window.number in numbers for numbers in served) for window in windows}
    for index, prefix in enumerate(prefixes):
        lost = truth.no_show * truth.patience_s + (1 - truth.no_show) * truth.walk_s + truth.handover_s
        occupied_s = mean_s[prefix] * (1 - truth.no_show) + lost
        capacity_s = sum(1 / wide[number] for number in served[index]) * (OPEN_S - truth.pauses * truth.pause_s)
        truth.visitors[prefix] = size.load * capacity_s / occupied_s * float(rng.uniform(0.9, 1.08))
    plan = Plan(
        schema=1,
        hall=Hall(id="simulated", name="模拟大厅", name_en="Simulated hall", hours=HOURS, page_address="http://hall"),
        policy=policy or Policy(),
        service=tuple(
            Service(
                prefix=prefix,
                name=f"业务{prefix}",
                name_en=prefix,
                windows=served[index],
                expected_min=max(1.0, round(mean_s[prefix] / 60 * float(rng.uniform(0.7, 1.4)))),
            )
            for index, prefix in enumerate(prefixes)
        ),
        matter=tuple(
            Matter(code=f"{prefix}1", name=f"事项{prefix}", name_en=prefix, service=prefix, needs=(), needs_en=())
            for prefix in prefixes
        ),
        window=windows,
        clerk=tuple(Clerk(id=clerk, name=clerk) for window in windows for clerk in window.clerks),
        priority=(Priority(id="old", name="老年人", name_en="Aged 60 or over"),),
    )
    return plan, truth


def _skills(size: Size, rng: np.random.Generator) -> list[tuple[int, ...]]:
    """Which windows serve each service: every window one to three services next to each other, all of them served."""
    wide = rng.integers(1, 4, size.windows)
    firsts = [(index * size.services) // size.windows for index in range(size.windows)]
    return [
        tuple(
            index + 1
            for index in range(size.windows)
            if any((firsts[index] + step) % size.services == service for step in range(wide[index]))
        )
        for service in range(size.services)
    ]
