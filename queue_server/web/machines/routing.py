"""The addresses of the technicians' page: the stream of what is seen, and orders to terminals."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import BaseModel, Field
from sse_starlette import EventSourceResponse

from queue_server.client import HallClient
from queue_server.contract.orders import AnyOrder, Restart, RunSelfTest, ShowPicture
from queue_server.contract.plan import Plan
from queue_server.state_dir import StateDir
from queue_server.support.file import SupportKeyError, support_file
from queue_server.web.gate import Gate
from queue_server.web.guard import from_our_page
from queue_server.web.live import LiveHall
from queue_server.web.machines.ordering import Ordering
from queue_server.web.machines.seen import MachinesSeen, seen
from queue_server.web.machines.standing import ServerLooks
from queue_server.web.places import MACHINES
from queue_server.web.streaming import stream

LOOK_S = 1.0
NO_STORE = {"Cache-Control": "no-store"}
ORDERS: dict[str, AnyOrder] = {"picture": ShowPicture(), "self_test": RunSelfTest(), "restart": Restart()}
SILENT, IN_USE, FAILED = "这台终端没有应答", "正在使用", "这台终端现在画不出屏幕"


class Wanted(BaseModel):
    """What is ordered of which terminal."""

    client: str = Field(max_length=40)
    what: Literal["picture", "self_test", "restart"]


class Ordered(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an order; `picture` is the id of an image to fetch, `said` why there is none."""

    picture: str = ""
    said: str = ""


def routes(
    plan: Plan, gate: Gate, client: HallClient, live: LiveHall, *, state: StateDir, plan_folder: Path
) -> APIRouter:
    """All of them, for technicians and managers."""
    router = APIRouter(prefix="/api/machines")
    ordering = Ordering(client, state.path)
    looks = ServerLooks(plan, state, plan_folder)
    ours = Depends(from_our_page)

    @router.get("/events")
    async def events(request: Request) -> EventSourceResponse:
        gate.session(request, MACHINES)
        sent: list[MachinesSeen] = []

        async def now() -> MachinesSeen | None:
            if not gate.still_in(request, MACHINES):
                return None
            found = seen(plan, live, await asyncio.to_thread(looks.now), datetime.now(UTC))
            if sent and msgspec.structs.replace(sent[0], at=found.at) == found:
                return sent[0]
            sent[:] = [found]
            return found

        return stream(live, now, look_s=LOOK_S)

    @router.post("/order", dependencies=[ours])
    async def order(wanted: Wanted, request: Request) -> Response:
        account = gate.session(request, MACHINES, active=True).account
        if wanted.client not in plan.clients():
            raise HTTPException(404)
        if wanted.what != "picture":
            await ordering.give(account, wanted.client, ORDERS[wanted.what])
            return _json(Ordered())
        id, picture = await ordering.picture(account, wanted.client, ShowPicture())
        match picture.state if picture else "silent":
            case "shown":
                return _json(Ordered(picture=id))
            case "in_use":
                return _json(Ordered(said=IN_USE))
            case "failed":
                return _json(Ordered(said=FAILED))
        return _json(Ordered(said=SILENT))

    @router.get("/support")
    async def support(request: Request) -> Response:
        await ordering.note(gate.session(request, MACHINES, active=True).account, "server", "SupportFile")
        now = datetime.now(UTC)
        more = {"terminals.json": msgspec.json.encode(seen(plan, live, looks.now(), now)).decode()}
        try:
            made, ending = await asyncio.to_thread(
                lambda: support_file(plan, state.path, people=live.everybody, more=more)
            )
        except SupportKeyError as error:
            raise HTTPException(503, str(error)) from error
        name = f"support-{plan.hall.id}-{now:%Y%m%d-%H%M}{ending}"
        headers = NO_STORE | {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(made, media_type="application/octet-stream", headers=headers)

    @router.get("/picture/{id}.jpg")
    async def picture(id: str, request: Request) -> Response:
        image = ordering.image(id, gate.session(request, MACHINES).account)
        if image is None:
            raise HTTPException(404)
        return Response(image, media_type="image/jpeg", headers=NO_STORE)

    return router


def _json(value: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")
