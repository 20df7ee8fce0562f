"""Opening hours as spans of the local day, for whoever must know them: the desk, and a kiosk left alone."""

from queue_server.contract.plan.hours import Hours


def opening(hours: Hours, clock: str) -> tuple[bool, str]:
    """Whether `hours` include the local time `clock` (`HH:MM`), and else the next start after it, empty for none."""
    if any(start <= clock < end for start, end in hours):
        return True, ""
    return False, min((start for start, _ in hours if start > clock), default="")
