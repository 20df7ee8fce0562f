"""What it costs: one refresh with 200 people waiting at 20 windows, from the wire's view to words; a simulated day."""

import time
from dataclasses import replace
from datetime import timedelta

import msgspec
import numpy as np

from queue_server.contract.commands import AnyCommand, CallNext, OpenWindow, StartService, TakeTicket
from queue_server.contract.replies import Refused
from queue_server.forecaster.reckoning import reckon
from queue_server.queueing import HallState, Tick, apply, decide, queues
from queue_server.queueing.simulate import SIZES, draw_hall, draw_visitors, run_day
from tests.bench.waits.accuracy import FIRST_DAY
from tests.bench.waits.oracle import oracle_of

WAITING, REPEATS = 200, 200
TICKETS = 5000


def refresh_p95_ms() -> float:
    """95 % of the refreshes take at most so many milliseconds."""
    plan, truth = draw_hall(SIZES[2], np.random.default_rng(3))
    hall = HallState(plan, b"bench")
    now = FIRST_DAY + timedelta(hours=9)
    commands: list[AnyCommand | Tick] = [
        Tick(),
        *(OpenWindow(window=window.number, clerk=window.clerks[0]) for window in plan.window),
        *(
            TakeTicket(matter=f"{plan.service[place % len(plan.service)].prefix}1")
            for place in range(WAITING + len(plan.window))
        ),
        *(CallNext(window=window.number, clerk=window.clerks[0]) for window in plan.window),
        *(StartService(window=window.number, clerk=window.clerks[0]) for window in plan.window),
    ]
    for command in commands:
        decision = decide(hall, command, now)
        assert not isinstance(decision, Refused), decision
        for event in decision.events:
            apply(hall, event, now)
        now += timedelta(seconds=2)
    seen, taught, rng = queues(hall), oracle_of(truth, len(plan.window)), np.random.default_rng(1)
    took = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        told = reckon(plan, seen, taught, (), now, rng=rng)
        took.append(time.perf_counter() - start)
        assert len(told.tickets) == WAITING
    return float(np.quantile(took, 0.95)) * 1000


def simulate_5000_s() -> float:
    """Seconds for a simulated day on which 5,000 tickets are taken, called and served."""
    plan, truth = draw_hall(SIZES[2], np.random.default_rng(3))
    times = TICKETS / sum(truth.visitors.values())
    quick = replace(
        truth,
        mean_s={name: mean / times for name, mean in truth.mean_s.items()},
        visitors={name: count * times for name, count in truth.visitors.items()},
        walk_s=truth.walk_s / times,
        handover_s=truth.handover_s / times,
        crowd_sigma=0.0,
    )
    plan = msgspec.structs.replace(plan, policy=msgspec.structs.replace(plan.policy, number_digits=4))
    visitors = draw_visitors(plan, quick, np.random.default_rng(1))
    start = time.perf_counter()
    day = run_day(plan, quick, visitors, np.random.default_rng(1), date=FIRST_DAY)
    took = time.perf_counter() - start
    assert sum(visit.called >= 0 for visit in day.visits) > 0.95 * TICKETS
    return took * TICKETS / len(day.visits)
