"""Invented past days in an empty journal, so that a hall to show has a history to look at and to forecast from."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from queue_server.contract.commands import CloseDay
from queue_server.contract.plan import Plan
from queue_server.journal import Batch, Entry, Journal, JournalError
from queue_server.queueing import Event, HallState, Live, apply, decide, number_in
from queue_server.queueing.decision import Decision
from queue_server.queueing.simulate import draw_visitors, run_day
from queue_server.queueing.simulate.warnings import truth_of

SEED = 20261124


class DemoError(RuntimeError):
    """No invented days can be written; the text is one plain Chinese sentence."""


def write_demo_days(plan: Plan, journal_path: Path, secret: bytes, days: int, today: datetime) -> int:
    """Writes the `days` before the aware moment `today` as they might have been; how many tickets there are then.

    Raises:
        DemoError: the journal has real days already, or cannot be written.
    """
    try:
        with Journal(journal_path, plan.hall.id) as journal:
            if journal.head:
                raise DemoError("这个数据目录里已经有流水，不能再写演示的日子")
            return _write(plan, journal, HallState(plan, secret), days, today)
    except JournalError as error:
        raise DemoError(f"流水写不进去：{error}") from error


def _write(plan: Plan, journal: Journal, hall: HallState, days: int, today: datetime) -> int:
    midnight = today.astimezone(ZoneInfo(plan.hall.timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    truth, written = truth_of(plan), 0
    for back in range(days, 0, -1):
        entries: list[Entry] = []
        tickets: dict[str, Live] = {}

        def record(
            event: Event, at: datetime, entries: list[Entry] = entries, tickets: dict[str, Live] = tickets
        ) -> None:
            entries.append(Entry(hall.revision, at, event))
            if number := number_in(event):
                live = hall.tickets[number]
                tickets[live.ticket.token] = live

        rng = np.random.default_rng([SEED, back])
        date = midnight - timedelta(days=back)
        run_day(plan, truth, draw_visitors(plan, truth, rng), rng, date=date, record=record, state=hall)
        _end(hall, date + timedelta(days=1, seconds=-1), record)
        journal.append(Batch(tuple(entries), (), tuple(tickets.values())))
        written += len(tickets)
    return written


def _end(hall: HallState, at: datetime, record: Callable[[Event, datetime], None]) -> None:
    """The day ends as by the desk's own hand."""
    decision = decide(hall, CloseDay(), at)
    assert isinstance(decision, Decision)
    for event in decision.events:
        apply(hall, event, at)
        record(event, at)
