"""What every request must obey: security headers on the way out, JSON of our own pages on the way in."""

import logging
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Header, HTTPException, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

NOT_RECORDED = "记不下来，所以没有做成，请叫技术员看看磁盘"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """Puts `HEADERS` on every answer, and tells browsers to ask whether what they keep is still good."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, receive, send_guarded)


async def disk_refuses(_request: Request, error: Exception) -> JSONResponse:
    """The answer where something that has to be on the disk before it counts cannot be written."""
    log.error("the disk: %s", error)
    return JSONResponse({"detail": NOT_RECORDED}, 500)


def from_our_page(request: Request, content_type: Annotated[str, Header()] = "") -> None:
    """Refuses what another site could make a clerk's browser send (the cookie is SameSite=Strict besides)."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "application/json")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "origin")
