"""Puts the server together from its parts: the only place, with `__main__`, that names concrete classes."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

from queue_server import practice
from queue_server.beginning_again import begin_again
from queue_server.broker import LOOK_S, Broker, Keeping, entry_of
from queue_server.bulletin.kept import KeptBulletin
from queue_server.changing.wishes import PlanFolder
from queue_server.contract import topics
from queue_server.contract.accounts import Account
from queue_server.contract.commands import SwitchPractice
from queue_server.contract.plan import Plan, load
from queue_server.desk import Desk, KeptHolders
from queue_server.journal import Journal, JournalError, JournalInUseError
from queue_server.leaving import Leaving
from queue_server.papers.identity import papers_access
from queue_server.replanning import Replanning
from queue_server.state_dir import HOST, StateDir
from queue_server.watchdog import Watchdog
from queue_server.wire import Wire
from queue_server.workdays.in_folder import calendar_beside

START_TIMEOUT_S = 10.0


def serve(plan_path: Path, state_path: Path, *, broker_apart: bool = False) -> None:
    """Runs the desk, and the broker unless it is `apart` (see `serve_broker`), until SIGINT or SIGTERM.

    It ends as well when practice begins or ends: then it is started again.

    Raises:
        PlanError: the plan has mistakes.
        BrokerError: the broker does not start.
        RuntimeError: the journal cannot be opened, or another server has it; or the desk failed, and whoever started
            the server starts it again.
    """
    plan, state = load(plan_path), StateDir(state_path)
    plan = practice.in_force(plan, state)
    leaving, watchdog = Leaving(), Watchdog()

    def switch(command: SwitchPractice, by: str, accounts: Mapping[str, Account]) -> bool:
        switched = practice.switch(state.path, command.to, by, accounts)
        if switched:
            leaving.leave()
        return switched

    try:
        practice.tidy(state.path)
        with Journal(state.journal, plan.hall.id) as journal:
            calendar, accounts = calendar_beside(plan_path, plan), practice.accounts_of(state.path)
            holders, secret = KeptHolders(state.path / "ranges.json"), state.page_secret()
            desk = Desk(plan, journal, secret, calendar, practice=accounts, holders=holders, switch=switch)
            with nullcontext(None) if broker_apart else _broker(plan_path, plan, state) as keeping:
                again = _serve(plan_path, state, desk, leaving=leaving, watchdog=watchdog, keeping=keeping)
        practice.tidy(state.path)
    except JournalInUseError as error:
        raise RuntimeError(f"另一个总台正在用数据目录 {state.path}，请先关掉它") from error
    except JournalError as error:
        raise RuntimeError(f"流水打不开：{error}") from error
    if again:
        begin_again()


def serve_broker(plan_path: Path, state_path: Path) -> None:
    """Runs the broker alone until SIGINT or SIGTERM, so that a server that starts anew throws nobody off.

    It ends too when the plan has it at other ports, and is started again.

    Raises:
        PlanError: the plan has mistakes.
        BrokerError: the broker does not start.
    """
    plan, state = load(plan_path), StateDir(state_path)
    leaving, watchdog = Leaving(), Watchdog()
    with _broker(plan_path, plan, state) as keeping:
        print("消息服务已开", flush=True)
        watchdog.alive()
        while not (leaving.wait(LOOK_S) or keeping.moved):
            keeping.look()
            watchdog.alive()


@contextmanager
def _broker(plan_path: Path, plan: Plan, state: StateDir) -> Iterator[Keeping]:
    """The broker while this lasts, and what keeps whom it lets in."""
    entry = entry_of(plan, state)
    broker = Broker(state.broker, plan.hall.broker_port, plan.hall.id, entry)
    broker.start()
    try:
        yield Keeping(plan_path, plan, state, broker)
    finally:
        broker.close()


def _serve(
    plan_path: Path, state: StateDir, desk: Desk, *, leaving: Leaving, watchdog: Watchdog, keeping: Keeping | None
) -> bool:
    """Until told to leave; True where it has to begin again, at another port."""
    failed, elsewhere = threading.Event(), threading.Event()
    plan = desk.plan

    def fail() -> None:
        failed.set()
        leaving.leave()

    def admit(now: Plan) -> None:
        """A broker that is apart sees the new credentials and the new plan by itself."""
        if keeping is None:
            state.credentials(now, papers_access(now, state.path, HOST))
        else:
            keeping.admit(now)

    def taken_up(now: Plan) -> None:
        bulletin.replan(now)
        if now.hall.broker_port != plan.hall.broker_port:
            elsewhere.set()
            leaving.leave()

    bulletin = KeptBulletin(state.path, plan)
    replanning = Replanning(
        PlanFolder(plan_path), desk, admit=admit, taken_up=taken_up, practises=lambda: state.practises
    )
    wire = Wire(
        state.awaited_credential(topics.SERVER),
        desk,
        bulletin=bulletin.now,
        failed=fail,
        alive=watchdog.alive,
        turn=replanning.look,
    )
    wire.start()
    try:
        if wire.wait_up(START_TIMEOUT_S):
            print("大厅总台已开", flush=True)
        while not leaving.wait(LOOK_S):
            if keeping is not None:
                keeping.look()
    finally:
        wire.close()
    if failed.is_set():
        raise RuntimeError("总台出错停下了，详情见日志；重新启动后从流水恢复")
    return elsewhere.is_set()
