"""Looks at this box: its parts, its disk, and on the hall's own box the wire, the pages, the calendar, the backups."""

import shutil
import time
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from provisioning import systemd
from provisioning.backup.daily import ENDING
from provisioning.box import FILE, Box
from provisioning.status.light import Looks
from provisioning.systemd import SystemdError, UnitState
from provisioning.update.installed_box import web_is_well
from provisioning.update.wire import ASKER, HallSeen
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import Plan, PlanError, load
from queue_server.contract.topics import BOOKINGS, FORECASTER, SERVER, WEB
from queue_server.state_dir import StateDir
from queue_server.workdays.in_folder import calendar_warnings

MB = 1 << 20
DAY_S = 86400
SETTLING_S = 1.0
"""So long after the first answer everybody's presence has come."""


def look(box: Box | None, settings: Path, plan: Path, state: Path, backups: Path) -> Looks:
    """What there is to see; what cannot be asked is not well."""
    parts, free_mb = _parts(), shutil.disk_usage(state if state.exists() else "/").free // MB
    if box is None or "hall" not in box.parts:
        return Looks(parts=parts, disk_free_mb=free_mb)
    try:
        hall = load(plan)
    except PlanError as error:
        return Looks(parts=parts, disk_free_mb=free_mb, plan_mistakes=str(error).count("\n") + 1)
    answers, away = _on_the_wire(hall, StateDir(state))
    return Looks(
        parts=parts,
        disk_free_mb=free_mb,
        server_answers=answers,
        web_is_well=web_is_well(hall),
        away=away,
        calendar=tuple(calendar_warnings(hall, plan.parent, _today(hall))),
        backup_days=_days_since([settings / FILE, *backups.glob(f"*{ENDING}")]),
    )


def _parts() -> tuple[UnitState, ...]:
    try:
        return systemd.states(systemd.units())
    except SystemdError:
        return (UnitState(name="systemd", active=False, restarts=0),)


def _on_the_wire(plan: Plan, state: StateDir) -> tuple[bool, tuple[str, ...]]:
    """Whether the hall answers, and which kiosks and displays were there and are not."""
    try:
        seen = HallSeen(load_credential(state.credential_path(ASKER)))
    except (FileNotFoundError, msgspec.MsgspecError):
        return False, ()
    try:
        if not seen.answers():
            return False, ()
        time.sleep(SETTLING_S)
        terminals = set(plan.clients()) - {SERVER, WEB, FORECASTER, BOOKINGS}
        return True, tuple(sorted(terminals & set(seen.gone())))
    finally:
        seen.close()


def _today(plan: Plan) -> date:
    return datetime.now(ZoneInfo(plan.hall.timezone)).date()


def _days_since(files: Iterable[Path]) -> int:
    """Whole days since the newest of these was written; a new box is as good as backed up."""
    newest = max((file.stat().st_mtime for file in files if file.exists()), default=time.time())
    return int((time.time() - newest) // DAY_S)
