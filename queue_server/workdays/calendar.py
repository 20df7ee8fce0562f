"""The working-day calendar: Monday to Friday but for what was decreed, and nothing beyond what was decreed."""

from datetime import date, timedelta
from typing import Literal

import msgspec


class Calendar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Decreed days from `covered_from` to `covered_until`, both included; `source` says where they are from.

    `holidays` are days from Monday to Friday that are not worked, `workdays` days of a weekend that are.
    """

    schema: Literal[1] = 1
    source: str
    covered_from: date
    covered_until: date
    holidays: frozenset[date]
    workdays: frozenset[date]

    def covers(self, day: date) -> bool:
        """Whether it was decreed if that day is worked."""
        return self.covered_from <= day <= self.covered_until

    def is_worked(self, day: date) -> bool | None:
        """Whether that day is worked; None where nobody can know yet."""
        if not self.covers(day):
            return None
        return day in self.workdays or (day.weekday() < 5 and day not in self.holidays)

    def working_days_after(self, day: date, count: int) -> date | None:
        """The `count`th working day after `day`, which itself is not counted (民法典 §201, 行政许可法 §82).

        Returns:
            None where the way there leads beyond what was decreed: the deadline is not known yet.

        Raises:
            ValueError: `count` is less than one.
        """
        if count < 1:
            raise ValueError(f"the working day after is at least the first, not {count}")
        while count:
            day += timedelta(days=1)
            worked = self.is_worked(day)
            if worked is None:
                return None
            count -= worked
        return day
