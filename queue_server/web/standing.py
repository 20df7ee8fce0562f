"""How the web itself stands: it answers, and whether it reaches the server."""

import hashlib

import msgspec
from fastapi import APIRouter, Response

from queue_server.contract.plan import Plan
from queue_server.web.live import LiveHall


class WebStanding(msgspec.Struct, frozen=True, kw_only=True):
    """`server` tells whether it is reached, `revision` what is shown of the hall, `plan` which plan holds for pages."""

    server: bool
    revision: int
    plan: str = ""
    web: bool = True


def routes(plan: Plan, live: LiveHall) -> APIRouter:
    """The address that tells it."""
    router = APIRouter()
    mark = hashlib.sha256(msgspec.json.encode(plan)).hexdigest()[:16]

    @router.get("/health")
    async def health() -> Response:
        standing = WebStanding(server=live.connected, revision=live.revision, plan=mark)
        return Response(msgspec.json.encode(standing), media_type="application/json")

    return router
