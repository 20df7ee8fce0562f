"""A press of a page as an ask of the desk: in the name of who pressed, under one id however often it is sent."""

import asyncio
import hashlib

from fastapi import HTTPException, Response
from msgspec import Struct, json
from pydantic import BaseModel, Field

from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import AnyCommand
from queue_server.contract.replies import AnyOutcome, Refused

AWAY = "总台没有应答，请稍等再按"
ID_DIGITS = 40
REQUEST_ID = "^[A-Za-z0-9-]{8,64}$"


class Pressed(BaseModel):
    """Any press; `request_id` is new for every press and kept when the page sends it again."""

    request_id: str = Field(pattern=REQUEST_ID)


class Said(Struct, frozen=True, kw_only=True):
    """What a press gets back where the page follows the state elsewhere."""

    outcome: AnyOutcome


def ask_id(place: str, account: str, request_id: str) -> str:
    """The id on the wire: nobody else's press has it, whatever id their page made up."""
    return hashlib.sha256(f"{place}\n{account}\n{request_id}".encode()).hexdigest()[:ID_DIGITS]


async def ask(client: HallClient, command: AnyCommand, *, by: str, id: str) -> AnyOutcome:
    """What the desk answers to the account `by`.

    Raises:
        HTTPException: 503, the server did not answer; the same press may be sent again.
    """
    try:
        return await asyncio.wrap_future(client.submit(command, by=by, request_id=id))
    except NoReplyError as error:
        raise HTTPException(503, AWAY) from error


def told(answer: Struct, outcome: AnyOutcome) -> Response:
    """The answer to a page: 409 where the desk refused."""
    status = 409 if isinstance(outcome, Refused) else 200
    return Response(json.encode(answer), status, media_type="application/json")
