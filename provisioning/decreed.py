"""The days that the State Council decreed, as the package chinesecalendar has them; no year is ever guessed."""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import version

from chinese_calendar.constants import holidays, workdays

from queue_server.workdays.calendar import Calendar


def decreed(first_year: int) -> Calendar:
    """The calendar from `first_year` to the last year that the package has whole.

    Raises:
        ValueError: the package does not have that year; said in Chinese.
    """
    last_year = first_year
    if not _is_whole(first_year):
        raise ValueError(f"chinesecalendar {version('chinesecalendar')} 里没有 {first_year} 年的放假安排")
    while _is_whole(last_year + 1):
        last_year += 1
    start, end = date(first_year, 1, 1), date(last_year, 12, 31)
    return Calendar(
        source=f"chinesecalendar {version('chinesecalendar')}",
        covered_from=start,
        covered_until=end,
        holidays=frozenset(day for day in _days(start, end) if day.weekday() < 5 and day in holidays),
        workdays=frozenset(day for day in _days(start, end) if day.weekday() >= 5 and day in workdays),
    )


def _is_whole(year: int) -> bool:
    """A decree names a year's days up to the National Day; a lone New Year belongs to the decree before."""
    return date(year, 1, 1) in holidays and date(year, 10, 1) in holidays


def _days(start: date, end: date) -> Iterator[date]:
    for number in range((end - start).days + 1):
        yield start + timedelta(days=number)
