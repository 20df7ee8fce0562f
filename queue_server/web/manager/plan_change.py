"""The plan on the manager's page: the one that holds as a file, what another would change, and putting it in force."""

import asyncio
from collections.abc import Callable

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response

from queue_server.changing.wishes import PlanFolder, WishError
from queue_server.contract.plan.loading import MAX_BYTES
from queue_server.web.gate import NOT_YOUR_PLACE, Gate
from queue_server.web.guard import from_our_page
from queue_server.web.live import LiveHall
from queue_server.web.places import MANAGER

TOO_LARGE = "大厅配置太大，不像是大厅配置"


class PlanPressed(msgspec.Struct, frozen=True, kw_only=True):
    """The plan as TOML; without `in_force` it is only told what would change."""

    text: str
    in_force: bool = False


def routes(folder: PlanFolder, gate: Gate, live: LiveHall) -> APIRouter:
    """For managers alone; the answer of the server, with mistakes or what changes now and later."""
    router = APIRouter(prefix="/api/manager")
    account_of = _manager(gate, live)

    @router.get("/plan.toml")
    async def present(request: Request) -> Response:
        account_of(request)
        text = await asyncio.to_thread(folder.path.read_bytes)
        disposition = 'attachment; filename="hall.toml"'
        return Response(text, media_type="application/toml", headers={"Content-Disposition": disposition})

    @router.post("/plan", dependencies=[Depends(from_our_page)])
    async def change(request: Request) -> Response:
        by = account_of(request)
        body = await request.body()
        if len(body) > 2 * MAX_BYTES:
            raise HTTPException(413, TOO_LARGE)
        try:
            pressed = msgspec.json.decode(body, type=PlanPressed)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise HTTPException(422, str(error)) from error
        try:
            answer = await asyncio.to_thread(folder.ask, pressed.text, by=by, in_force=pressed.in_force)
        except WishError as error:
            raise HTTPException(503, str(error)) from error
        return Response(msgspec.json.encode(answer), media_type="application/json")

    return router


def _manager(gate: Gate, live: LiveHall) -> Callable[[Request], str]:
    def account_of(request: Request) -> str:
        """Who asks.

        Raises:
            HTTPException: 401 for nobody, 403 for somebody else than a manager.
        """
        account = gate.session(request, MANAGER, active=True).account
        known = live.people.get(account)
        if known is None or "manager" not in known.roles:
            raise HTTPException(403, NOT_YOUR_PLACE)
        return account

    return account_of
