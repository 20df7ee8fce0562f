"""A whole day in a journal, made by driving the desk itself: tickets taken, printed, called, served, done or missed."""

import itertools
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from queue_server.client.asking import new_request_id
from queue_server.contract.commands import (
    AnyCommand,
    CallNext,
    CompleteTicket,
    MarkMissed,
    OpenWindow,
    ReportSlip,
    StartService,
    TakeTicket,
)
from queue_server.contract.messages import Ask
from queue_server.contract.plan import Plan, load
from queue_server.contract.replies import Refused
from queue_server.contract.topics import WEB
from queue_server.desk import Asked, Desk
from queue_server.journal import Journal
from queue_server.state_dir import StateDir
from tests.asked_by import asked_by
from tests.bench.hall import MATTERS, BenchError, plan_path, state_path

WAITING = 60
"""So many wait at any moment, and in the end."""
MISSED_EVERY = 20
BATCH = 200


def write_day(folder: Path, tickets: int) -> int:
    """Records today with so many `tickets` in the hall of `folder`; the number of events in its journal.

    Everything happens at this moment: the desk does not mind, and the server that starts next finds it today.
    """
    plan, state = load(plan_path(folder)), StateDir(state_path(folder))
    now = datetime.now(UTC)
    with Journal(state.journal, plan.hall.id) as journal:
        desk = Desk(plan, journal, state.page_secret())
        asks = (_asked(plan, one) for one in _commands(plan, tickets))
        while batch := list(itertools.islice(asks, BATCH)):
            for (_, ask), reply in zip(batch, desk.handle(batch, now), strict=True):
                if isinstance(reply.outcome, Refused):
                    raise BenchError(f"{ask.command}: {reply.outcome.sentence}")
        return journal.head


def _asked(plan: Plan, command: AnyCommand) -> Asked:
    client = "kiosk-1" if isinstance(command, TakeTicket | ReportSlip) else WEB
    by = asked_by(plan, command) if client == WEB else ""
    return client, Ask(request_id=new_request_id(), reply_to="", command=command, by=by)


def _commands(plan: Plan, tickets: int) -> Iterator[AnyCommand]:
    windows = itertools.cycle(plan.window)
    for window in plan.window:
        yield OpenWindow(window=window.number, clerk=window.clerks[0])
    counts = dict.fromkeys(MATTERS, 0)
    waiting: deque[int] = deque()
    for taken, matter in enumerate(itertools.islice(itertools.cycle(MATTERS), tickets)):
        counts[matter] += 1
        number = f"{matter[0]}{counts[matter]:0{plan.policy.number_digits}d}"
        yield TakeTicket(matter=matter)
        yield ReportSlip(number=number, outcome="printed")
        waiting.append(taken)
        if len(waiting) > WAITING:
            window = next(windows)
            yield from _served(window.number, window.clerks[0], missed=waiting.popleft() % MISSED_EVERY == 0)


def _served(window: int, clerk: str, *, missed: bool) -> Iterator[AnyCommand]:
    yield CallNext(window=window, clerk=clerk)
    if missed:
        yield MarkMissed(window=window, clerk=clerk)
        return
    yield StartService(window=window, clerk=clerk)
    yield CompleteTicket(window=window, clerk=clerk)
