"""When nobody notices that the hall is away for a minute; pure."""

from queue_server.contract.boards import HallBoard
from queue_server.contract.plan.hours import Hours

NIGHT = ("02:00", "05:00")
"""For a hall that never closes."""


def is_quiet(board: HallBoard | None, hours: Hours, clock: str) -> bool:
    """Whether nobody waits or is at a window, and the day is closed or its last hour is over.

    Args:
        board: what the hall shows, None where it does not answer.
        hours: the hall's; between two of its spans it is closed only for a while.
        clock: the local time, `HH:MM`.
    """
    if board is None:
        return _is_over(hours, clock)
    served = any(window.call for window in board.windows) or any(service.waiting for service in board.services)
    return not served and (not board.open or _is_over(hours, clock))


def _is_over(hours: Hours, clock: str) -> bool:
    first, last = min(start for start, _ in hours), max(end for _, end in hours)
    if (first, last) == ("00:00", "24:00"):
        return NIGHT[0] <= clock < NIGHT[1]
    return not first <= clock < last
