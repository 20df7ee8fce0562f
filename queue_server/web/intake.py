"""What other systems bring over HTTP: with a token, as JSON or CSV, not too much of it, all of it or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import Header, HTTPException, Request, Response

from queue_server.rows import MAX_BYTES, RowMistake
from queue_server.tokens import Kind, is_token

JSON, CSV = "application/json", "text/csv"


class Mistakes(msgspec.Struct, frozen=True, kw_only=True):
    """Why nothing was taken over."""

    mistakes: tuple[RowMistake, ...]


def bearer(state_dir: Path, kind: Kind) -> Callable[[str], None]:
    """Lets nobody in but who shows the token of that kind."""

    def with_token(authorization: Annotated[str, Header()] = "") -> None:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not is_token(state_dir, kind, token.strip()):
            raise HTTPException(401, "口令不对", {"WWW-Authenticate": "Bearer"})

    return with_token


def media_type(content_type: str) -> str:
    """JSON or CSV.

    Raises:
        HTTPException: 415 for anything else.
    """
    named = content_type.partition(";")[0].strip().lower()
    if named not in (JSON, CSV):
        raise HTTPException(415, "只收 application/json 或 text/csv")
    return named


async def body(request: Request) -> bytes:
    """All of it.

    Raises:
        HTTPException: 413 for too much.
    """
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > MAX_BYTES:
            raise HTTPException(413, "太大了，请分几次送")
    return bytes(taken)


def answer(value: msgspec.Struct, status: int = 200) -> Response:
    """The value as JSON."""
    return Response(msgspec.json.encode(value), status, media_type=JSON)
