"""The guide desk (导办台): numbers for everybody without a kiosk, bookings checked in, tickets found and put right."""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import Field
from sse_starlette import EventSourceResponse

from queue_server.client import HallClient, NoReplyError
from queue_server.contract.boards import ServiceBoard
from queue_server.contract.commands import MOST_FURTHER, AnyCommand, BringBack, CancelTicket, GrantPriority, TakeTicket
from queue_server.contract.forecasts import Wait
from queue_server.contract.plan import Plan
from queue_server.contract.waits import TOO_OLD
from queue_server.web.asking import Pressed, Said, ask, ask_id, told
from queue_server.web.finding import Finding
from queue_server.web.gate import Gate
from queue_server.web.guard import from_our_page
from queue_server.web.live import LiveHall
from queue_server.web.places import GUIDE_DESK
from queue_server.web.streaming import stream
from queue_server.web.ticket_page import TOKEN, RecordedTicket

LONGEST_QUERY = 60


class Wish(Pressed):
    """A number for a visitor; as `TakeTicket`."""

    matter: str = Field(max_length=40)
    more: list[str] = Field(default=[], max_length=MOST_FURTHER)
    priority: str = Field(default="", max_length=40)
    reason: str = Field(default="", max_length=80)
    booking: str = Field(default="", max_length=40)


class About(Pressed):
    """Something about a ticket."""

    number: str = Field(max_length=16)
    priority: str = Field(default="", max_length=40)
    reason: str = Field(default="", max_length=80)


class DeskView(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows of the hall: whether it is live, and how all services stand; `waits` by service."""

    live: bool
    now: datetime
    services: tuple[ServiceBoard, ...]
    waits: dict[str, Wait]
    practice: bool = False


def routes(
    plan: Plan,
    gate: Gate,
    client: HallClient,
    live: LiveHall,
    recorded: Callable[[str, str], RecordedTicket | None],
) -> APIRouter:
    """The JSON addresses of the guide desk, and the stream of states."""
    router = APIRouter(prefix="/api/guide-desk")
    finding = Finding(plan, client, live, recorded)
    ours = Depends(from_our_page)

    async def pressed(request: Request, press: Pressed, command: Callable[[str], AnyCommand]) -> Response:
        guide = gate.session(request, GUIDE_DESK, active=True).account
        id = ask_id(GUIDE_DESK, guide, press.request_id)
        outcome = await ask(client, command(guide), by=guide, id=id)
        with contextlib.suppress(NoReplyError):  # then what is looked up next is as old as the page says
            await live.fresh()
        return told(Said(outcome=outcome), outcome)

    @router.post("/take", dependencies=[ours])
    async def take(wish: Wish, request: Request) -> Response:
        command = TakeTicket(
            matter=wish.matter,
            more=tuple(wish.more),
            priority=wish.priority,
            reason=wish.reason,
            booking=wish.booking,
        )
        return await pressed(request, wish, lambda _guide: command)

    @router.post("/priority", dependencies=[ours])
    async def priority(about: About, request: Request) -> Response:
        number, wanted, reason = about.number, about.priority, about.reason
        return await pressed(
            request, about, lambda guide: GrantPriority(number=number, priority=wanted, reason=reason, clerk=guide)
        )

    @router.post("/bring-back", dependencies=[ours])
    async def bring_back(about: About, request: Request) -> Response:
        return await pressed(request, about, lambda guide: BringBack(number=about.number, clerk=guide))

    @router.post("/cancel", dependencies=[ours])
    async def cancel(about: About, request: Request) -> Response:
        return await pressed(
            request, about, lambda guide: CancelTicket(number=about.number, clerk=guide, reason=about.reason)
        )

    @router.get("/find")
    async def find(q: str, request: Request) -> Response:
        gate.session(request, GUIDE_DESK)
        return Response(msgspec.json.encode(await finding.find(q[:LONGEST_QUERY])), media_type="application/json")

    @router.get("/code/{token}.svg")
    async def code(token: str, request: Request) -> Response:
        gate.session(request, GUIDE_DESK)
        if not TOKEN.fullmatch(token):
            raise HTTPException(404)
        return Response(qr_code(f"{plan.hall.page_address}/t/{token}"), media_type="image/svg+xml")

    @router.get("/events")
    async def events(request: Request) -> EventSourceResponse:
        gate.session(request, GUIDE_DESK)

        async def state() -> DeskView | None:
            return desk_view(live, datetime.now(UTC)) if gate.still_in(request, GUIDE_DESK) else None

        return stream(live, state)

    return router


def desk_view(live: LiveHall, now: datetime) -> DeskView:
    """The page's state at `now`."""
    forecast = live.forecast if live.forecast and now - live.forecast.at <= TOO_OLD else None
    return DeskView(
        live=live.connected,
        now=now,
        practice=live.practices,
        services=live.queues.board.services if live.queues else (),
        waits={one.service: one.wait for one in forecast.services} if forecast else {},
    )


def qr_code(text: str) -> bytes:
    """A picture of the text for a telephone, as SVG."""
    import segno  # here, because few webs are ever asked for one

    picture = BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", border=2, scale=4, xmldecl=False)
    return picture.getvalue()
