"""An honest band: what replays get wrong in this very hall is measured on its own past and corrected.

Split conformal prediction with scores scaled by the predicted width (Romano, Patterson and Candès 2019), each side by
itself, after one factor on the median.
"""

from dataclasses import dataclass

import numpy as np

from queue_server.queueing.forecast.past import Floats

LOW, HIGH = 0.1, 0.9
"""The band holds four waits in five."""
SOFT_S = 20.0
"""Added to a predicted width, so that a very narrow one is no certainty."""
ENOUGH = 30
SURE = 30.0
"""So many measured waits weigh as much as the usual correction."""
USUAL, COLD = 1.1, 1.35
"""How much wider a band usually has to be, and how much where nothing was measured yet."""
TALLEST = 6.0


@dataclass(frozen=True)
class Correction:
    """`factor` on the whole prediction, `below` and `above` on the distances of the band's ends from the median."""

    factor: float = 1.0
    below: float = COLD
    above: float = COLD


def learned_correction(truth: Floats, low: Floats, middle: Floats, high: Floats) -> Correction:
    """The correction for predictions `low`, `middle`, `high` of waits that turned out to be `truth` (seconds)."""
    if len(truth) < ENOUGH:
        return Correction()
    weight = len(truth) / (len(truth) + SURE)
    factor = 1 + (_weighted_median(truth / np.maximum(middle, 1.0), middle) - 1) * weight
    factor = float(np.clip(factor, 0.6, 1.6))
    middle = middle * factor
    below = _reach((middle - truth) / ((middle - low * factor) + SOFT_S))
    above = _reach((truth - middle) / ((high * factor - middle) + SOFT_S))
    return Correction(factor, weight * below + (1 - weight) * USUAL, weight * above + (1 - weight) * USUAL)


def corrected(waits: Floats, correction: Correction) -> tuple[Floats, Floats, Floats]:
    """Low, median and high of each row of `waits` (rows × sorted draws), corrected; seconds."""
    low, middle, high = (_quantile(waits, level) * correction.factor for level in (LOW, 0.5, HIGH))
    below = (middle - low + SOFT_S) * correction.below
    above = (high - middle + SOFT_S) * correction.above
    known = high > 0
    return np.where(known, np.maximum(0.0, middle - below), 0.0), middle, np.where(known, middle + above, 0.0)


def _quantile(rows: Floats, level: float) -> Floats:
    """The quantile of every sorted row."""
    place = level * (rows.shape[-1] - 1)
    low = int(place)
    quantile: Floats = rows[:, low] * (low + 1 - place) + rows[:, min(low + 1, rows.shape[-1] - 1)] * (place - low)
    return quantile


def _reach(scores: Floats) -> float:
    """The score that nine in ten stay below, with the finite-sample correction."""
    level = min(1.0, HIGH * (len(scores) + 1) / len(scores))
    return float(np.clip(np.quantile(scores, level), 0.1, TALLEST))


def _weighted_median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values)
    cumulated = np.cumsum(weights[order])
    if cumulated[-1] <= 0:
        return 1.0
    return float(values[order][np.searchsorted(cumulated, cumulated[-1] / 2)])
