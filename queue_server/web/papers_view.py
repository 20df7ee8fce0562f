"""The papers of the ticket in front, as pictures, to the clerk signed in at that window alone; every look recorded."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response

from queue_server.client import NoReplyError
from queue_server.contract.plan import Plan
from queue_server.contract.tickets import Ticket
from queue_server.papers.coming import coming
from queue_server.papers.pages import PAGE_PX, THUMB_PX, NoPageError, page_count, page_picture
from queue_server.papers.vault import Label, Vault, VaultError
from queue_server.papers.views import View, views
from queue_server.web.asking import AWAY
from queue_server.web.gate import Gate
from queue_server.web.handles import handle_of
from queue_server.web.live import LiveHall
from queue_server.web.places import at_window
from queue_server.web.window_view import clerk_at, front_of

NO_STORE = {"Cache-Control": "no-store"}
NOT_IN_FRONT = "这个号不在您的窗口前"

OwnerIs = Callable[[str, Ticket], bool]
"""Whether a kept paper's owner became the ticket; blocks."""


class PaperView(msgspec.Struct, frozen=True, kw_only=True):
    """One material of the ticket in front: `id` is its name in the addresses, `pages` counts once it is here.

    `kept_at` tells a newer scan of the same material from the older one.
    """

    id: str
    material: str
    state: Literal["here", "coming", "unreadable"]
    pages: int = 0
    kept_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Looking:
    """`clerk` at `window` looks at the papers of the ticket in front."""

    clerk: str
    window: int
    ticket: Ticket


class ShownPapers:
    """What a window may see of the papers of its ticket; all methods block."""

    def __init__(self, plan: Plan, state: Path, vault: Vault, owner_is: OwnerIs) -> None:
        self._plan = plan
        self._coming = state / "papers/coming"
        self._vault = vault
        self._owner_is = owner_is
        self._views = views(state)

    def listed(self, ticket: Ticket) -> list[PaperView]:
        """Every material that is here or on its way: first what the matter needs, in that order, then by name."""
        here = [self._described(label) for label in self._labels(ticket)]
        known = {paper.material for paper in here}
        under_way = [
            PaperView(id="", material=one.material, state="coming")
            for one in coming(self._coming)
            if one.material not in known and self._owner_is(one.owner, ticket)
        ]
        matter = self._plan.matters.get(ticket.matter)
        places = {need: place for place, need in enumerate(matter.needs if matter else ())}
        last = len(places)
        return sorted([*here, *under_way], key=lambda paper: (places.get(paper.material, last), paper.material))

    def picture(self, looking: Looking, id: str, page: int, small: bool) -> bytes:
        """The page (from 0) as JPEG, once the look is recorded.

        Raises:
            NoPageError, VaultError: there is no such page of this ticket, or it cannot be read.
            OSError: the look cannot be recorded.
        """
        ticket = looking.ticket
        label = next((label for label in self._labels(ticket) if label.id == id), None)
        pdf = self._vault.open(label) if label else None
        if label is None or pdf is None:
            raise NoPageError(id)
        shown = page_picture(pdf, page, THUMB_PX if small else PAGE_PX)
        seen = View(
            at=datetime.now(UTC),
            clerk=looking.clerk,
            window=looking.window,
            number=ticket.number,
            day=ticket.day,
            material=label.material,
            page=page,
            small=small,
        )
        self._views.add(seen)
        return shown

    def _labels(self, ticket: Ticket) -> list[Label]:
        return [label for label in self._vault.on(ticket.day) if self._owner_is(label.owner, ticket)]

    def _described(self, label: Label) -> PaperView:
        kept_at = self._vault.kept_at(label)
        try:
            pages = page_count(self._vault.open(label) or b"")
        except (NoPageError, VaultError):
            return PaperView(id=label.id, material=label.material, state="unreadable", kept_at=kept_at)
        return PaperView(id=label.id, material=label.material, state="here", pages=pages, kept_at=kept_at)


def routes(shown: ShownPapers, gate: Gate, live: LiveHall) -> APIRouter:
    """List and pages; refused unless the ticket is in front of the window now and who asks is the clerk at it."""
    router = APIRouter()

    async def in_front(request: Request, window: int, ticket: str) -> Looking:
        clerk = gate.session(request, at_window(window)).account
        try:
            await live.fresh()
        except NoReplyError as error:
            raise HTTPException(503, AWAY) from error
        queues = live.queues
        front = front_of(queues, window) if queues and clerk_at(queues, window) == clerk else None
        if front is None or handle_of(front.ticket.token) != ticket:
            raise HTTPException(403, NOT_IN_FRONT)
        return Looking(clerk, window, front.ticket)

    @router.get("/api/window/{window}/papers/{ticket}")
    async def papers(window: int, ticket: str, request: Request) -> Response:
        looking = await in_front(request, window, ticket)
        found = await asyncio.to_thread(shown.listed, looking.ticket)
        return Response(msgspec.json.encode(found), 200, NO_STORE, media_type="application/json")

    @router.get("/api/window/{window}/papers/{ticket}/{id}/{page}")
    async def one_page(  # noqa: PLR0917
        window: int, ticket: str, id: str, page: int, request: Request, small: bool = False
    ) -> Response:
        looking = await in_front(request, window, ticket)
        try:
            picture = await asyncio.to_thread(shown.picture, looking, id, page, small)
        except (NoPageError, VaultError) as error:
            raise HTTPException(404) from error
        return Response(picture, 200, NO_STORE, media_type="image/jpeg")

    return router
