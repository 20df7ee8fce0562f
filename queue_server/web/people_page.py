"""The manager's page of people: who works here and as what, their PINs, locks, and what was recorded of them."""

import asyncio
import contextlib
import itertools
import math
import re
from collections.abc import Container
from typing import TypeVar, get_args

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import Field

from queue_server.chained import Chained
from queue_server.client import HallClient, NoReplyError
from queue_server.contract.accounts import Account
from queue_server.contract.commands import AddAccount, AnyCommand, ChangeAccount, RetireAccount
from queue_server.contract.plan import Role
from queue_server.contract.replies import AnyOutcome
from queue_server.web.asking import Pressed, ask, ask_id, told
from queue_server.web.gate import Gate, PinState
from queue_server.web.guard import from_our_page
from queue_server.web.live import LiveHall
from queue_server.web.places import PEOPLE
from queue_server.web.sign_ins import SignIn

SHOWN = 200
"""So many of the newest records."""
LONGEST_SPELLED = 30

Asked = TypeVar("Asked", AddAccount, ChangeAccount)


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An account, how its PIN stands, and for how long it is locked."""

    account: Account
    pin: PinState
    locked_min: int


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody, those who left too."""

    live: bool
    roles: tuple[str, ...]
    people: tuple[Listed, ...]


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What a press gets back: the desk's outcome and everybody after it."""

    outcome: AnyOutcome
    listing: Listing


class FreshPin(msgspec.Struct, frozen=True, kw_only=True):
    """A PIN to be told to its owner; nobody is told it again."""

    pin: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What happened last, the newest first; `broken` is the line where somebody changed the record, 0 for nowhere."""

    sign_ins: tuple[SignIn, ...]
    broken: int


class Described(Pressed):
    """An account as it is to be; as `AddAccount`. Without `id` one is made of the name."""

    id: str = Field(default="", max_length=40)
    name: str = Field(max_length=80)
    roles: list[Role] = Field(max_length=len(get_args(Role)))
    windows: list[int] = Field(default=[], max_length=99)

    def asked(self, kind: type[Asked], id: str) -> Asked:
        """The command of that kind for the account `id`."""
        return kind(id=id, name=self.name, roles=tuple(self.roles), windows=tuple(self.windows))


class Leaving(Pressed):
    """Somebody leaves."""

    id: str = Field(max_length=40)
    reason: str = Field(default="", max_length=80)


def routes(gate: Gate, client: HallClient, live: LiveHall) -> APIRouter:
    """The JSON addresses of the page."""
    router = APIRouter(prefix="/api/people")
    ours = Depends(from_our_page)

    async def pressed(request: Request, press: Pressed, command: AnyCommand) -> Response:
        manager = gate.session(request, PEOPLE, active=True).account
        outcome = await ask(client, command, by=manager, id=ask_id(PEOPLE, manager, press.request_id))
        with contextlib.suppress(NoReplyError):  # then the page shows what was last known, and that it is not live
            await live.fresh_people()
        return told(Changed(outcome=outcome, listing=listing(gate, live)), outcome)

    def about(request: Request, id: str) -> str:
        manager = gate.session(request, PEOPLE, active=True).account
        if id not in live.people:
            raise HTTPException(404)
        return manager

    @router.get("")
    async def everybody(request: Request) -> Response:
        gate.session(request, PEOPLE)
        return _json(listing(gate, live))

    @router.post("/add", dependencies=[ours])
    async def add(who: Described, request: Request) -> Response:
        gate.session(request, PEOPLE)
        id = who.id or free_id(who.name, {account.id for account in live.everybody})
        return await pressed(request, who, who.asked(AddAccount, id))

    @router.post("/change", dependencies=[ours])
    async def change(who: Described, request: Request) -> Response:
        return await pressed(request, who, who.asked(ChangeAccount, who.id))

    @router.post("/retire", dependencies=[ours])
    async def retire(who: Leaving, request: Request) -> Response:
        return await pressed(request, who, RetireAccount(id=who.id, reason=who.reason))

    @router.post("/{id}/pin", dependencies=[ours])
    async def fresh_pin(id: str, request: Request) -> Response:
        return _json(FreshPin(pin=await gate.fresh_pin(id, about(request, id))))

    @router.post("/{id}/unlock", status_code=204, dependencies=[ours])
    async def unlock(id: str, request: Request) -> None:
        gate.unlock(id, about(request, id))

    @router.get("/record")
    async def record(request: Request) -> Response:
        gate.session(request, PEOPLE)
        return _json(await asyncio.to_thread(newest, gate.record.kept))

    return router


def listing(gate: Gate, live: LiveHall) -> Listing:
    """Everybody as they are now."""
    pins = gate.pin_states()
    people = tuple(
        Listed(account=one, pin=pins.get(one.id, "none"), locked_min=math.ceil(gate.locked_s(one.id) / 60))
        for one in live.everybody
    )
    return Listing(live=live.connected, roles=get_args(Role), people=people)


def newest(kept: Chained[SignIn]) -> Record:
    """The end of the record."""
    return Record(sign_ins=kept.records()[: -SHOWN - 1 : -1], broken=kept.first_broken() or 0)


def free_id(name: str, taken: Container[str]) -> str:
    """An id for somebody called so: the name as it is spelled, numbered where another has it."""
    from pypinyin import lazy_pinyin  # here, because its dictionaries take memory

    spelled = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(name)).lower())[:LONGEST_SPELLED] or "account"
    numbered = (f"{spelled}-{number}" for number in itertools.count(2))
    return next(id for id in itertools.chain([spelled], numbered) if id not in taken)


def _json(value: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")
