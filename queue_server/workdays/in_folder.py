"""The calendar of a plan: the file that the plan names beside itself, and what is to be said of it today."""

import logging
from datetime import date
from pathlib import Path

from queue_server.contract.plan import Plan
from queue_server.signing import read_public_key
from queue_server.workdays.calendar import Calendar
from queue_server.workdays.signed import CalendarError, read

log = logging.getLogger(__name__)

WARNS_FROM = (11, 1)
"""Month and day from which next year ought to be there: it is decreed from October to December."""


def load(plan: Plan, folder: Path) -> Calendar:
    """The calendar that `plan` names, whose own folder is `folder`.

    Raises:
        CalendarError: the plan names none, or it cannot be used.
    """
    if not plan.calendar.key:
        raise CalendarError("大厅配置里没有写工作日历（[calendar] 的 key）")
    path = folder / plan.calendar.file
    try:
        file = path.read_bytes()
    except OSError as error:
        raise CalendarError(f"读不了工作日历 {path}（{error.strerror}）") from error
    return read(file, read_public_key(plan.calendar.key))


def calendar_beside(path: Path, plan: Plan) -> Calendar | None:
    """The calendar of the `plan` at `path`; None, which is logged, where it cannot be used: a hall opens without."""
    try:
        return load(plan, path.parent)
    except CalendarError as error:
        log.warning("every day is taken for a working day: %s", error)
        return None


def calendar_warnings(plan: Plan, folder: Path, today: date) -> list[str]:
    """A Chinese sentence where the plan's calendar is missing, broken, at its end, or soon will be."""
    try:
        calendar = load(plan, folder)
    except CalendarError as error:
        return [f"{error}，没有它就算不出工作日"]
    until = calendar.covered_until
    if not calendar.covers(today):
        return [f"工作日历只有 {calendar.covered_from} 到 {until}，今天不在里面，请换成新的"]
    if (today.month, today.day) >= WARNS_FROM and until.year <= today.year:
        return [f"工作日历只到 {until}，还没有明年的；国务院办公厅公布明年的放假安排以后，请换成新的"]
    return []
