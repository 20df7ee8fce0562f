"""The fold of concerns, by when they are due, and who may see them: nobody one about themselves."""

from datetime import date, datetime, timedelta
from typing import assert_never

from msgspec.structs import replace

from queue_server.contract.accounts import Account
from queue_server.contract.concerns import Concern
from queue_server.queueing.events.of_concerns import ConcernAnswered, ConcernEvent, ConcernHandled, ConcernOpened
from queue_server.queueing.hall import HallState
from queue_server.workdays.calendar import Calendar

KEPT = timedelta(days=30)
"""So long after its day an answered concern is still at hand."""
SATURDAY = 5

Concerns = dict[str, Concern]


def after(concerns: Concerns, event: ConcernEvent, at: datetime) -> Concerns:
    """The concerns by id once `event` has happened; those given stay as they are."""
    match event:
        case ConcernOpened(concern=concern):
            return concerns | {concern.id: concern}
        case ConcernHandled(concern=id, clerk=clerk, result=result):
            return concerns | {id: replace(concerns[id], state="handled", handler=clerk, result=result)}
        case ConcernAnswered(concern=id, clerk=clerk, answer=answer):
            told = replace(concerns[id], state="answered", answerer=clerk, answer=answer, settled_at=at)
            return concerns | {id: told}
        case _:
            assert_never(event)


def opened(hall: HallState, concern: Concern) -> ConcernOpened:
    """The concern with its running number of the day and the day when it is due."""
    day = date.fromisoformat(hall.day)
    id = f"{day:%Y%m%d}-{sum(known.day == hall.day for known in hall.concerns.values()) + 1:03d}"
    due = working_day_after(day, hall.plan.policy.followup_days, hall.calendar).isoformat()
    return ConcernOpened(concern=replace(concern, id=id, day=hall.day, due=due))


def working_day_after(day: date, days: int, calendar: Calendar | None) -> date:
    """The day that is so many working days after `day`; where that is not decreed, Saturdays and Sundays are none."""
    if calendar is not None and (decreed := calendar.working_days_after(day, days)):
        return decreed
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day


def remembered(hall: HallState, day: str) -> tuple[Concern, ...]:
    """Those that go over into `day`: not answered, or answered and not yet old."""
    oldest = (date.fromisoformat(day) - KEPT).isoformat()
    return tuple(one for one in hall.concerns.values() if one.state != "answered" or one.day >= oldest)


def may_see(account: Account, concern: Concern) -> bool:
    """Whether the concern is theirs to know.

    A manager and a supervisor see all, a head those about some other window; nobody one about themselves or a window
    of their own.
    """
    if concern.clerk == account.id or concern.window in account.windows:
        return False
    if {"manager", "supervisor"} & set(account.roles):
        return True
    return "head" in account.roles and concern.window is not None
