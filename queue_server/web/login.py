"""Signing in and out over HTTP: by name and PIN at a place, on to another place, and a new PIN where it must be."""

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from queue_server.contract.accounts import Account
from queue_server.contract.plan import Plan, Role
from queue_server.web.gate import Gate
from queue_server.web.guard import from_our_page
from queue_server.web.live import LiveHall
from queue_server.web.places import START, places_of

PLACE = r"^[a-z0-9-]{1,40}$"


class Entry(BaseModel):
    """What the login page sends."""

    account: str = Field(max_length=64)
    pin: str = Field(max_length=64)
    place: str = Field(default=START, pattern=PLACE)


class NewPin(Entry):
    """What it sends when the PIN is to be another one."""

    fresh: str = Field(max_length=64)


class Myself(msgspec.Struct, frozen=True, kw_only=True):
    """Who is in, and where they may go."""

    account: str
    name: str
    roles: tuple[Role, ...]
    places: tuple[str, ...]


def routes(plan: Plan, gate: Gate, live: LiveHall) -> APIRouter:
    """Login, logout, and what the start page shows."""
    router = APIRouter()
    ours = Depends(from_our_page)

    @router.post("/api/login", dependencies=[ours])
    async def login(entry: Entry, response: Response) -> dict[str, bool]:
        """`must_change` tells that nobody is in before the PIN is another one."""
        pin = await gate.enter(entry.account, entry.pin, entry.place, response)
        return {"must_change": pin.must_change}

    @router.post("/api/pin", status_code=204, dependencies=[ours])
    async def change_pin(entry: NewPin, response: Response) -> None:
        await gate.change_pin(entry.account, entry.pin, entry.fresh, entry.place, response)

    @router.post("/api/enter/{place}", status_code=204, dependencies=[ours])
    async def enter(place: str, request: Request, response: Response) -> None:
        gate.go(request, place, response)

    @router.post("/api/logout/{place}", status_code=204, dependencies=[ours])
    async def logout(place: str, request: Request, response: Response) -> None:
        gate.leave(request, place, response)

    @router.post("/api/alive/{place}", status_code=204, dependencies=[ours])
    async def alive(place: str, request: Request) -> None:
        """Somebody at the page moves a mouse or types."""
        gate.session(request, place, active=True)

    @router.get("/api/me/{place}")
    async def me(place: str, request: Request) -> Response:
        return Response(
            msgspec.json.encode(myself(plan, live.people[gate.session(request, place).account])),
            media_type="application/json",
        )

    return router


def myself(plan: Plan, account: Account) -> Myself:
    """What a page knows of who uses it."""
    return Myself(account=account.id, name=account.name, roles=account.roles, places=places_of(plan, account))
