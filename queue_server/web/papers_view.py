"""The papers of the ticket in front, as pictures, to the clerk signed in at that window alone; every look recorded."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response

from queue_server.client import NoReplyError
from queue_server.contract.tickets import Ticket
from queue_server.papers.keys import paper_keys
from queue_server.papers.pages import PAGE_PX, THUMB_PX, NoPageError, page_count, page_picture
from queue_server.papers.vault import Label, Vault, VaultError
from queue_server.papers.views import View, record
from queue_server.web.live import LiveHall
from queue_server.web.login import Gate
from queue_server.web.window_view import front_of

NO_STORE = {"Cache-Control": "no-store"}
AWAY = "总台没有应答，请稍等再按"
NOT_IN_FRONT = "这个号不在您的窗口前"


class PaperView(msgspec.Struct, frozen=True, kw_only=True):
    """One material of the ticket in front and how many pages it has; `index` is its place in the addresses."""

    index: int
    material: str
    pages: int


def routes(state: Path, gate: Gate, live: LiveHall, owner_is: Callable[[str, Ticket], bool]) -> APIRouter:
    """List and pages; `owner_is(owner, ticket)` tells whether a kept paper's owner became the ticket."""
    router = APIRouter()
    vault = Vault(state / "papers/kept", paper_keys(state).vault)

    async def in_front(request: Request, window: int) -> tuple[str, Ticket | None]:
        session = gate.session(request, window)
        try:
            await live.fresh()
        except NoReplyError as error:
            raise HTTPException(503, AWAY) from error
        front = front_of(live.queues, window) if live.queues else None
        return session.clerk, front.ticket if front else None

    def labels(ticket: Ticket) -> list[Label]:
        return [label for label in vault.on(ticket.day) if owner_is(label.owner, ticket)]

    def listed(ticket: Ticket) -> list[PaperView]:
        return [
            PaperView(index=index, material=label.material, pages=page_count(vault.open(label) or b""))
            for index, label in enumerate(labels(ticket))
        ]

    def picture(window: int, clerk: str, ticket: Ticket, place: tuple[int, int], small: bool) -> bytes:
        index, page = place
        found = labels(ticket)
        pdf = vault.open(found[index]) if 0 <= index < len(found) else None
        if pdf is None:
            raise NoPageError(str(index))
        shown = page_picture(pdf, page, THUMB_PX if small else PAGE_PX)
        seen = View(
            at=datetime.now(UTC),
            clerk=clerk,
            window=window,
            number=ticket.number,
            day=ticket.day,
            material=found[index].material,
            page=page,
        )
        record(state / "papers/views.jsonl", seen)
        return shown

    @router.get("/api/window/{window}/papers/{token}")
    async def papers(window: int, token: str, request: Request) -> Response:
        _, ticket = await in_front(request, window)
        if ticket is None or ticket.token != token:
            raise HTTPException(403, NOT_IN_FRONT)
        try:
            found = await asyncio.to_thread(listed, ticket)
        except (NoPageError, VaultError) as error:
            raise HTTPException(404) from error
        return Response(msgspec.json.encode(found), 200, NO_STORE, media_type="application/json")

    @router.get("/api/window/{window}/papers/{token}/{index}/{page}")
    async def one_page(  # noqa: PLR0917
        window: int, token: str, index: int, page: int, request: Request, small: bool = False
    ) -> Response:
        clerk, ticket = await in_front(request, window)
        if ticket is None or ticket.token != token:
            raise HTTPException(403, NOT_IN_FRONT)
        try:
            shown = await asyncio.to_thread(picture, window, clerk, ticket, (index, page), small)
        except (NoPageError, VaultError) as error:
            raise HTTPException(404) from error
        return Response(shown, 200, NO_STORE, media_type="image/jpeg")

    return router
