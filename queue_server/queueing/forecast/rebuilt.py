"""Moments of the past rebuilt from finished visits: what the hall looked like then, and how long everybody waited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from queue_server.queueing.forecast.live import Clock, LiveHall, LiveTicket, LiveWindow
from queue_server.queueing.forecast.model import LONG_S
from queue_server.queueing.forecast.past import Past, PastVisit

MIDNIGHT = datetime(2000, 1, 1)
"""Only differences to it are used."""


@dataclass(frozen=True)
class Layout:
    """What of a hall does not change from day to day: services and breaks by window, and the hall's hours."""

    services: Mapping[int, tuple[str, ...]]
    breaks: Mapping[int, Clock]
    hours: Clock = ()

    @classmethod
    def of(cls, hall: LiveHall) -> "Layout":
        """The layout of a live hall."""
        return cls(
            {window.window: window.services for window in hall.windows},
            {window.window: window.breaks for window in hall.windows},
            hall.hours,
        )


@dataclass(frozen=True)
class Moment:
    """The hall at a moment of a past day, what was finished by then, and the true waits from then on by number."""

    hall: LiveHall
    today: tuple[PastVisit, ...]
    waits: Mapping[str, float]


def moments(past: Past, layout: Layout, day: int, count: int, rng: np.random.Generator) -> list[Moment]:
    """`count` moments of the past day with that index, each right after somebody took a ticket."""
    rows = np.flatnonzero(past.day == day)
    takers = rows[past.called[rows] - past.taken[rows] > 1.0]
    if not len(takers):
        return []
    chosen = rng.choice(takers, min(count, len(takers)), replace=False)
    return [moment(past, layout, rows, float(past.taken[row])) for row in chosen]


def moment(past: Past, layout: Layout, rows: np.ndarray, now: float) -> Moment:
    """The hall of the visits `rows` (of one day), `now` seconds after midnight."""
    taken, called, ended = past.taken[rows], past.called[rows], past.ended[rows]
    waiting = rows[(taken <= now) & (called > now)]
    at_window = {int(past.window[row]): row for row in rows[(called <= now) & (ended > now)]}
    over = rows[ended <= now]
    at = MIDNIGHT + timedelta(seconds=now)
    windows = []
    first = float(called.min())
    for number, services in layout.services.items():
        mine = rows[past.window[rows] == number]
        before, after = mine[past.ended[mine] <= now], mine[past.called[mine] > now]
        front = at_window.get(number)
        since = float(past.ended[before].max()) if len(before) else first
        state = "open" if front is not None or (len(after) and now >= first) else "closed"
        if front is None and state == "open" and now - since > LONG_S:
            state = "paused"
        row = front if front is not None else (after[0] if len(after) else None)
        windows.append(
            LiveWindow(
                window=number,
                services=services,
                state=state,  # type: ignore[arg-type]
                clerk=past.clerks[past.clerk[row]] if row is not None else "",
                serving=past.services[past.service[front]] if front is not None else "",
                called_at=MIDNIGHT + timedelta(seconds=float(past.called[front])) if front is not None else None,
                since=MIDNIGHT + timedelta(seconds=since),
                breaks=layout.breaks.get(number, ()),
            )
        )
    tickets = tuple(
        LiveTicket(
            number=str(row),
            service=past.services[past.service[row]],
            taken_at=MIDNIGHT + timedelta(seconds=float(past.taken[row])),
        )
        for row in waiting
    )
    return Moment(
        LiveHall(now=at, windows=tuple(windows), tickets=tickets, hours=layout.hours),
        tuple(_visit(past, row) for row in over),
        {str(row): float(past.called[row]) - now for row in waiting},
    )


def _visit(past: Past, row: int) -> PastVisit:
    return PastVisit(
        day=past.days[past.day[row]],
        service=past.services[past.service[row]],
        taken=float(past.taken[row]),
        called=float(past.called[row]),
        ended=float(past.ended[row]),
        window=int(past.window[row]),
        clerk=past.clerks[past.clerk[row]],
        came=bool(past.came[row]),
    )
