"""When windows usually stand empty although people wait: lunch that no plan tells of, learned from the past."""

import numpy as np

from queue_server.queueing.forecast.past import Past

Span = tuple[float, float]
"""Begin and end, seconds after midnight."""

LEAST_S = 20 * 60.0
OFTEN = 0.6
"""On this part of a window's days the absence has to have happened, at about the same time."""
SPREAD_S = 35 * 60.0


def learned_breaks(past: Past) -> dict[int, Span]:
    """By window, its daily absence; none where fewer than three days are known."""
    found: dict[int, Span] = {}
    for window in np.unique(past.window):
        rows = past.window == window
        days = np.unique(past.day[rows])
        if len(days) < 3:
            continue
        longest = [span for day in days if (span := _longest(past, rows & (past.day == day))) is not None]
        if len(longest) < OFTEN * len(days):
            continue
        begin, end = np.median(np.array(longest), axis=0)
        near = [span for span in longest if abs(span[0] - begin) < SPREAD_S]
        if len(near) >= OFTEN * len(days):
            begin, end = np.median(np.array(near), axis=0)
            found[int(window)] = (float(begin), float(end))
    return found


def _longest(past: Past, rows: np.ndarray) -> Span | None:
    """The longest time of one day that the window was free although its next visitor was waiting already."""
    free = past.free_s[rows]
    if not len(free) or np.isnan(free).all():
        return None
    place = int(np.nanargmax(free))
    if free[place] < LEAST_S:
        return None
    called = float(past.called[rows][place])
    return called - float(free[place]), called
