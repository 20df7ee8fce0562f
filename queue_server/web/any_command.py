"""Any command of the wire over HTTP, in the name of whoever is signed in; what they may ask is the desk's to say."""

import contextlib
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response

from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import AddAccount, AnyCommand, ChangeAccount, RetireAccount, SwitchPractice
from queue_server.web.asking import REQUEST_ID, Said, ask, ask_id, told
from queue_server.web.gate import Gate
from queue_server.web.guard import from_our_page
from queue_server.web.live import LiveHall
from queue_server.web.places import START

ACCOUNTS = (AddAccount, ChangeAccount, RetireAccount)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A command as on the wire; `request_id` is new for every wish and kept when it is sent again."""

    request_id: Annotated[str, msgspec.Meta(pattern=REQUEST_ID)]
    command: AnyCommand


def routes(gate: Gate, client: HallClient, live: LiveHall, *, path: str = "/api/ask", place: str = START) -> APIRouter:
    """The address `path`, for those who are signed in at `place`."""
    router = APIRouter()

    @router.post(path, dependencies=[Depends(from_our_page)])
    async def any_command(request: Request) -> Response:
        account = gate.session(request, place, active=True).account
        try:
            wanted = msgspec.json.decode(await request.body(), type=Wanted)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise HTTPException(422, str(error)) from error
        id = ask_id(place, account, wanted.request_id)
        outcome = await ask(client, wanted.command, by=account, id=id)
        if isinstance(wanted.command, SwitchPractice):  # the desk has left to begin anew, and so will the web
            return told(Said(outcome=outcome), outcome)
        with contextlib.suppress(NoReplyError):  # then the pages say that they are not live
            await (live.fresh_people() if isinstance(wanted.command, ACCOUNTS) else live.fresh())
        return told(Said(outcome=outcome), outcome)

    return router
