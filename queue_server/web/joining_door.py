"""The hall's door for terminals on boxes of their own, over HTTPS: they ask to be let in, and later for the plan.

Who asks has no name yet and trusts no certificate; `queue_server.pairing` tells why that is enough.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response

from queue_server.contract.plan import PlanError
from queue_server.pairing.messages import JoinAsk, PlanNow, Refused
from queue_server.plan_files import digest_of, plan_files
from queue_server.web.admitting import Admitting

MOST_ASK_BYTES = 8192


def routes(admitting: Admitting, plan_path: Path, terminal: Callable[[str], str]) -> APIRouter:
    """The addresses; `terminal` is the dependency that lets in those that have joined."""
    router = APIRouter()

    @router.get("/pairing")
    async def door() -> Response:
        return _json(admitting.door)

    @router.post("/pairing")
    async def ask(request: Request) -> Response:
        taken = bytearray()
        async for piece in request.stream():
            taken += piece
            if len(taken) > MOST_ASK_BYTES:
                raise HTTPException(413)
        try:
            asked = admitting.take(msgspec.json.decode(taken, type=JoinAsk))
        except msgspec.MsgspecError as error:
            raise HTTPException(422, "ask") from error
        return _json(asked, 409 if isinstance(asked, Refused) else 201)

    @router.get("/pairing/{id}")
    async def standing(id: str) -> Response:
        return _json(admitting.standing(id))

    @router.get("/plan")
    async def plan(client: Annotated[str, Depends(terminal)], digest: str = "") -> Response:
        try:
            files = await asyncio.to_thread(plan_files, plan_path)
        except PlanError as error:
            raise HTTPException(503, "plan") from error
        now = digest_of(files)
        return _json(PlanNow(digest=now, files={} if digest == now else files))

    return router


def _json(value: msgspec.Struct, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, {"Cache-Control": "no-store"}, media_type="application/json")
