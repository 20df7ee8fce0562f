"""How fast today is: the day's own factor on service times, from what was finished today and what still goes on."""

from collections.abc import Sequence

import numpy as np

from queue_server.queueing.forecast.model import Model
from queue_server.queueing.forecast.past import PastVisit

SLOW_TO_TELL = 0.85
"""Visits of one morning have more in common than the day alone; they count for a little less than independent ones."""


def pace(model: Model, today: Sequence[PastVisit]) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm of today's factor, given the visits that ended today.

    The normal posterior for a normal prior N(0, day_sigma) and noisy observations of each visit's logarithm.
    """
    rests = [
        np.log(max(visit.ended - visit.called, 5.0)) - model.log_s(visit.service, visit.clerk or str(visit.window))
        for visit in today
        if visit.came and visit.service in model.services
    ]
    prior, noise = model.day_sigma**2, model.noise**2
    count = len(rests) * SLOW_TO_TELL
    if not rests or prior == 0:
        return 0.0, model.day_sigma
    weight = count * prior / (count * prior + noise)
    return weight * float(np.mean(rests)), float(np.sqrt(prior * (1 - weight)))
