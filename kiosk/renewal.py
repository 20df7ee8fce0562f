"""When a kiosk may begin again with another plan: at its first screen, with nobody there."""

from kiosk import visit as v
from queue_server.contract.plan.watched import Watched, WatchedPlan

QUIET_S = 3.0
"""So long nobody has touched anything."""


class Renewal:
    """Asked whenever time passes."""

    def __init__(self, watched: WatchedPlan) -> None:
        self._watched = watched
        self._calendar = Watched(watched.path.with_name(watched.plan.calendar.file))
        self._due = False

    def now(self, visit: v.Visit, now: float) -> bool:
        """Whether it begins again at `now`: for another plan or calendar, with nobody before it or its slip."""
        self._due = self._watched.renewed() is not None or self._calendar.renewed() or self._due
        if not self._due or not isinstance(visit.step, v.Idle) or visit.unsettled is not None:
            return False
        return now - visit.touched_at >= QUIET_S and (visit.last is None or now >= visit.last.until)
