"""Papers from the kiosks over HTTPS: announced, sent piece by piece, gone on with after a cut; kiosks only.

A kiosk's credential says where this is, what certificate to trust and what key to seal with.
"""

import asyncio
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response

from queue_server.contract.plan import Plan
from queue_server.papers.uploads import (
    MOST_CHUNK_BYTES,
    Standing,
    TooLargeError,
    UnknownUploadError,
    Uploads,
    Wanted,
    WrongOffsetError,
    WrongPaperError,
)
from queue_server.state_dir import StateDir
from queue_server.web.guard import SecurityHeaders
from queue_server.web.terminal_guard import one_of

MOST_NOTE_BYTES = 4096


def intake_app(plan: Plan, state: StateDir, uploads: Uploads) -> FastAPI:
    """The addresses under `/papers`."""
    app = FastAPI(title="Tinghao papers", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SecurityHeaders)
    kiosk = one_of(state, {kiosk.id for kiosk in plan.kiosk})

    @app.post("/papers")
    async def create(request: Request, client: Annotated[str, Depends(kiosk)]) -> Response:
        try:
            wanted = msgspec.json.decode(await _body(request, MOST_NOTE_BYTES), type=Wanted)
            return _answer(await asyncio.to_thread(uploads.create, client, wanted), 201)
        except msgspec.MsgspecError as error:
            raise HTTPException(422, "announcement") from error
        except TooLargeError as error:
            raise HTTPException(413, str(error)) from error

    @app.head("/papers/{id}")
    async def standing(id: str, client: Annotated[str, Depends(kiosk)]) -> Response:
        try:
            return _answer(await asyncio.to_thread(uploads.standing, client, id), 200)
        except UnknownUploadError as error:
            raise HTTPException(404) from error

    @app.patch("/papers/{id}")
    async def append(
        id: str, request: Request, client: Annotated[str, Depends(kiosk)], upload_offset: Annotated[int, Header(ge=0)]
    ) -> Response:
        piece = await _body(request, MOST_CHUNK_BYTES)
        day = datetime.now(ZoneInfo(plan.hall.timezone)).date().isoformat()
        try:
            return _answer(await asyncio.to_thread(uploads.append, client, id, upload_offset, piece, day), 200)
        except UnknownUploadError as error:
            raise HTTPException(404) from error
        except WrongOffsetError as error:
            raise HTTPException(409, str(error)) from error
        except TooLargeError as error:
            raise HTTPException(413, str(error)) from error
        except WrongPaperError as error:
            raise HTTPException(422, str(error)) from error

    return app


async def _body(request: Request, most: int) -> bytes:
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > most:
            raise HTTPException(413, f"at most {most} bytes")
    return bytes(taken)


def _answer(standing: Standing, status: int) -> Response:
    answer = _json(standing, status)
    answer.headers["Upload-Offset"] = str(standing.offset)
    answer.headers["Upload-Done"] = str(int(standing.done))
    return answer


def _json(value: msgspec.Struct, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(msgspec.json.encode(value), status, headers, media_type="application/json")
