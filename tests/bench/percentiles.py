"""Percentiles, and rounds put together."""

from collections.abc import Sequence
from statistics import median


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that `percent` of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * int(percent * 10) // 1000) - 1)]


def over_rounds(rounds: Sequence[Sequence[float]], percent: float) -> float:
    """The median over the rounds of each round's percentile: one disturbed round does not show."""
    return median(percentile(values, percent) for values in rounds)
