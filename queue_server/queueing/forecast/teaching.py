"""All that a hall's past teaches its forecast at once: the model of its services, and how far to trust the replay."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from queue_server.queueing.forecast.band import HIGH, LOW, Correction, learned_correction
from queue_server.queueing.forecast.model import Model, learn
from queue_server.queueing.forecast.past import Floats, Past
from queue_server.queueing.forecast.rebuilt import Layout, moments
from queue_server.queueing.forecast.replay import replay
from queue_server.queueing.forecast.rivals import Rival

CHECKED_DAYS, CHECKED_MOMENTS = 10, 24
"""On so many of the last days, at so many moments each, the replay is held against what came true."""
CHECKED_TICKETS = 3


@dataclass(frozen=True)
class Taught:
    """What a forecast is made with: the replay of `model`, or a `rival` that does better in this hall; corrected."""

    model: Model
    correction: Correction
    rival: Rival | None = None


def teach(past: Past, expected_min: Mapping[str, float], layout: Layout, rng: np.random.Generator) -> Taught:
    """Learns from `past`; every checked day is forecast by what the other days teach."""
    checked: list[tuple[float, Floats]] = []
    for day in range(len(past.days))[-CHECKED_DAYS:]:
        model = learn(past.where(past.day != day), expected_min)
        for moment in moments(past, layout, day, CHECKED_MOMENTS, rng):
            if not model.services:
                continue
            replayed = replay(moment.hall, model, moment.today, rng)
            rows = len(replayed.numbers) - 1 - rng.permutation(len(replayed.numbers))[:CHECKED_TICKETS]
            rows[0] = len(replayed.numbers) - 1
            checked += [(moment.waits[replayed.numbers[row]], _ends(replayed.waits[row])) for row in set(rows)]
    model = learn(past, expected_min)
    kept = [(truth, ends) for truth, ends in checked if ends[2] > 0 and ends[2] < 12 * 3600]
    if not kept:
        return Taught(model, Correction())
    low, middle, high = np.array([ends for _, ends in kept]).T
    return Taught(model, learned_correction(np.array([truth for truth, _ in kept]), low, middle, high))


def _ends(waits: Floats) -> Floats:
    return np.quantile(waits, (LOW, 0.5, HIGH))
