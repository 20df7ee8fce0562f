"""How a number of durations is spread."""

import math
from collections.abc import Iterable

import msgspec


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """So many durations in seconds; all 0 where there are none.

    `median_s` and `p90_s` are durations that occurred: the smallest that half, and nine in ten, do not exceed.
    """

    count: int = 0
    mean_s: float = 0.0
    median_s: float = 0.0
    p90_s: float = 0.0
    longest_s: float = 0.0


def spread(durations_s: Iterable[float]) -> Spread:
    """The spread of `durations_s`."""
    ordered = sorted(durations_s)
    if not ordered:
        return Spread()
    return Spread(
        count=len(ordered),
        mean_s=math.fsum(ordered) / len(ordered),
        median_s=_reached(ordered, 0.5),
        p90_s=_reached(ordered, 0.9),
        longest_s=ordered[-1],
    )


def _reached(ordered: list[float], part: float) -> float:
    return ordered[math.ceil(part * len(ordered)) - 1]
