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
from queue_server.contract.hours import is_later_day
from queue_server.contract.plan import Plan
from queue_server.contract.tickets import TicketState
from queue_server.contract.waits import ticket_wait
from queue_server.web.live import LiveHall
from queue_server.web.streaming import stream

TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Further(msgspec.Struct, frozen=True, kw_only=True):
    """A further matter of the same visit, and whether it is done."""

    name: str
    name_en: str
    done: bool


class TicketPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the phone shows; `window` is where to go when called, `ahead` and `wait` are None while not known.

    `done` tells it of the first matter, whose public facts are under `code`; `more` are the others. `may_rate`: the
    service is over, today, and nothing was said about it yet. `opens` is the day and time at which its service gives
    numbers again, where it is closed until a later day (`11-30 08:30`).
    """

    live: bool
    number: str
    state: TicketState
    code: str
    matter: str
    matter_en: str
    hall: str
    hall_en: str
    done: bool = False
    more: tuple[Further, ...] = ()
    ahead: int | None = None
    window: int | None = None
    wait: Wait | None = None
    may_rate: bool = False
    practice: bool = False
    opens: str = ""


class RecordedTicket(msgspec.Struct, frozen=True, kw_only=True):
    """What the journal tells about a ticket that is not in the live view; whether its last service was `rated`."""

    number: str
    state: TicketState
    matter: str
    more: tuple[str, ...] = ()
    day: str = ""
    window: int | None = None
    rated: bool = False


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
            shown = self._shown(
                ticket.number,
                view.state,
                (ticket.matter, *ticket.more),
                view.left,
                ahead=view.ahead,
                window=view.window,
            )
            if view.state is not TicketState.WAITING:
                return shown
            wait = ticket_wait(self._live.forecast, ticket.number, datetime.now(UTC))
            return msgspec.structs.replace(shown, wait=wait)
        found = await asyncio.to_thread(self._recorded, token)
        if found is None:
            return None
        matters = (found.matter, *found.more)
        left = () if found.state is TicketState.COMPLETED else matters
        shown = self._shown(found.number, found.state, matters, left)
        return msgspec.structs.replace(shown, may_rate=self._may_rate(found))

    def _may_rate(self, found: RecordedTicket) -> bool:
        queues = self._live.queues
        done = found.state is TicketState.COMPLETED and found.window is not None
        return done and not found.rated and queues is not None and found.day == queues.board.day

    def _shown(
        self,
        number: str,
        state: TicketState,
        matters: tuple[str, ...],
        left: tuple[str, ...],
        *,
        ahead: int | None = None,
        window: int | None = None,
    ) -> TicketPage:
        known = self._plan.matters.get(matters[0])
        further = ((self._plan.matters[code], code not in left) for code in matters[1:] if code in self._plan.matters)
        return TicketPage(
            live=self._live.connected,
            number=number,
            state=state,
            code=matters[0] if known else "",
            matter=known.name if known else "",
            matter_en=known.name_en if known else "",
            hall=self._plan.hall.name,
            hall_en=self._plan.hall.name_en,
            done=matters[0] not in left,
            more=tuple(Further(name=matter.name, name_en=matter.name_en, done=done) for matter, done in further),
            ahead=ahead,
            window=window,
            practice=self._live.practices,
            opens=self._opens(known.service) if known else "",
        )

    def _opens(self, service: str) -> str:
        boards = self._live.queues.board.services if self._live.queues else ()
        opens = next((board.opens for board in boards if board.service == service and not board.open), "")
        return opens if is_later_day(opens) else ""


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
