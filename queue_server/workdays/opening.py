"""Which days a service is open: the worked ones, or every day where the plan says so; undecreed ones are as ever."""

from datetime import date, datetime, timedelta

from queue_server.contract.hours import opening
from queue_server.contract.plan import Plan, Service
from queue_server.workdays.calendar import Calendar


def is_open_on(calendar: Calendar | None, service: Service, day: date) -> bool:
    """Whether `service` keeps its hours on that day; it does where nobody knows whether the day is worked."""
    return service.every_day or calendar is None or calendar.is_worked(day) is not False


def next_open_day(calendar: Calendar | None, service: Service, day: date) -> date | None:
    """The first day after `day` on which `service` keeps its hours; None where that was not decreed yet."""
    if service.every_day:
        return day + timedelta(days=1)
    return None if calendar is None else calendar.working_days_after(day, 1)


def opening_on(
    plan: Plan, calendar: Calendar | None, service: Service, local: datetime, *, going: bool = True
) -> tuple[bool, str]:
    """Whether `service` gives numbers at the `local` moment, and else when it does: `13:30`, or `11-30 08:30`.

    The latter is empty where it is not again today and nobody knows on which day. Without `going` today is over.
    """
    hours, today = plan.hours_of(service), local.date()
    if going and is_open_on(calendar, service, today):
        is_open, opens = opening(hours, local.strftime("%H:%M"))
        if is_open or opens:
            return is_open, opens
    coming = next_open_day(calendar, service, today)
    return False, f"{coming:%m-%d} {min(hours)[0]}" if coming else ""
