"""Puts the server together from its parts: the only place, with `__main__`, that names concrete classes."""

import logging
import threading
from collections.abc import Mapping
from pathlib import Path

from queue_server import practice
from queue_server.broker import Broker
from queue_server.bulletin.kept import KeptBulletin
from queue_server.contract import topics
from queue_server.contract.accounts import Account
from queue_server.contract.commands import SwitchPractice
from queue_server.contract.plan import Plan, load
from queue_server.desk import Desk, KeptHolders
from queue_server.journal import Journal, JournalError, JournalInUseError
from queue_server.leaving import Leaving
from queue_server.papers.identity import papers_access
from queue_server.state_dir import HOST, StateDir
from queue_server.watchdog import Watchdog
from queue_server.wire import Wire
from queue_server.workdays.calendar import Calendar
from queue_server.workdays.in_folder import load as load_calendar
from queue_server.workdays.signed import CalendarError

log = logging.getLogger(__name__)

START_TIMEOUT_S = 10.0


def serve(plan_path: Path, state_path: Path) -> None:
    """Runs broker and desk until SIGINT or SIGTERM, or until practice begins or ends: then it is started again.

    Raises:
        PlanError: the plan has mistakes.
        BrokerError: the broker does not start.
        RuntimeError: the journal cannot be opened, or another server has it; or the desk failed, and whoever started
            the server starts it again.
    """
    state = StateDir(state_path)
    plan = practice.in_force(load(plan_path), state)
    leaving = Leaving()

    def switch(command: SwitchPractice, by: str, accounts: Mapping[str, Account]) -> bool:
        switched = practice.switch(state.path, command.to, by, accounts)
        if switched:
            leaving.leave()
        return switched

    try:
        practice.tidy(state.path)
        with Journal(state.journal, plan.hall.id) as journal:
            calendar, accounts = _calendar(plan, plan_path.parent), practice.accounts_of(state.path)
            holders = KeptHolders(state.path / "ranges.json")
            secret = state.page_secret()
            desk = Desk(plan, journal, secret, calendar, practice=accounts, holders=holders, switch=switch)
            _serve(plan, state, desk, leaving)
        practice.tidy(state.path)
    except JournalInUseError as error:
        raise RuntimeError(f"另一个总台正在用数据目录 {state.path}，请先关掉它") from error
    except JournalError as error:
        raise RuntimeError(f"流水打不开：{error}") from error


def _calendar(plan: Plan, folder: Path) -> Calendar | None:
    """The plan's working days; a hall without them opens all the same, and is told."""
    try:
        return load_calendar(plan, folder)
    except CalendarError as error:
        log.warning("weekends are taken for the only days off: %s", error)
        return None


def _serve(plan: Plan, state: StateDir, desk: Desk, leaving: Leaving) -> None:
    failed, watchdog = threading.Event(), Watchdog()

    def fail() -> None:
        failed.set()
        leaving.leave()

    credentials = state.credentials(plan, papers_access(plan, state.path, HOST))
    passwords = {client: credential.password for client, credential in credentials.items()}
    broker = Broker(state.broker, plan.hall.broker_port, plan.hall.id, passwords)
    broker.start()
    bulletin = KeptBulletin(state.path, plan)
    wire = Wire(credentials[topics.SERVER], desk, bulletin=bulletin.now, failed=fail, alive=watchdog.alive)
    wire.start()
    try:
        if wire.wait_up(START_TIMEOUT_S):
            print("大厅总台已开", flush=True)
        leaving.wait()
    finally:
        wire.close()
        broker.close()
    if failed.is_set():
        raise RuntimeError("总台出错停下了，详情见日志；重新启动后从流水恢复")
