"""The static pages and their words: HTML without a build step, the English catalogue as JSON."""

import re
from functools import cache, lru_cache
from pathlib import Path

import msgspec
from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse

from queue_server.contract import reasons
from queue_server.contract.accounts import Account
from queue_server.contract.plan import Matter, Plan, Priority, Service, Window
from queue_server.contract.refusals import SENTENCES
from queue_server.contract.words import LOCALES
from queue_server.queueing.everybody import may_sit
from queue_server.web.live import LiveHall
from queue_server.web.ticket_presses import spoken

WEB = Path(__file__).parents[2] / "assets" / "web"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works here, or is no longer `here`; `windows` are those where they may sit."""

    id: str
    name: str
    windows: tuple[int, ...]
    here: bool


class HallFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What pages know of the plan and its people, `papers` whether any are taken in.

    Refusals and reasons are sentences by code.
    """

    id: str
    name: str
    name_en: str
    timezone: str
    services: tuple[Service, ...]
    matters: tuple[Matter, ...]
    windows: tuple[Window, ...]
    clerks: tuple[Person, ...]
    priorities: tuple[Priority, ...]
    papers: bool
    refusals: dict[str, str]
    reasons: dict[str, str]
    overtaken: str


def hall_facts(plan: Plan, everybody: tuple[Account, ...]) -> HallFacts:
    """Those of `plan` and its people."""
    return HallFacts(
        id=plan.hall.id,
        name=plan.hall.name,
        name_en=plan.hall.name_en,
        timezone=plan.hall.timezone,
        services=plan.service,
        matters=plan.matter,
        windows=plan.window,
        clerks=tuple(_person(plan, account) for account in everybody),
        priorities=plan.priority,
        papers=plan.papers.port != 0,
        refusals=SENTENCES,
        reasons=reasons.SENTENCES,
        overtaken=reasons.OVERTAKEN,
    )


def _person(plan: Plan, account: Account) -> Person:
    windows = tuple(number for number in plan.windows if may_sit(plan, account, number))
    return Person(id=account.id, name=account.name, windows=windows, here=not account.retired)


def routes(plan: Plan, live: LiveHall) -> APIRouter:
    """The pages of those who work here and what of the plan they show."""
    router = APIRouter()

    @lru_cache(maxsize=1)
    def facts_with(everybody: tuple[Account, ...]) -> bytes:
        return msgspec.json.encode(hall_facts(plan, everybody))

    @router.get("/", include_in_schema=False)
    async def start() -> FileResponse:
        return FileResponse(WEB / "start.html")

    @router.get("/login", include_in_schema=False)
    async def login() -> FileResponse:
        return FileResponse(WEB / "login.html")

    @router.get("/guide-desk", include_in_schema=False)
    async def guide_desk() -> FileResponse:
        return FileResponse(WEB / "guide_desk.html")

    @router.get("/manager", include_in_schema=False)
    async def manager() -> FileResponse:
        return FileResponse(WEB / "manager.html")

    @router.get("/people", include_in_schema=False)
    async def people() -> FileResponse:
        return FileResponse(WEB / "people.html")

    @router.get("/terminals", include_in_schema=False)
    async def terminals() -> FileResponse:
        return FileResponse(WEB / "terminals.html")

    @router.get("/concerns", include_in_schema=False)
    async def concerns() -> FileResponse:
        return FileResponse(WEB / "concerns.html")

    @router.get("/machines", include_in_schema=False)
    async def machines() -> FileResponse:
        return FileResponse(WEB / "machines.html")

    @router.get("/window/{window}", include_in_schema=False)
    async def console(window: int) -> FileResponse:
        if window not in plan.windows:
            raise HTTPException(404)
        return FileResponse(WEB / "console.html")

    @router.get("/api/hall")
    async def facts() -> Response:
        return Response(facts_with(live.everybody), media_type="application/json")

    @router.get("/words/ticket.json", include_in_schema=False)
    async def english_of_a_ticket() -> Response:
        return Response(_english_of_a_ticket(), media_type="application/json")

    @router.get("/words/en.json", include_in_schema=False)
    async def english() -> Response:
        return Response(_english(), media_type="application/json")

    return router


@cache
def _english() -> bytes:
    """The English catalogue, Chinese sentence to English one.

    Raises:
        HTTPException: 404 when the catalogue was not compiled.
    """
    return msgspec.json.encode(_catalogue())


@cache
def _english_of_a_ticket() -> bytes:
    """Only what the ticket's page says, because it is for phones.

    Raises:
        HTTPException: 404 when the catalogue was not compiled.
    """
    own = "".join(path.read_text(encoding="utf-8") for path in sorted(WEB.glob("ticket*.*")))
    said = {*re.findall(r'"([^"\n]+)"', own), *spoken()}
    return msgspec.json.encode({source: words for source, words in _catalogue().items() if source in said})


def _catalogue() -> dict[str, str]:
    from babel.messages.mofile import read_mo  # here, because most windows never ask for it and it takes memory

    try:
        with (LOCALES / "en" / "LC_MESSAGES" / "tinghao.mo").open("rb") as file:
            messages = read_mo(file)
    except FileNotFoundError as error:
        raise HTTPException(404) from error
    return {str(message.id): str(message.string) for message in messages if message.id}
