"""Working days: what was decreed is counted as the law counts, and what was not is never guessed."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from provisioning.decreed import decreed
from queue_server.contract.plan import load
from queue_server.workdays import in_folder
from queue_server.workdays.calendar import Calendar
from tests.running_hall import ROOT

SAMPLE = ROOT / "assets" / "halls" / "puyang.toml"


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    """The calendar that lies beside the sample hall."""
    return in_folder.load(load(SAMPLE), SAMPLE.parent)


@pytest.mark.parametrize(
    ("start", "second", "third", "twentieth"),
    [
        ("2026-02-13", "2026-02-24", "2026-02-25", "2026-03-19"),
        ("2026-02-14", "2026-02-25", "2026-02-26", "2026-03-20"),
        ("2026-05-08", "2026-05-11", "2026-05-12", "2026-06-04"),
        ("2026-09-18", "2026-09-21", "2026-09-22", "2026-10-22"),
        ("2026-09-30", "2026-10-09", "2026-10-10", "2026-11-03"),
    ],
)
def test_working_days_are_counted_over_holidays_and_worked_weekends(
    calendar: Calendar, start: str, second: str, third: str, twentieth: str
) -> None:
    counted = [calendar.working_days_after(date.fromisoformat(start), count) for count in (2, 3, 20)]
    assert counted == [date.fromisoformat(day) for day in (second, third, twentieth)]


def test_a_deadline_beyond_what_was_decreed_is_unknown_and_not_guessed(calendar: Calendar) -> None:
    assert calendar.working_days_after(date(2026, 12, 30), 1) == date(2026, 12, 31)
    assert [calendar.working_days_after(date(2026, 12, 30), count) for count in (2, 3, 20)] == [None] * 3
    assert calendar.is_worked(date(2027, 1, 4)) is None
    with pytest.raises(ValueError, match="at least the first"):
        calendar.working_days_after(date(2026, 3, 2), 0)


def test_every_day_and_every_count_agree_with_the_source(calendar: Calendar) -> None:
    first, last = calendar.covered_from, calendar.covered_until
    worked = [
        day
        for day in (first + timedelta(days=number) for number in range((last - first).days + 1))
        if chinese_calendar.is_workday(day)
    ]
    assert [day for day in worked if calendar.is_worked(day)] == worked
    for number in range(400):
        day = first + timedelta(days=number)
        after = [one for one in worked if one > day]
        assert [calendar.working_days_after(day, count) for count in (1, 5, 20)] == [after[0], after[4], after[19]]


def test_the_committed_calendar_is_the_decreed_one(calendar: Calendar) -> None:
    assert calendar == decreed(calendar.covered_from.year)


def test_a_year_that_was_not_decreed_is_never_guessed(calendar: Calendar) -> None:
    after = calendar.covered_until.year + 1
    with pytest.raises(ValueError, match=f"没有 {after} 年"):
        decreed(after)
