"""The day itself: visitors take numbers as they would, every window serves, and what everybody saw is counted."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import msgspec
import numpy as np

from queue_server.contract.commands import RateService, TakeTicket
from queue_server.contract.plan import Clerk, Plan, Window
from queue_server.contract.replies import Done, TicketIssued
from queue_server.queueing.simulate import draw_visitors
from queue_server.queueing.simulate.warnings import truth_of
from tests.running_hall import DEADLINE_S, RunningHall
from tests.soak.console import Console, Habits
from tests.web.conftest import clerk_at

MORNING_S = 8.5 * 3600.0


def widened(plan: Plan, windows: int) -> Plan:
    """The plan with so many windows in all; each new one has clerks of its own and serves all but the cashier's."""
    replace = msgspec.structs.replace
    fresh = range(len(plan.window) + 1, windows + 1)
    clerks = {number: (f"soak-{number}a", f"soak-{number}b") for number in fresh}
    named = (Clerk(id=clerk, name=f"练习{clerk[5:]}") for both in clerks.values() for clerk in both)
    return replace(
        plan,
        window=(*plan.window, *(Window(number=number, clerks=clerks[number]) for number in fresh)),
        clerk=(*plan.clerk, *named),
        service=tuple(one if one.cashier else replace(one, windows=(*one.windows, *fresh)) for one in plan.service),
    )


@dataclass
class Seen:
    """What visitors and consoles saw: numbers given, ratings taken, presses done by window."""

    numbers: list[str]
    rated: int
    done: dict[int, Counter[str]]
    refused: Counter[str]


def run(hall: RunningHall, visitors: int, pace: float, seed: int = 1) -> Seen:
    """A day of `visitors`, `pace` times as fast; returns when the last one is served."""
    over = threading.Event()
    wished = tuple(service.prefix for service in hall.plan.wished)
    staffed = [
        window
        for window in hall.plan.window
        if any(service.prefix in wished for service in hall.plan.services_of(window.number))
    ]
    consoles = [
        Console(
            client=clerk_at(hall, window.clerks[0], window.number),
            window=window.number,
            pace=pace,
            over=over,
            habits=Habits(),
            rng=random.Random(seed * 1000 + window.number),
        )
        for window in staffed
    ]
    with ThreadPoolExecutor(len(consoles)) as working:
        served = [working.submit(console.serve) for console in consoles]
        numbers = _take_all(hall, visitors, pace, seed)
        rated = _rate(hall, [console.window for console in consoles])
        over.set()
        for window in served:
            window.result()
    for console in consoles:
        console.client.close()
    refused: Counter[str] = sum((console.refused for console in consoles), Counter())
    return Seen(numbers, rated, {console.window: console.done for console in consoles}, refused)


def _take_all(hall: RunningHall, visitors: int, pace: float, seed: int) -> list[str]:
    """The numbers that were given to them, in order."""
    planned = {matter.service: matter.code for matter in hall.plan.matter}
    kiosk, start, numbers = hall.client("kiosk-1"), time.monotonic(), []
    for at, service in _arrivals(hall.plan, visitors, seed):
        time.sleep(max(0.0, start + at / pace - time.monotonic()))
        issued = kiosk.ask(TakeTicket(matter=planned[service]), timeout_s=DEADLINE_S)
        assert isinstance(issued, TicketIssued), issued
        numbers.append(issued.ticket.number)
    return numbers


def _arrivals(plan: Plan, visitors: int, seed: int) -> list[tuple[float, str]]:
    """When after the morning's opening each comes, and for which service: the simulator's two rushes of a day."""
    rng = np.random.default_rng(seed)
    hours = msgspec.structs.replace(plan.hall, hours=(("08:30", "17:30"),))
    day = msgspec.structs.replace(plan, hall=hours)
    drawn: list[tuple[float, str]] = []
    while len(drawn) < visitors:
        drawn += [(one.at - MORNING_S, one.service) for one in draw_visitors(day, truth_of(plan), rng)]
    return sorted(drawn[place] for place in rng.permutation(len(drawn))[:visitors])


def _rate(hall: RunningHall, windows: list[int]) -> int:
    """Some visitors press a key of the evaluators; how many were taken down."""
    agent, taken = hall.client("agent"), 0
    for window in windows:
        outcome = agent.ask(RateService(window=window, score=5), timeout_s=DEADLINE_S)
        taken += isinstance(outcome, Done)
    return taken
