"""A ticket's page for a phone: number, people ahead, where to go; live, without login, nothing personal."""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from fastapi import APIRouter, Response
from fastapi.responses import FileResponse
from sse_starlette import EventSourceResponse

from queue_server.contract.forecasts import Wait
from queue_server.contract.plan import Plan
from queue_server.contract.tickets import TicketState
from queue_server.contract.waits import ticket_wait
from queue_server.web.live import LiveHall
from queue_server.web.streaming import stream

TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


class TicketPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the phone shows; `window` is where to go when called, `ahead` and `wait` are None while not known."""

    live: bool
    number: str
    state: TicketState
    matter: str
    matter_en: str
    hall: str
    hall_en: str
    ahead: int | None = None
    window: int | None = None
    wait: Wait | None = None


class RecordedTicket(msgspec.Struct, frozen=True, kw_only=True):
    """What the journal tells about a ticket that is not in the live view."""

    number: str
    state: TicketState
    matter: str


Recorded = Callable[[str], RecordedTicket | None]
"""The recorded ticket of a token, from the journal; blocks; None where there is none."""


class TicketPages:
    """Finds tickets by token: the live ones in memory, the others in the journal."""

    def __init__(self, plan: Plan, live: LiveHall, recorded: Recorded) -> None:
        self._plan = plan
        self._live = live
        self._recorded = recorded

    async def page(self, token: str) -> TicketPage | None:
        """The page's whole state; None when there is no such ticket."""
        if not TOKEN.fullmatch(token):
            return None
        view = self._live.ticket(token)
        if view is not None:
            ticket = view.ticket
            shown = self._shown(ticket.number, view.state, ticket.matter, ahead=view.ahead, window=view.window)
            if view.state is not TicketState.WAITING:
                return shown
            wait = ticket_wait(self._live.forecast, ticket.number, datetime.now(UTC))
            return msgspec.structs.replace(shown, wait=wait)
        found = await asyncio.to_thread(self._recorded, token)
        return self._shown(found.number, found.state, found.matter) if found else None

    def _shown(
        self, number: str, state: TicketState, matter: str, ahead: int | None = None, window: int | None = None
    ) -> TicketPage:
        known = self._plan.matters.get(matter)
        return TicketPage(
            live=self._live.connected,
            number=number,
            state=state,
            matter=known.name if known else "",
            matter_en=known.name_en if known else "",
            hall=self._plan.hall.name,
            hall_en=self._plan.hall.name_en,
            ahead=ahead,
            window=window,
        )


def routes(pages: TicketPages, live: LiveHall, folder: Path) -> APIRouter:
    """The page and its stream; unknown tokens get a page in plain words."""
    router = APIRouter()

    @router.get("/t/{token}", include_in_schema=False)
    async def page(token: str) -> Response:
        if await pages.page(token) is None:
            return FileResponse(folder / "no_ticket.html", 404)
        return FileResponse(folder / "ticket.html")

    @router.get("/t/{token}/events")
    async def events(token: str) -> EventSourceResponse:
        async def state() -> TicketPage | None:
            return await pages.page(token)

        return stream(live, state)

    return router
