"""The figures of days, weeks and months from the journal, reckoned once for each state of it."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from queue_server.contract.plan import Plan
from queue_server.figures.steps import Happening, Step, steps
from queue_server.figures.tally import Figures, figures

if TYPE_CHECKING:
    from queue_server.journal import JournalReader

Span = Literal["day", "week", "month"]
KEPT = 6
"""So many are remembered; a page asks for one and then for its charts."""


@dataclass(frozen=True)
class Days:
    """The hall-days from `first` to `last`."""

    first: date
    last: date

    @classmethod
    def of(cls, span: Span, on: date) -> "Days":
        """The day `on`, or the calendar week (from Monday) or month that it is in."""
        match span:
            case "day":
                return cls(on, on)
            case "week":
                monday = on - timedelta(days=on.weekday())
                return cls(monday, monday + timedelta(days=6))
            case "month":
                after = (on.replace(day=28) + timedelta(days=4)).replace(day=1)
                return cls(on.replace(day=1), after - timedelta(days=1))


class KeptFigures:
    """Reads the journal beside the server, one range at a time; SQLAlchemy is loaded when somebody first asks."""

    def __init__(self, plan: Plan, journal: Path) -> None:
        self._plan = plan
        self._journal = journal
        self._turn = threading.Lock()
        self._kept: OrderedDict[tuple[Days, int], Figures] = OrderedDict()
        self._reader: JournalReader | None = None

    def reader(self) -> "JournalReader":
        """The journal.

        Raises:
            JournalError: there is none yet.
        """
        from queue_server.journal import JournalReader

        if self._reader is None:
            self._reader = JournalReader(self._journal, self._plan.hall.id)
        return self._reader

    def of(self, days: Days, revision: int) -> Figures:
        """The figures of `days` as of `revision` or later.

        Raises:
            JournalError: the journal cannot be read.
        """
        with self._turn:
            key = (days, revision)
            if key not in self._kept:
                self._kept[key] = figures(self._happened(days), self._plan.hall.timezone)
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return self._kept[key]

    def steps(self, days: Days) -> tuple[Step, ...]:
        """The single steps of `days`.

        Raises:
            JournalError: the journal cannot be read.
        """
        return tuple(steps(self._happened(days)))

    def _happened(self, days: Days) -> Iterator[Happening]:
        for entry in self.reader().events(days.first.isoformat(), days.last.isoformat()):
            yield entry.event, entry.at
