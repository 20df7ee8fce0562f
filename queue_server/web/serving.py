"""The web as a process: takes its port, waits for its credential, serves until told to stop."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from queue_server.beginning_again import begin_again
from queue_server.client import HallClient
from queue_server.contract.plan.watched import WatchedPlan
from queue_server.papers.keys import paper_keys
from queue_server.papers.vault import Vault
from queue_server.queueing.everybody import people_of
from queue_server.state_dir import StateDir
from queue_server.web.app import build_app
from queue_server.web.listening import listen
from queue_server.web.live import LiveHall
from queue_server.web.papers_serving import letting_papers_go, taking_papers

CLIENT = "web"
LOOK_S = 0.5
"""How soon another plan is noticed."""


def serve(plan_path: Path, state_path: Path, host: str, port: int | None) -> None:
    """Serves the plan's hall on `host`:`port` (None: the plan's, 0: any free one) until SIGINT or SIGTERM.

    Another plan in the place of this one is taken up by beginning again; pages come back by themselves.

    Raises:
        PlanError: the plan has mistakes.
        SystemExit: the port is taken, or the server never made a credential; with one plain sentence.
    """
    watched = WatchedPlan(plan_path)
    plan = watched.plan
    state = StateDir(state_path)
    listener = listen(host, plan.hall.web_port if port is None else port, "网页端口")
    client = HallClient(state.awaited_credential(CLIENT))
    live = LiveHall(client, people_of(plan, {}))
    vault = Vault(state.path / "papers/kept", paper_keys(state.path).vault)
    app = build_app(plan, state.path, client, live, vault, plan_path=plan_path)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2, ws="none"
    )
    print(f"http://{host}:{listener.getsockname()[1]}/", flush=True)
    with letting_papers_go(plan, state, vault), taking_papers(plan, state, vault, host, live.papers_came):
        server = uvicorn.Server(config)
        with ended_by(watched, server) as renewed:
            server.run(sockets=[listener])
    if renewed.is_set():
        begin_again()


@contextmanager
def ended_by(watched: WatchedPlan, server: uvicorn.Server) -> Iterator[threading.Event]:
    """While this lasts another plan ends the server, and sets what is given."""
    renewed, over = threading.Event(), threading.Event()

    def look() -> None:
        while not over.wait(LOOK_S):
            if watched.renewed() is not None:
                renewed.set()
                server.should_exit = True

    looking = threading.Thread(target=look, name="plan", daemon=True)
    looking.start()
    try:
        yield renewed
    finally:
        over.set()
        looking.join()
