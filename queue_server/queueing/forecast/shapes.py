"""Distributions as quantile functions on a grid: cheap to draw from, also given that so much has passed already."""

import numpy as np

from queue_server.queueing.forecast.past import Floats

LEVELS: Floats = (np.arange(201) + 0.5) / 201
"""Probabilities at which a quantile function is kept."""


def normal_shape() -> Floats:
    """Quantiles of the standard normal distribution at `LEVELS`, from a fine cumulative sum."""
    grid = np.linspace(-6, 6, 24001)
    density = np.exp(-(grid**2) / 2)
    cumulated = np.cumsum(density)
    return np.interp(LEVELS, (cumulated - density / 2) / cumulated[-1], grid)


NORMAL: Floats = normal_shape()


def quantiles_of(values: Floats) -> Floats:
    """The quantile function of a sample."""
    return np.quantile(values, LEVELS) if len(values) else np.zeros_like(LEVELS)


def at(shape: Floats, levels: Floats) -> Floats:
    """The quantile function `shape` at `levels` between 0 and 1, by linear interpolation."""
    place = np.clip(levels * len(shape) - 0.5, 0.0, len(shape) - 1.0001)
    low = place.astype(np.int64)
    part = place - low
    return shape[low] * (1 - part) + shape[low + 1] * part


def levels_of(shape: Floats, values: Floats) -> Floats:
    """Which part of the distribution lies below each of `values`, never quite all of it."""
    reached: Floats = np.interp(values, shape, LEVELS, left=0.0, right=LEVELS[-1])
    return reached


def level_of(shape: Floats, value: float) -> float:
    """The same for one value."""
    return float(levels_of(shape, np.array([value]))[0])


def strata(rng: np.random.Generator, rows: int, draws: int) -> Floats:
    """Levels for `rows` independent quantities, each spread evenly over its `draws` (Latin hypercube)."""
    places = np.tile(np.arange(draws, dtype=np.float64), (rows, 1))
    return (rng.permuted(places, axis=1) + rng.random((rows, draws))) / draws
