"""The page of complaints and bad ratings, for those whom they are not about: what came in, when it is due, answers."""

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from msgspec.structs import replace
from pydantic import Field

from queue_server.client import HallClient
from queue_server.contract.commands import AnswerConcern, AnyCommand, GetConcerns, HandleConcern
from queue_server.contract.concerns import Concern
from queue_server.contract.plan import Plan
from queue_server.contract.replies import AnyOutcome, ConcernsAre
from queue_server.queueing.complaining import LONGEST_RESULT
from queue_server.web.asking import Pressed, ask, ask_id, told
from queue_server.web.gate import NOT_YOUR_PLACE, Gate
from queue_server.web.guard import from_our_page
from queue_server.web.live import LiveHall
from queue_server.web.places import CONCERNS
from queue_server.web.sealed_contact import ContactSeal


class Concerns(msgspec.Struct, frozen=True, kw_only=True):
    """Those that whoever is signed in may see, and whether they may do anything about them; `today` is the hall's."""

    live: bool
    today: str
    may_handle: bool
    concerns: tuple[Concern, ...]


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What a press gets back: the desk's outcome and the concerns after it."""

    outcome: AnyOutcome
    listing: Concerns


class Written(Pressed):
    """What was found, or what the visitor was told."""

    concern: str = Field(max_length=40)
    text: str = Field(max_length=LONGEST_RESULT)


def routes(plan: Plan, gate: Gate, client: HallClient, live: LiveHall, seal: ContactSeal) -> APIRouter:
    """The JSON addresses of the page."""
    router = APIRouter(prefix="/api/concerns")
    ours = Depends(from_our_page)
    zone = ZoneInfo(plan.hall.timezone)

    async def listing(account: str) -> Concerns:
        seen = await ask(client, GetConcerns(clerk=account), by=account, id="")
        if not isinstance(seen, ConcernsAre):
            raise HTTPException(403, NOT_YOUR_PLACE)
        roles = live.people[account].roles if account in live.people else ()
        return Concerns(
            live=live.connected,
            today=datetime.now(zone).date().isoformat(),
            may_handle=bool({"manager", "head"} & set(roles)),
            concerns=tuple(replace(one, contact=seal.opened(one.contact)) for one in seen.concerns),
        )

    async def pressed(account: str, press: Pressed, command: AnyCommand) -> Response:
        outcome = await ask(client, command, by=account, id=ask_id(CONCERNS, account, press.request_id))
        return told(Changed(outcome=outcome, listing=await listing(account)), outcome)

    @router.get("")
    async def everything(request: Request) -> Response:
        known = await listing(gate.session(request, CONCERNS).account)
        return Response(msgspec.json.encode(known), media_type="application/json")

    @router.post("/handle", dependencies=[ours])
    async def handle(written: Written, request: Request) -> Response:
        account = gate.session(request, CONCERNS, active=True).account
        command = HandleConcern(concern=written.concern, clerk=account, result=written.text)
        return await pressed(account, written, command)

    @router.post("/answer", dependencies=[ours])
    async def answer(written: Written, request: Request) -> Response:
        account = gate.session(request, CONCERNS, active=True).account
        command = AnswerConcern(concern=written.concern, clerk=account, answer=written.text)
        return await pressed(account, written, command)

    return router
