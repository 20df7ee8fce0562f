"""The hall's past as the forecast needs it: finished visits, as columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


NOTICED_S = 120.0
"""Who waits this long for a free window waits for a clerk who is away."""


class PastVisit(msgspec.Struct, frozen=True, kw_only=True):
    """A visit that is over; `day` is an ISO date, the times are seconds after its midnight.

    `called` is the first call, `ended` when the window was done with the visitor; `came` is False for a no-show.
    """

    day: str
    service: str
    taken: float
    called: float
    ended: float
    window: int = 0
    clerk: str = ""
    came: bool = True


@dataclass(frozen=True)
class Past:
    """Visits as columns; `service`, `clerk` and `day` are indices into the tuples of names, days in order."""

    services: tuple[str, ...]
    clerks: tuple[str, ...]
    days: tuple[str, ...]
    service: Ints
    clerk: Ints
    day: Ints
    window: Ints
    taken: Floats
    called: Floats
    ended: Floats
    came: NDArray[np.bool_]

    @classmethod
    def of(cls, visits: Iterable[PastVisit]) -> "Past":
        """The columns of `visits`, in order of the calls, without those that were never called or ended before."""
        rows = sorted(
            (visit for visit in visits if 0 <= visit.called <= visit.ended), key=lambda visit: (visit.day, visit.called)
        )
        services, service = _names(row.service for row in rows)
        clerks, clerk = _names(row.clerk or str(row.window) for row in rows)
        days, day = _names(row.day for row in rows)
        return cls(
            services,
            clerks,
            days,
            service,
            clerk,
            day,
            np.array([row.window for row in rows], np.int64),
            np.array([row.taken for row in rows], np.float64),
            np.array([row.called for row in rows], np.float64),
            np.array([row.ended for row in rows], np.float64),
            np.array([row.came for row in rows], np.bool_),
        )

    def __len__(self) -> int:
        return len(self.called)

    def where(self, rows: NDArray[np.bool_]) -> "Past":
        """The visits of those rows, under the same names."""
        columns = (self.service, self.clerk, self.day, self.window, self.taken, self.called, self.ended, self.came)
        return Past(self.services, self.clerks, self.days, *(column[rows] for column in columns))  # type: ignore[arg-type]

    @cached_property
    def taken_s(self) -> Floats:
        """How long each visit took its window, from call to end."""
        return np.maximum(self.ended - self.called, 5.0)

    @cached_property
    def free_s(self) -> Floats:
        """How long the window was free before each visit, although its visitor was waiting meanwhile; NaN elsewhere."""
        free = np.full(len(self), np.nan)
        order = np.lexsort((self.called, self.window, self.day))
        before, after = order[:-1], order[1:]
        same = (self.day[before] == self.day[after]) & (self.window[before] == self.window[after])
        waited = (self.taken[after] <= self.ended[before]) | (self.called[after] - self.taken[after] > NOTICED_S)
        rows = after[same & waited]
        free[rows] = np.maximum(0.0, self.called[rows] - self.ended[before[same & waited]])
        return free


def _names(values: Iterable[str]) -> tuple[tuple[str, ...], Ints]:
    listed = list(values)
    names = tuple(sorted(set(listed)))
    index = {name: place for place, name in enumerate(names)}
    return names, np.array([index[value] for value in listed], np.int64)
