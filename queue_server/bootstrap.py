"""Puts the server together from its parts: the only place, with `__main__`, that names concrete classes."""

import threading
from pathlib import Path

from queue_server.beginning_again import begin_again
from queue_server.broker import Broker
from queue_server.bulletin.kept import KeptBulletin
from queue_server.changing.wishes import PlanFolder
from queue_server.contract import topics
from queue_server.contract.credential import Credential
from queue_server.contract.plan import Plan, load
from queue_server.desk import Desk
from queue_server.journal import Journal, JournalError, JournalInUseError
from queue_server.leaving import Leaving
from queue_server.papers.identity import papers_access
from queue_server.replanning import Replanning
from queue_server.state_dir import HOST, StateDir
from queue_server.watchdog import Watchdog
from queue_server.wire import Wire
from queue_server.workdays.in_folder import calendar_beside

START_TIMEOUT_S = 10.0


def serve(plan_path: Path, state_path: Path) -> None:
    """Runs broker and desk until SIGINT or SIGTERM.

    Raises:
        PlanError: the plan has mistakes.
        BrokerError: the broker does not start.
        RuntimeError: the journal cannot be opened, or another server has it; or the desk failed, and whoever started
            the server starts it again.
    """
    plan = load(plan_path)
    state = StateDir(state_path)
    try:
        with Journal(state.journal, plan.hall.id) as journal:
            desk = Desk(plan, journal, state.page_secret(), calendar_beside(plan_path, plan))
            again = _serve(plan_path, state, desk)
    except JournalInUseError as error:
        raise RuntimeError(f"另一个总台正在用数据目录 {state.path}，请先关掉它") from error
    except JournalError as error:
        raise RuntimeError(f"流水打不开：{error}") from error
    if again:
        begin_again()


def _serve(plan_path: Path, state: StateDir, desk: Desk) -> bool:
    """Until told to leave; True where it has to begin again, at another port."""
    leaving, failed, watchdog = Leaving(), threading.Event(), Watchdog()
    plan, elsewhere = desk.plan, threading.Event()

    def fail() -> None:
        failed.set()
        leaving.leave()

    def credentials(plan: Plan) -> dict[str, Credential]:
        return state.credentials(plan, papers_access(plan, state.path, HOST))

    def admit(plan: Plan) -> None:
        broker.admit(_passwords(credentials(plan)))

    def taken_up(now: Plan) -> None:
        bulletin.replan(now)
        if now.hall.broker_port != plan.hall.broker_port:
            elsewhere.set()
            leaving.leave()

    known = credentials(plan)
    broker = Broker(state.broker, plan.hall.broker_port, plan.hall.id, _passwords(known))
    broker.start()
    bulletin = KeptBulletin(state.path, plan)
    replanning = Replanning(PlanFolder(plan_path), desk, admit=admit, taken_up=taken_up)
    wire = Wire(
        known[topics.SERVER],
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
        leaving.wait()
    finally:
        wire.close()
        broker.close()
    if failed.is_set():
        raise RuntimeError("总台出错停下了，详情见日志；重新启动后从流水恢复")
    return elsewhere.is_set()


def _passwords(credentials: dict[str, Credential]) -> dict[str, str]:
    return {client: credential.password for client, credential in credentials.items()}
