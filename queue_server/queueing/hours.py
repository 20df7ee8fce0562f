"""Opening hours as spans of the local day, on the days on which they hold."""

from datetime import date, datetime

from queue_server.contract.hours import opening
from queue_server.contract.plan import Hours, Plan, Service
from queue_server.queueing.live import Gate
from queue_server.workdays.calendar import Calendar
from queue_server.workdays.opening import is_open_on, opening_on


def gate_at(hours: Hours, clock: str) -> Gate:
    """Whether `hours` include the local time `clock` (`HH:MM`), and the next start after it."""
    is_open, opens = opening(hours, clock)
    return Gate(open=is_open, opens=opens)


def gate_on(plan: Plan, calendar: Calendar | None, service: Service, local: datetime, *, day_open: bool) -> Gate:
    """The gate of `service` at the `local` moment; one that does not open again today names the day when it does."""
    is_open, opens = opening_on(plan, calendar, service, local, going=day_open)
    return Gate(open=is_open, opens=opens)


def seconds(clock: str) -> float:
    """The local time `clock` (`08:30`) in seconds after midnight."""
    hours, minutes = clock.split(":")
    return int(hours) * 3600.0 + int(minutes) * 60.0


def round_the_clock(plan: Plan, prefix: str) -> bool:
    """Whether the service `prefix` gives numbers from midnight to midnight; unknown ones do not."""
    service = plan.services.get(prefix)
    if service is None:
        return False
    reached = "00:00"
    for start, end in sorted(plan.hours_of(service)):
        if start > reached:
            return False
        reached = max(reached, end)
    return reached == "24:00"


def goes_on(plan: Plan, calendar: Calendar | None, prefix: str, day: date) -> bool:
    """Whether tickets of the service live on into `day`: it never closes, and is open on that day."""
    return round_the_clock(plan, prefix) and is_open_on(calendar, plan.services[prefix], day)
