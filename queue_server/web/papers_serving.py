"""Takes papers in beside the web, over HTTPS on a port of its own, and lets old ones go hour by hour."""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import uvicorn
from fastapi import APIRouter

from queue_server.contract.plan import Plan
from queue_server.papers.identity import server_certificate
from queue_server.papers.keys import paper_keys
from queue_server.papers.uploads import Uploads
from queue_server.papers.vault import Vault
from queue_server.state_dir import StateDir
from queue_server.web.listening import listen
from queue_server.web.papers_intake import intake_app

log = logging.getLogger(__name__)

CLEARING_S = 3600.0
TENDING_S = 30.0
ENDING_S = 5.0


@contextmanager
def letting_papers_go(plan: Plan, state: StateDir, vault: Vault) -> Iterator[None]:
    """Deletes what has been kept for the plan's days, now and every hour, whether or not papers are still taken in."""
    leave = threading.Event()

    def clear() -> None:
        while True:
            try:
                vault.delete_before(datetime.now(ZoneInfo(plan.hall.timezone)).date(), plan.papers.keep_days)
            except OSError as error:
                log.error("old papers could not be deleted: %s", error)
            if leave.wait(CLEARING_S):
                return

    with _thread(clear, leave.set):
        yield


@contextmanager
def taking_papers(
    plan: Plan, state: StateDir, vault: Vault, host: str, changed: Callable[[], None], *, door: APIRouter | None = None
) -> Iterator[None]:
    """Serves HTTPS on the plan's papers port for as long as this lasts; nothing where the port is 0.

    Args:
        changed: told, from any thread, when a paper begins to come in and when it is kept.
        door: what is served there besides.

    Raises:
        SystemExit: the port is taken; with one plain sentence.
    """
    if plan.papers.port == 0:
        yield
        return
    listener = listen(host, plan.papers.port, "收材料的端口")
    uploads = Uploads(state.hall / "papers/coming", plan.hall.id, paper_keys(state.path).private, vault, changed)
    certificate, key = server_certificate(plan, state.path, host)
    app = intake_app(plan, state, uploads)
    if door is not None:
        app.include_router(door)
    config = uvicorn.Config(
        app,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
        ws="none",
        lifespan="off",
    )
    config.load()
    server = uvicorn.Server(config)

    def tend() -> None:
        """Follows the machine's addresses too: a new certificate holds from the next connection on."""
        try:
            uploads.expire()
            if config.ssl is not None:
                config.ssl.load_cert_chain(*server_certificate(plan, state.path, host))
        except OSError as error:
            log.error("taking papers in: %s", error)

    async def serve() -> None:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not serving.done():
            tend()
            await asyncio.wait({serving}, timeout=TENDING_S)
        await serving

    with _thread(lambda: asyncio.run(serve()), partial(setattr, server, "should_exit", True)):
        yield


@contextmanager
def _thread(run: Callable[[], None], end: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        end()
        thread.join(ENDING_S)
