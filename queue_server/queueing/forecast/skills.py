"""Which services a window really serves, learned from what it has done of late; plans are sometimes wrong."""

import numpy as np

from queue_server.queueing.forecast.past import Past

LATE_DAYS = 5
ENOUGH = 25
"""With fewer visits at a window in the last days nothing is said of it."""
SELDOM = 0.015
"""A service that is a smaller part of what a window does there only helps out now and then."""


def learned_skills(past: Past) -> dict[int, frozenset[str]]:
    """By window, the services it serves; without windows that have done too little lately."""
    late = past.day >= len(past.days) - LATE_DAYS
    found: dict[int, frozenset[str]] = {}
    for window in np.unique(past.window[late]):
        served = past.service[late & (past.window == window)]
        if len(served) < ENOUGH:
            continue
        counts = np.bincount(served, minlength=len(past.services))
        often = np.flatnonzero(counts >= max(2.0, SELDOM * len(served)))
        found[int(window)] = frozenset(past.services[place] for place in often)
    return found
