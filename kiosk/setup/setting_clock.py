"""Setting a clock by keys: on or back by one unit, and no day that there is not."""

from calendar import monthrange
from datetime import datetime, timedelta
from typing import assert_never

from kiosk.setup.happenings import Unit

FIRST_YEAR, LAST_YEAR = 2024, 2099


def nudged(clock: datetime, unit: Unit, by: int) -> datetime:
    """`clock` one `unit` later (1) or earlier (-1); the 31st becomes the month's last day where it has none."""
    match unit:
        case "minute":
            return clock.replace(minute=(clock.minute + by) % 60)
        case "hour":
            return clock.replace(hour=(clock.hour + by) % 24)
        case "day":
            moved = clock + timedelta(days=by)
            return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else clock
        case "month":
            return _dated(clock, clock.year, (clock.month - 1 + by) % 12 + 1)
        case "year":
            return _dated(clock, min(LAST_YEAR, max(FIRST_YEAR, clock.year + by)), clock.month)
    assert_never(unit)


def _dated(clock: datetime, year: int, month: int) -> datetime:
    return clock.replace(year=year, month=month, day=min(clock.day, monthrange(year, month)[1]))
