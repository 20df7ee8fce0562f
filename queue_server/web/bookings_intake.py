"""Bookings over HTTP from the system where visitors made them: one address, a token, all of a file or nothing."""

import asyncio
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response

from queue_server.bookings.reading import MAX_BYTES, BookingsError, RowMistake, read_csv, read_json
from queue_server.bookings.token import is_token
from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import ImportBookings
from queue_server.contract.plan import Plan
from queue_server.contract.replies import BookingsRefused, BookingsTaken, Refused

READERS = {"application/json": read_json, "text/csv": read_csv}
AWAY = "总台没有应答，什么也没有导入，请稍后再送"


class Mistakes(msgspec.Struct, frozen=True, kw_only=True):
    """Why nothing was taken over."""

    mistakes: tuple[RowMistake, ...]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """How many bookings are new or changed, and how many are cancelled now."""

    taken: int
    cancelled: int


def routes(plan: Plan, state_dir: Path, client: HallClient) -> APIRouter:
    """The address where bookings are taken in."""
    router = APIRouter()

    def with_token(authorization: Annotated[str, Header()] = "") -> None:
        kind, _, token = authorization.partition(" ")
        if kind.lower() != "bearer" or not is_token(state_dir, token.strip()):
            raise HTTPException(401, "口令不对", {"WWW-Authenticate": "Bearer"})

    @router.post("/api/bookings", dependencies=[Depends(with_token)])
    async def take_in(request: Request, content_type: Annotated[str, Header()] = "") -> Response:
        read = READERS.get(content_type.partition(";")[0].strip().lower())
        if read is None:
            raise HTTPException(415, "只收 application/json 或 text/csv")
        try:
            sheet = await asyncio.to_thread(read, await _body(request), plan)
            outcome = await asyncio.wrap_future(client.submit(ImportBookings(bookings=sheet.bookings)))
        except BookingsError as error:
            return _json(Mistakes(mistakes=error.mistakes), 422)
        except NoReplyError as error:
            raise HTTPException(503, AWAY) from error
        match outcome:
            case BookingsTaken(taken=taken, cancelled=cancelled):
                return _json(Taken(taken=taken, cancelled=cancelled))
            case BookingsRefused(misfits=misfits):
                return _json(Mistakes(mistakes=sheet.refused(misfits).mistakes), 422)
            case Refused(sentence=sentence):
                raise HTTPException(503, sentence)
        raise AssertionError(outcome)

    return router


async def _body(request: Request) -> bytes:
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > MAX_BYTES:
            raise HTTPException(413, "太大了，请分几次送")
    return bytes(taken)


def _json(value: msgspec.Struct, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")
