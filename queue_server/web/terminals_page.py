"""The page where a terminal is let into the hall: its code typed, its words compared; and put out of it again."""

import asyncio
import re

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import BaseModel, Field

from queue_server.pairing.asks import Wrong
from queue_server.pairing.words import Words
from queue_server.terminals.registry import Noted, Part
from queue_server.web.admitting import Admitting, InThePlan
from queue_server.web.gate import Gate
from queue_server.web.guard import from_our_page
from queue_server.web.places import TERMINALS

SHOWN = 200
"""So many of the newest records."""
CLOSED = "大厅配置里没有开 wire_port，别的机器上的终端不能加入"
_ID = re.compile("[0-9a-f]{16}")


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """The plan's terminals, and what was recorded, the newest first; `broken` is the line where that was changed.

    `closed` says why no terminal can join; empty where they can.
    """

    terminals: tuple[InThePlan, ...]
    record: tuple[Noted, ...]
    broken: int
    closed: str


class FoundOne(msgspec.Struct, frozen=True, kw_only=True):
    """The terminal whose code was typed, as it describes itself, and the words to compare."""

    id: str
    part: Part
    name: str
    words: Words


class Typed(BaseModel):
    """A code."""

    code: str = Field(max_length=40)


class Chosen(BaseModel):
    """The ask `id` is that of the plan's `client`."""

    id: str = Field(pattern=_ID.pattern)
    client: str = Field(max_length=40)


class Unequal(BaseModel):
    """The words of the ask `id` are not those on the terminal."""

    id: str = Field(pattern=_ID.pattern)


class Revoked(BaseModel):
    """The terminal that is `client` is to be good no more."""

    client: str = Field(max_length=40)


def routes(admitting: Admitting, gate: Gate, *, closed: bool) -> APIRouter:
    """The JSON addresses of the page; refused where the plan has the hall's door `closed`."""
    router = APIRouter(prefix="/api/terminals")
    ours = Depends(from_our_page)

    def listing() -> Response:
        kept = admitting.terminals.kept
        return _json(
            Listing(
                terminals=admitting.in_the_plan(),
                record=kept.records()[: -SHOWN - 1 : -1],
                broken=kept.first_broken() or 0,
                closed=CLOSED if closed else "",
            )
        )

    def answered(sentence: str) -> Response:
        if sentence:
            raise HTTPException(409, sentence)
        return listing()

    @router.get("")
    async def everything(request: Request) -> Response:
        gate.session(request, TERMINALS)
        return await asyncio.to_thread(listing)

    @router.post("/code", dependencies=[ours])
    async def code(typed: Typed, request: Request) -> Response:
        gate.session(request, TERMINALS, active=True)
        found = Wrong(CLOSED) if closed else await asyncio.to_thread(admitting.try_code, typed.code)
        if isinstance(found, Wrong):
            raise HTTPException(409, found.sentence)
        return _json(FoundOne(id=found.id, part=found.ask.part, name=found.ask.name, words=found.words))

    @router.post("/admit", dependencies=[ours])
    async def admit(chosen: Chosen, request: Request) -> Response:
        by = gate.session(request, TERMINALS, active=True).account
        return answered(await asyncio.to_thread(admitting.admit, chosen.id, chosen.client, by))

    @router.post("/refuse", status_code=204, dependencies=[ours])
    async def refuse(unequal: Unequal, request: Request) -> None:
        gate.session(request, TERMINALS, active=True)
        admitting.refuse(unequal.id)

    @router.post("/revoke", dependencies=[ours])
    async def revoke(revoked: Revoked, request: Request) -> Response:
        by = gate.session(request, TERMINALS, active=True).account
        return answered(await asyncio.to_thread(admitting.revoke, revoked.client, by))

    return router


def _json(value: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")
