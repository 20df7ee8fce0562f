"""The replay: every waiting ticket is called in order to the first window that is free for it, many times over.

For tickets that wait already and an order that does not change, giving each in turn the earliest free window that
serves it is the same as letting every free window take the first in order that it serves (list scheduling), and can
be done for all draws at once.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from queue_server.queueing.forecast.absences import Span
from queue_server.queueing.forecast.live import LiveHall, LiveWindow
from queue_server.queueing.forecast.model import Model, Service
from queue_server.queueing.forecast.past import Floats, PastVisit
from queue_server.queueing.forecast.shapes import LEVELS, NORMAL, at, level_of, levels_of, strata
from queue_server.queueing.forecast.today import pace
from queue_server.queueing.hours import seconds

DRAWS = 96
NEVER = 1e9
"""Seconds that stand for not at all."""
LATE_BREAK_S = 600.0
"""A break that begins late because somebody is in front is made up for by this much at most."""


@dataclass(frozen=True)
class Replayed:
    """Seconds from now until the call: `waits` of the tickets in calling order (tickets × draws, each row sorted), and
    of somebody who takes a number now by service. `NEVER` where no window would call them."""

    numbers: tuple[str, ...]
    waits: Floats
    newcomers: dict[str, Floats]


def replay(
    hall: LiveHall, model: Model, today: Sequence[PastVisit], rng: np.random.Generator, draws: int = DRAWS
) -> Replayed:
    """The waits of everybody in `hall`; tickets of unknown services take as long as the average of the known."""
    hall = _as_skilled(hall, model)
    tickets, windows = hall.ordered(), hall.windows
    mean, spread = pace(model, today)
    factor = np.exp(mean + spread * _normal(strata(rng, 1, draws)[0]))
    free = _free_at(hall, model, factor, rng)
    spans = _absences(hall, model)
    names = sorted({ticket.service for ticket in tickets} | {name for window in windows for name in window.services})
    speeds = {name: np.array([_speed(model, name, window) for window in windows]) for name in names}
    serves = {
        name: np.array([row for row, window in enumerate(windows) if name in window.services], np.int64)
        for name in names
    }
    work = _work(model, [ticket.service for ticket in tickets], factor, rng)
    gaps = at(model.free, rng.random((len(tickets), draws)))
    columns = np.arange(draws)
    waits = np.full((len(tickets), draws), NEVER)
    place = {window.window: row for row, window in enumerate(windows)}
    first_break = min((float(begins.min()) for begins, _ in spans), default=NEVER)
    for row, ticket in enumerate(tickets):
        able = serves[ticket.service]
        if ticket.windows:
            own = [place[window] for window in ticket.windows if window in place]
            able = np.array(own, np.int64) if own else able
        if not len(able):
            continue
        window, start = _earliest(free, able, columns)
        waits[row] = start
        end = start + work[row] * speeds[ticket.service][window] + gaps[row]
        free[window, columns] = end if end.max() < first_break else _after_absences(end, start, window, spans)
    newcomers = {
        name: np.sort(free[serves[name]].min(axis=0)) if len(serves[name]) else np.full(draws, NEVER) for name in names
    }
    return Replayed(tuple(ticket.number for ticket in tickets), np.sort(waits, axis=1), newcomers)


def _as_skilled(hall: LiveHall, model: Model) -> LiveHall:
    """The hall where every window serves what it has been seen to serve, unless nobody would serve a service then."""
    if not model.skills:
        return hall
    windows = [
        msgspec.structs.replace(window, services=tuple(sorted(model.skills.get(window.window, window.services))))
        for window in hall.windows
    ]
    left = {name for window in hall.windows for name in window.services} - {
        name for window in windows for name in window.services
    }
    return msgspec.structs.replace(
        hall,
        windows=tuple(
            msgspec.structs.replace(
                window, services=(*window.services, *(name for name in planned.services if name in left))
            )
            for window, planned in zip(windows, hall.windows, strict=True)
        ),
    )


def _earliest(free: Floats, able: np.ndarray, columns: np.ndarray) -> tuple[np.ndarray, Floats]:
    if len(able) == 1:
        return np.full(len(columns), able[0]), free[able[0]].copy()
    rows = free[able]
    first = rows.argmin(axis=0)
    return able[first], rows[first, columns]


def _work(model: Model, services: Sequence[str], factor: Floats, rng: np.random.Generator) -> Floats:
    """Seconds at an average clerk's window of each ticket in each draw; no-shows among them."""
    draws = len(factor)
    levels = strata(rng, len(services), draws)
    chance = rng.random((len(services), draws))
    work = np.empty((len(services), draws))
    for name in set(services):
        rows = [row for row, service in enumerate(services) if service == name]
        known = model.services.get(name) or _average(model)
        came = np.exp(known.mu + at(known.shape, levels[rows])) * factor
        work[rows] = np.where(chance[rows] < known.no_show, at(model.missed, levels[rows]), came)
    return work


def _average(model: Model) -> Service:
    """Something between all known services, for one that nothing is known of."""
    known = list(model.services.values())
    return known[len(known) // 2]


def _speed(model: Model, service: str, window: LiveWindow) -> float:
    clerk = window.clerk or str(window.window)
    return float(np.exp(model.clerks.get(clerk, 0.0) + model.pairs.get((service, clerk), 0.0)))


def _normal(levels: Floats) -> Floats:
    return at(NORMAL, levels)


def _free_at(hall: LiveHall, model: Model, factor: Floats, rng: np.random.Generator) -> Floats:
    """When each window can call next, seconds from now (windows × draws)."""
    draws = len(factor)
    levels = strata(rng, len(hall.windows), draws)
    gaps = at(model.free, rng.random((len(hall.windows), draws)))
    free = np.empty((len(hall.windows), draws))
    for row, window in enumerate(hall.windows):
        since = 0.0 if window.since is None else max(0.0, (hall.now - window.since).total_seconds())
        if window.serving:
            called = window.called_at or window.since
            elapsed = max(1.0, (hall.now - called).total_seconds() if called else 1.0)
            free[row] = _rest(model, window, elapsed, factor, levels[row]) + gaps[row]
        elif window.state == "closed":
            free[row] = NEVER
        elif window.state == "paused":
            free[row] = _still(model.pause, since, levels[row])
        elif any(set(window.services) & {ticket.service} for ticket in hall.tickets):
            free[row] = _still(model.free, since, levels[row])
        else:
            free[row] = 0.0
    return _not_now(hall, model, free)


def _rest(model: Model, window: LiveWindow, elapsed: float, factor: Floats, levels: Floats) -> Floats:
    """Seconds that the visit in front still takes, given that it has taken `elapsed` already.

    Whether the visitor is a no-show is told by time: nobody waits that long for one.
    """
    known = model.services.get(window.serving) or _average(model)
    clerk = window.clerk or str(window.window)
    mu = known.mu + model.clerks.get(clerk, 0.0) + model.pairs.get((window.serving, clerk), 0.0)
    reached = levels_of(known.shape, np.log(elapsed / factor) - mu)
    came = np.exp(mu + at(known.shape, reached + (1 - reached) * levels)) * factor - elapsed
    late = reached >= LEVELS[-2]
    if late.any():
        came = np.where(late, elapsed * (np.exp(0.35 * np.abs(_normal(levels))) - 1), came)
    gone = level_of(model.missed, elapsed)
    alive_missed, alive_came = known.no_show * (1 - gone), (1 - known.no_show) * (1 - float(reached.mean()))
    share = alive_missed / max(1e-9, alive_missed + alive_came)
    if share >= 0.01:
        missed = at(model.missed, gone + (1 - gone) * levels) - elapsed
        came = np.where(np.arange(len(levels)) % 100 < share * 100, missed, came)
    return np.maximum(came, 1.0)


def _still(shape: Floats, since: float, levels: Floats) -> Floats:
    """What is left of something that has lasted `since`."""
    reached = 0.0 if since <= shape[0] else level_of(shape, since)
    if reached >= LEVELS[-2]:
        return since * (np.exp(0.35 * np.abs(_normal(levels))) - 1) + 30.0
    return np.maximum(at(shape, reached + (1 - reached) * levels) - since, 0.0)


def _absences(hall: LiveHall, model: Model) -> list[tuple[Floats, Floats]]:
    """Breaks still to come as pairs of begin and end per window, seconds from now; `NEVER` where there is none."""
    per_window = [_spans(hall, window, model) for window in hall.windows]
    most = max((len(spans) for spans in per_window), default=0)
    return [
        (
            np.array([spans[turn][0] if turn < len(spans) else NEVER for spans in per_window]),
            np.array([spans[turn][1] if turn < len(spans) else NEVER for spans in per_window]),
        )
        for turn in range(most)
    ]


def _spans(hall: LiveHall, window: LiveWindow, model: Model) -> list[Span]:
    """The window's absences that have not begun yet: planned, else learned, and the hall's own closed noon."""
    spans = [(seconds(begin), seconds(end)) for begin, end in window.breaks]
    if not spans and window.window in model.breaks:
        spans = [model.breaks[window.window]]
    spans += _closed_between(hall.hours)
    now = hall.clock_s
    return sorted((begin - now, end - now) for begin, end in spans if begin > now)


def _closed_between(hours: tuple[tuple[str, str], ...]) -> list[Span]:
    return [(seconds(before[1]), seconds(after[0])) for before, after in itertools.pairwise(hours)]


def _not_now(hall: LiveHall, model: Model, free: Floats) -> Floats:
    """Windows in the middle of a break come back at its end; before the hall opens nobody calls."""
    now = hall.clock_s
    for row, window in enumerate(hall.windows):
        spans = [(seconds(begin), seconds(end)) for begin, end in window.breaks]
        if not spans and window.window in model.breaks:
            spans = [model.breaks[window.window]]
        for begin, end in (*spans, *_closed_between(hall.hours)):
            away = window.state == "paused" and not window.serving
            if begin - LATE_BREAK_S <= now < end and away:
                free[row] = max(0.0, end - now) + 0.02 * free[row]
            elif begin <= now < end and window.serving:
                free[row] = np.maximum(free[row], end - now)
    opens = min((seconds(begin) for begin, _ in hall.hours), default=0.0)
    if now < opens:
        early = opens - now
        shut = np.array([window.state != "open" for window in hall.windows])
        free[shut] = 0.0
        free = np.maximum(free, early)
    return free


def _after_absences(end: Floats, start: Floats, window: np.ndarray, spans: list[tuple[Floats, Floats]]) -> Floats:
    """When the window calls again after `end`: a break that has come due meanwhile is taken first."""
    for begins, ends in spans:
        begin = begins[window]
        due = (begin > start - 1) & (begin <= end)
        if due.any():
            length = ends[window] - np.maximum(begin, end - LATE_BREAK_S)
            end = np.where(due, end + np.maximum(60.0, length), end)
    return end
