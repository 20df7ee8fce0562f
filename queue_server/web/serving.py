"""The web as a process: takes its port, waits for its credential, serves until told to stop."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import uvicorn

from queue_server.client import HallClient
from queue_server.contract.plan import load
from queue_server.papers.keys import paper_keys
from queue_server.papers.vault import Vault
from queue_server.practice import in_force
from queue_server.queueing.everybody import people_of
from queue_server.state_dir import StateDir
from queue_server.web.app import build_app
from queue_server.web.listening import listen
from queue_server.web.live import LiveHall
from queue_server.web.papers_serving import letting_papers_go, taking_papers

CLIENT = "web"
LOOK_S = 0.5


def serve(plan_path: Path, state_path: Path, host: str, port: int | None) -> None:
    """Serves the plan's hall on `host`:`port` (None: the plan's, 0: any free one) until SIGINT or SIGTERM.

    It ends too when the hall begins or ends practice, and is started again.

    Raises:
        PlanError: the plan has mistakes.
        SystemExit: the port is taken, or the server never made a credential; with one plain sentence.
    """
    state = StateDir(state_path)
    plan = in_force(load(plan_path), state)
    listener = listen(host, plan.hall.web_port if port is None else port, "网页端口")
    client = HallClient(state.awaited_credential(CLIENT))
    live = LiveHall(client, people_of(plan, {}))
    vault = Vault(state.hall / "papers/kept", paper_keys(state.path).vault)
    app = build_app(plan, state, client, live, vault, plan_folder=plan_path.parent)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2, ws="none"
    )
    print(f"http://{host}:{listener.getsockname()[1]}/", flush=True)
    server = uvicorn.Server(config)
    with (
        letting_papers_go(plan, state, vault),
        taking_papers(plan, state, vault, host, live.papers_came),
        leaving_at_a_switch(state, partial(setattr, server, "should_exit", True)),
    ):
        server.run(sockets=[listener])


@contextmanager
def leaving_at_a_switch(state: StateDir, leave: Callable[[], None]) -> Iterator[None]:
    """Calls `leave` when the hall begins or ends practice."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(LOOK_S):
            if state.is_switched:
                leave()
                return

    thread = threading.Thread(target=look, name="practice", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
