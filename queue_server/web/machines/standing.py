"""How the server's own side is: room for its state, calendar, papers; looked at seldom, because it lies on the disk."""

import shutil
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from queue_server.contract.plan import Plan
from queue_server.figures.light import Calendar
from queue_server.papers.vault import ENDING
from queue_server.release import version
from queue_server.state_dir import BACKED_UP, StateDir
from queue_server.workdays.in_folder import calendar_warnings
from queue_server.workdays.in_folder import load as load_calendar
from queue_server.workdays.signed import CalendarError

EVERY_S = 10.0
MB = 1 << 20
DAY_S = 86400


class ServerSide(msgspec.Struct, frozen=True, kw_only=True):
    """`covered_until` is the calendar's last day, empty without one; `papers` counts scanned materials that are kept.

    `papers_open` tells whether the hall takes any. `backup_days` since the last backup, -1 where there was none.
    """

    version: str
    state_free_mb: int
    covered_until: str
    calendar: Calendar
    papers: int
    papers_open: bool
    backup_days: int


class ServerLooks:
    """Looks at most every `EVERY_S`; blocks for some milliseconds."""

    def __init__(self, plan: Plan, state: StateDir, plan_folder: Path) -> None:
        self._plan = plan
        self._state = state
        self._folder = plan_folder
        self._seen: ServerSide | None = None
        self._looked_at = 0.0

    def now(self) -> ServerSide:
        """How it is."""
        if self._seen is None or time.monotonic() - self._looked_at > EVERY_S:
            self._seen, self._looked_at = self._look(), time.monotonic()
        return self._seen

    def _look(self) -> ServerSide:
        today = datetime.now(ZoneInfo(self._plan.hall.timezone)).date()
        try:
            until = load_calendar(self._plan, self._folder).covered_until.isoformat()
        except CalendarError:
            until = ""
        warned = calendar_warnings(self._plan, self._folder, today)
        calendar: Calendar = "none" if not until else "ends" if warned else "ok"
        return ServerSide(
            version=version(),
            state_free_mb=shutil.disk_usage(self._state.path).free // MB,
            covered_until=until,
            calendar=calendar,
            papers=sum(1 for _ in (self._state.hall / "papers/kept").glob(f"*-*-*/*{ENDING}")),
            papers_open=self._plan.papers.port != 0,
            backup_days=self._backup_days(),
        )

    def _backup_days(self) -> int:
        try:
            made = (self._state.path / BACKED_UP).stat().st_mtime
        except FileNotFoundError:
            return -1
        return max(0, int((time.time() - made) // DAY_S))
