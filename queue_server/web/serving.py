"""The web as a process: takes its port, waits for its credential, serves until told to stop."""

import socket
from pathlib import Path

import uvicorn

from queue_server.client import HallClient
from queue_server.contract.plan import load
from queue_server.state_dir import StateDir
from queue_server.web.app import build_app
from queue_server.web.papers_serving import taking_papers

CLIENT = "web"


def serve(plan_path: Path, state_path: Path, host: str, port: int | None) -> None:
    """Serves the plan's hall on `host`:`port` (None: the plan's, 0: any free one) until SIGINT or SIGTERM.

    Raises:
        PlanError: the plan has mistakes.
        SystemExit: the port is taken, or the server never made a credential; with one plain sentence.
    """
    plan = load(plan_path)
    state = StateDir(state_path)
    listener = _listen(host, plan.hall.web_port if port is None else port)
    client = HallClient(state.awaited_credential(CLIENT))
    app = build_app(plan, state.path, client)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2, ws="none"
    )
    print(f"http://{host}:{listener.getsockname()[1]}/", flush=True)
    with taking_papers(plan, state, host):
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """The socket to serve on."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise SystemExit(f"网页端口 {host}:{port} 用不了：{error.strerror}") from error
    listener.listen(128)
    return listener
