"""What a visitor does at the own ticket's page: gives it up, says how it was, complains; its address is the proof."""

import contextlib
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import Field

from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import AnyCommand, FileComplaint, GiveUpTicket, RateTicket, Score
from queue_server.contract.concerns import LONGEST_CONTACT, LONGEST_TEXT, Category, RatingReason
from queue_server.contract.refusals import SENTENCES
from queue_server.contract.replies import AnyOutcome, Refused
from queue_server.queueing.checks import STATE_WORDS
from queue_server.web.asking import Pressed, ask, ask_id, told
from queue_server.web.gate import Gate
from queue_server.web.guard import from_our_page
from queue_server.web.live import LiveHall
from queue_server.web.sealed_contact import ContactSeal
from queue_server.web.ticket_page import TicketPage, TicketPages

STAFF = "工作人员不能代替群众评价"
REFUSALS = (
    "not_your_ticket",
    "finished",
    "at_window",
    "day_closed",
    "not_done_yet",
    "rated_already",
    "rating_reason",
    "text_too_long",
    "complaints_full",
    "storage_failed",
)
"""What a visitor can be told here."""


def spoken() -> frozenset[str]:
    """The sentences that come from here, which the page wants in its language."""
    return frozenset((*(SENTENCES[code] for code in REFUSALS), *STATE_WORDS.values()))


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's outcome and the page after it; `sentence` is a refusal's, with its fields still to be filled."""

    outcome: AnyOutcome
    page: TicketPage | None
    sentence: str = ""


class Rated(Pressed):
    """As `RateTicket`; nothing is chosen by default."""

    score: Score
    reasons: list[RatingReason] = Field(default=[], max_length=7)
    text: str = Field(default="", max_length=LONGEST_TEXT)


class Complained(Pressed):
    """As `FileComplaint`."""

    category: Category
    text: str = Field(default="", max_length=LONGEST_TEXT)
    anonymous: bool = False
    window: Annotated[int, Field(ge=1, le=99)] | None = None
    contact: str = Field(default="", max_length=LONGEST_CONTACT)


def routes(pages: TicketPages, client: HallClient, live: LiveHall, gate: Gate, seal: ContactSeal) -> APIRouter:
    """The addresses below the page's own."""
    router = APIRouter(prefix="/t/{token}", dependencies=[Depends(from_our_page)])

    async def pressed(token: str, press: Pressed, command: AnyCommand) -> Response:
        if await pages.page(token) is None:
            raise HTTPException(404)
        outcome = await ask(client, command, by="", id=ask_id("ticket", token, press.request_id))
        with contextlib.suppress(NoReplyError):  # then the page says that it is not live
            await live.fresh()
        sentence = SENTENCES[outcome.code] if isinstance(outcome, Refused) else ""
        return told(Answered(outcome=outcome, page=await pages.page(token), sentence=sentence), outcome)

    @router.post("/give-up")
    async def give_up(token: str, press: Pressed) -> Response:
        return await pressed(token, press, GiveUpTicket(token=token))

    @router.post("/rate")
    async def rate(token: str, rated: Rated, request: Request) -> Response:
        if gate.anybody(request):
            raise HTTPException(403, STAFF)
        command = RateTicket(token=token, score=rated.score, reasons=tuple(rated.reasons), text=rated.text)
        return await pressed(token, rated, command)

    @router.post("/complain")
    async def complain(token: str, complaint: Complained) -> Response:
        command = FileComplaint(
            category=complaint.category,
            text=complaint.text,
            token=token,
            anonymous=complaint.anonymous,
            window=complaint.window,
            contact=seal.closed(complaint.contact),
        )
        return await pressed(token, complaint, command)

    return router
