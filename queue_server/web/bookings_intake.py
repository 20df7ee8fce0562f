"""Bookings over HTTP from the system where visitors made them: one address, a token, all of a file or nothing."""

import asyncio
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response

from queue_server.bookings.reading import read_csv, read_json
from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import ImportBookings
from queue_server.contract.plan import Plan
from queue_server.contract.replies import BookingsRefused, BookingsTaken, Refused
from queue_server.rows import RowsError
from queue_server.web.intake import CSV, JSON, Mistakes, answer, bearer, body, media_type

READERS = {JSON: read_json, CSV: read_csv}
AWAY = "总台没有应答，什么也没有导入，请稍后再送"


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """How many bookings are new or changed, and how many are cancelled now."""

    taken: int
    cancelled: int


def routes(plan: Plan, state_dir: Path, client: HallClient) -> APIRouter:
    """The address where bookings are taken in."""
    router = APIRouter()

    @router.post("/api/bookings", dependencies=[Depends(bearer(state_dir, "bookings"))])
    async def take_in(request: Request, content_type: Annotated[str, Header()] = "") -> Response:
        read = READERS[media_type(content_type)]
        try:
            sheet = await asyncio.to_thread(read, await body(request), plan)
            outcome = await asyncio.wrap_future(client.submit(ImportBookings(bookings=sheet.bookings)))
        except RowsError as error:
            return answer(Mistakes(mistakes=error.mistakes), 422)
        except NoReplyError as error:
            raise HTTPException(503, AWAY) from error
        match outcome:
            case BookingsTaken(taken=taken, cancelled=cancelled):
                return answer(Taken(taken=taken, cancelled=cancelled))
            case BookingsRefused(misfits=misfits):
                return answer(Mistakes(mistakes=sheet.refused(misfits).mistakes), 422)
            case Refused(sentence=sentence):
                raise HTTPException(503, sentence)
        raise AssertionError(outcome)

    return router
