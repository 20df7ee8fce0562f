"""What every group of figures gives: named values, some of them with a limit, measured with a given effort."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; its unit is in its name. `at_most` and `at_least` are the limits that it must keep."""

    name: str
    value: float
    at_most: float | None = None
    at_least: float | None = None

    @property
    def ok(self) -> bool:
        """Whether the value keeps its limits; true where there are none."""
        below = self.at_most is None or self.value <= self.at_most
        return below and (self.at_least is None or self.value >= self.at_least)

    @property
    def limit(self) -> str:
        """The limit in signs (`≤ 3`), empty where there is none."""
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return f"≥ {self.at_least:g}" if self.at_least is not None else ""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured. Baseline and product take turns in `rounds` rounds, so a machine's drift meets both alike.

    Per round: `asks` one at a time, `burst` with many in flight, `calls` to `followers` followers. `starts` of the
    server from nothing, a day of `day_tickets`, `touches` at the kiosk.
    """

    rounds: int
    asks: int
    burst: int
    calls: int
    followers: int
    starts: int
    day_tickets: int
    touches: int


FULL = Effort(rounds=10, asks=100, burst=750, calls=6, followers=200, starts=3, day_tickets=5000, touches=40)
QUICK = Effort(rounds=2, asks=10, burst=130, calls=2, followers=5, starts=1, day_tickets=100, touches=3)

Group = Callable[[Effort], Sequence[Figure]]
"""A group of figures that belong together; it starts what it needs and leaves nothing behind."""
