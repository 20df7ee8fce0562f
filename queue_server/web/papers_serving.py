"""Takes papers in beside the web, in a thread and on a port of its own, and lets old ones go hour by hour."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import uvicorn

from queue_server.contract.plan import Plan
from queue_server.papers.certificate import certificate
from queue_server.papers.keys import paper_keys
from queue_server.papers.uploads import Uploads
from queue_server.papers.vault import Vault
from queue_server.state_dir import StateDir
from queue_server.web.papers_intake import intake_app

CLEARING_S = 3600.0
ENDING_S = 5.0


@contextmanager
def taking_papers(plan: Plan, state: StateDir, host: str) -> Iterator[None]:
    """Serves HTTPS on the plan's papers port for as long as this lasts; nothing where the port is 0."""
    if plan.papers.port == 0:
        yield
        return
    keys = paper_keys(state.path)
    vault = Vault(state.path / "papers/kept", keys.vault)
    uploads = Uploads(state.path / "papers/coming", plan.hall.id, keys.private, vault)
    held, key = certificate(state.path, tuple(dict.fromkeys(("localhost", "127.0.0.1", host))))
    server = uvicorn.Server(
        uvicorn.Config(
            intake_app(plan, state, keys, uploads),
            host=host,
            port=plan.papers.port,
            ssl_certfile=held,
            ssl_keyfile=key,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
            ws="none",
            lifespan="off",
        )
    )
    leave = threading.Event()

    def clear() -> None:
        while True:
            vault.delete_before(datetime.now(ZoneInfo(plan.hall.timezone)).date(), plan.papers.keep_days)
            uploads.expire()
            if leave.wait(CLEARING_S):
                return

    threads = [threading.Thread(target=server.run, daemon=True), threading.Thread(target=clear, daemon=True)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        leave.set()
        server.should_exit = True
        for thread in threads:
            thread.join(ENDING_S)
