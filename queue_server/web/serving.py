"""The web as a process: takes its port, waits for its credential, serves until told to stop."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from queue_server.beginning_again import begin_again
from queue_server.client import HallClient
from queue_server.contract.plan.watched import WatchedPlan
from queue_server.papers.keys import paper_keys
from queue_server.papers.vault import Vault
from queue_server.practice import in_force
from queue_server.queueing.everybody import people_of
from queue_server.state_dir import StateDir
from queue_server.web import joining_door
from queue_server.web.admitting import Admitting
from queue_server.web.announcing import announced
from queue_server.web.app import build_app
from queue_server.web.listening import listen
from queue_server.web.live import LiveHall
from queue_server.web.papers_serving import letting_papers_go, taking_papers
from queue_server.web.terminal_guard import one_of

CLIENT = "web"
LOOK_S = 0.5
"""How soon another plan, or practice that began or ended, is noticed."""


def serve(plan_path: Path, state_path: Path, host: str, port: int | None) -> None:
    """Serves the plan's hall on `host`:`port` (None: the plan's, 0: any free one) until SIGINT or SIGTERM.

    It ends too when the hall begins or ends practice, and is started again. Another plan in the place of this one is
    taken up by beginning again; pages come back by themselves.

    Raises:
        PlanError: the plan has mistakes.
        SystemExit: the port is taken, or the server never made a credential; with one plain sentence.
    """
    watched = WatchedPlan(plan_path)
    state = StateDir(state_path)
    plan = in_force(watched.plan, state)
    listener = listen(host, plan.hall.web_port if port is None else port, "网页端口")
    client = HallClient(state.awaited_credential(CLIENT))
    live = LiveHall(client, people_of(plan, {}))
    vault = Vault(state.hall / "papers/kept", paper_keys(state.path).vault)
    admitting = Admitting(plan, plan_path, state)
    app = build_app(plan, state, client, live, vault, plan_path=plan_path, admitting=admitting)
    door = joining_door.routes(admitting, plan_path, one_of(state, plan.clients())) if plan.hall.wire_port else None
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2, ws="none"
    )
    print(f"http://{host}:{listener.getsockname()[1]}/", flush=True)
    server, renewed = uvicorn.Server(config), threading.Event()

    def look() -> None:
        if watched.renewed() is not None:
            renewed.set()
        if renewed.is_set() or state.is_switched:
            server.should_exit = True

    with (
        letting_papers_go(plan, state, vault),
        taking_papers(plan, state, vault, host, live.papers_came, door=door),
        announced(plan, host),
        looking(look),
    ):
        server.run(sockets=[listener])
    if renewed.is_set():
        begin_again()


@contextmanager
def looking(look: Callable[[], None]) -> Iterator[None]:
    """Calls `look` now and then while this lasts."""
    over = threading.Event()

    def turn() -> None:
        while not over.wait(LOOK_S):
            look()

    thread = threading.Thread(target=turn, name="looking", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
