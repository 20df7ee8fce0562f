"""The start page's server: pictures out, touches and switches in; on loopback, for this machine's browsers only."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse, StreamingResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, Field
from starlette.middleware.trustedhost import TrustedHostMiddleware

from provisioning.rehearsal.hall import PracticeHall
from provisioning.rehearsal.machine_routes import found, machine_routes
from provisioning.rehearsal.screen import Screen
from provisioning.rehearsal.snapshot import snapshot
from queue_server.contract.words import catalogue

ASSETS = Path(__file__).parents[2] / "assets" / "rehearsal"
FRAME_S = 0.08
STATE_S = 0.25
QUIET_S = 5.0
"""Something is said at least this often so that a broken connection is noticed."""
REDUCE = 2


class Touch(BaseModel):
    """A finger on a screen, in its pixels."""

    action: Literal["down", "move", "up"]
    x: Annotated[int, Field(ge=0, le=10_000)]
    y: Annotated[int, Field(ge=0, le=10_000)]


def start_page(hall: PracticeHall, port: int) -> FastAPI:
    """The page's application for `hall`, reached at `port` of loopback."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    own = {f"http://127.0.0.1:{port}", f"http://localhost:{port}"}

    @app.middleware("http")
    async def only_this_page_may_post(request: Request, call_next):  # type: ignore[no-untyped-def]
        if request.method == "POST" and request.headers.get("origin", next(iter(own))) not in own:
            return Response("只能从起始页操作", status_code=403)
        return await call_next(request)

    @app.get("/")
    async def page() -> FileResponse:
        return FileResponse(ASSETS / "index.html")

    @app.get("/machines")
    async def machine_room() -> FileResponse:
        return FileResponse(ASSETS / "machines.html")

    @app.get("/words/en.json")
    async def english() -> dict[str, str]:
        known = getattr(catalogue("en"), "_catalog", {})
        return {source: english for source, english in known.items() if isinstance(source, str) and source}

    @app.get("/state")
    async def state() -> StreamingResponse:
        return StreamingResponse(_states(hall), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    @app.get("/screens/{name}")
    async def screen(name: str, after: int = 0) -> Response:
        shown = await _changed(found(hall.screens, name), after)
        if shown is None:
            return Response(status_code=204)
        mark, jpeg = shown
        return Response(jpeg, media_type="image/jpeg", headers={"X-Mark": str(mark), "Cache-Control": "no-store"})

    @app.post("/screens/{name}/touch", status_code=204)
    def touch(name: str, touch: Touch) -> None:
        found(hall.screens, name).point(touch.action, touch.x, touch.y)

    @app.get("/{sounds}/{name}.wav")
    def sound(sounds: Literal["spoken", "read"], name: str) -> FileResponse:
        folder = hall.spoken if sounds == "spoken" else hall.read
        file = folder / f"{name}.wav"
        if file not in folder.glob("*.wav"):
            raise HTTPException(404)
        return FileResponse(file, media_type="audio/wav")

    @app.post("/processes/{name}/kill", status_code=204)
    def kill(name: str) -> None:
        found(hall.processes, name).kill()

    app.include_router(machine_routes(hall.machines))
    app.mount("/assets", StaticFiles(directory=ASSETS))
    return app


async def _states(hall: PracticeHall) -> AsyncIterator[bytes]:
    last = b""
    quiet_s = 0.0
    while True:
        now = msgspec.json.encode(await asyncio.to_thread(snapshot, hall))
        quiet_s += STATE_S
        if now != last or quiet_s >= QUIET_S:
            last, quiet_s = now, 0.0
            yield b"data: " + now + b"\n\n"
        await asyncio.sleep(STATE_S)


async def _changed(screen: Screen, after: int) -> tuple[int, bytes] | None:
    """The screen's mark and picture as soon as they are not those of `after`; None when nothing changes for a while."""
    for _ in range(round(QUIET_S / FRAME_S)):
        buffer = screen.buffer
        if buffer is not None:
            mark = await asyncio.to_thread(buffer.mark)
            if mark != after:
                return mark, await asyncio.to_thread(buffer.jpeg, REDUCE)
        await asyncio.sleep(FRAME_S)
    return None
