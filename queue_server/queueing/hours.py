"""Opening hours as spans of the local day."""

from queue_server.contract.hours import opening
from queue_server.contract.plan import Hours, Plan
from queue_server.queueing.live import Gate


def gate_at(hours: Hours, clock: str) -> Gate:
    """Whether `hours` include the local time `clock` (`HH:MM`), and the next start after it."""
    is_open, opens = opening(hours, clock)
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
