"""The calendar of working days that lies beside the plan: there, unchanged, and long enough."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.selftest.running import Steps
from queue_server.contract.plan import Plan
from queue_server.contract.selftest import Finding
from queue_server.workdays.in_folder import calendar_warnings, load
from queue_server.workdays.signed import CalendarError


def covered_until(plan: Plan, folder: Path) -> str:
    """Until when working days are known, ISO; empty where there is no calendar that can be used."""
    try:
        return load(plan, folder).covered_until.isoformat()
    except CalendarError:
        return ""


@dataclass(frozen=True)
class WorkingDays:
    """Looks at the plan's calendar in `folder`, the plan's own."""

    plan: Plan
    folder: Path
    today: Callable[[], date]
    name: str = "工作日历"

    def look(self) -> Steps:
        warnings = calendar_warnings(self.plan, self.folder, self.today())
        for warning in warnings:
            yield Finding(
                check=self.name,
                state="attention",
                words=warning,
                remedy="请向县里要新的日历文件 calendar.toml，放到大厅配置旁边",
            )
        if not warnings:
            yield Finding(check=self.name, state="ok", words=f"到 {covered_until(self.plan, self.folder)}")
