"""How the web itself stands: it answers, and whether it reaches the server."""

import msgspec
from fastapi import APIRouter, Response

from queue_server.web.live import LiveHall


class WebStanding(msgspec.Struct, frozen=True, kw_only=True):
    """`server` tells whether it is reached, `revision` what is shown of the hall."""

    server: bool
    revision: int
    web: bool = True


def routes(live: LiveHall) -> APIRouter:
    """The address that tells it."""
    router = APIRouter()

    @router.get("/health")
    async def health() -> Response:
        standing = WebStanding(server=live.connected, revision=live.revision)
        return Response(msgspec.json.encode(standing), media_type="application/json")

    return router
