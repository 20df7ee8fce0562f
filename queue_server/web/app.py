"""Puts the web together: one client of the wire, one whole view, and the routes that show it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from queue_server.changing.wishes import PlanFolder
from queue_server.client import HallClient
from queue_server.contract.plan import Plan
from queue_server.papers.vault import Vault
from queue_server.state_dir import StateDir
from queue_server.web import (
    any_command,
    board_page,
    bookings_intake,
    concerns_page,
    guide_desk,
    guide_page,
    login,
    machines,
    manager,
    metrics,
    pages,
    papers_view,
    people_page,
    results_intake,
    standing,
    terminals_page,
    ticket_page,
    ticket_presses,
    window,
)
from queue_server.web.admitting import Admitting
from queue_server.web.board_sound import BoardSound
from queue_server.web.finished import FinishedTickets
from queue_server.web.gate import Gate
from queue_server.web.guard import SecurityHeaders, disk_refuses
from queue_server.web.live import LiveHall
from queue_server.web.manager import plan_change
from queue_server.web.places import MACHINES, MANAGER
from queue_server.web.sealed_contact import ContactSeal


def build_app(
    plan: Plan,
    state: StateDir,
    client: HallClient,
    live: LiveHall,
    vault: Vault,
    *,
    plan_path: Path,
    admitting: Admitting,
) -> FastAPI:
    """The web of one hall; it starts `client`, which `live` follows, when it starts and closes it when it ends.

    The plan lies at `plan_path`, and its calendar and voice packs beside it.
    """
    state_dir = state.path
    gate = Gate(plan, state_dir, lambda: live.people)
    finished = FinishedTickets(state.journal, plan.hall.id)
    seal = ContactSeal(plan.hall.id, state_dir)
    tickets = ticket_page.TicketPages(plan, live, finished.by_token)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        client.start()
        following = asyncio.create_task(live.run())
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
            await asyncio.to_thread(client.close)

    app = FastAPI(title="Tinghao", docs_url=None, redoc_url=None, lifespan=life)
    app.add_middleware(SecurityHeaders)
    app.add_exception_handler(OSError, disk_refuses)

    app.include_router(standing.routes(plan, live))
    app.include_router(metrics.routes(plan, live))
    app.include_router(login.routes(plan, gate, live))
    app.include_router(window.routes(plan, gate, client, live))
    papers = papers_view.ShownPapers(plan, state.hall, vault, finished.owner_is)
    app.include_router(papers_view.routes(papers, gate, live))
    app.include_router(guide_desk.routes(plan, gate, client, live, finished.by_number))
    app.include_router(people_page.routes(gate, client, live))
    app.include_router(terminals_page.routes(admitting, gate, closed=plan.hall.wire_port == 0))
    app.include_router(concerns_page.routes(plan, gate, client, live, seal))
    app.include_router(manager.routes(plan, plan_path.parent, state.journal, gate, live))
    app.include_router(plan_change.routes(PlanFolder(plan_path), gate, live))
    app.include_router(machines.routes(plan, gate, client, live, state=state, plan_folder=plan_path.parent))
    app.include_router(any_command.routes(gate, client, live, path="/api/manager/ask", place=MANAGER))
    app.include_router(any_command.routes(gate, client, live, path="/api/machines/ask", place=MACHINES))
    app.include_router(any_command.routes(gate, client, live))
    app.include_router(ticket_page.routes(tickets, live, pages.WEB))
    app.include_router(ticket_presses.routes(tickets, client, live, gate, seal))
    app.include_router(bookings_intake.routes(plan, state_dir, client))
    app.include_router(results_intake.routes(plan, state_dir))
    sound = BoardSound(plan, plan_path.parent)
    app.include_router(board_page.routes(plan, live, sound, pages.WEB))
    app.include_router(guide_page.routes(plan, pages.WEB))
    app.include_router(pages.routes(plan, live))
    app.mount("/static", StaticFiles(directory=pages.WEB))
    return app
