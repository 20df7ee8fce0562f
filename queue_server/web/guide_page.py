"""The guide on a phone: all matters by group, and one matter's eight public facts, without login, in both languages."""

from pathlib import Path

import msgspec
from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse

from queue_server.contract.plan import Matter, Plan
from queue_server.contract.words import Language
from queue_server.guide.facts import Fact, facts, particulars
from queue_server.guide.version import version


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A matter in one language: its eight facts and its particulars, label and text."""

    facts: tuple[Fact, ...]
    particulars: tuple[Fact, ...]


class MatterPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of a matter shows; `readings` by language, `service` where it queues."""

    hall: str
    hall_en: str
    version: str
    name: str
    name_en: str
    service: str
    service_en: str
    online: str
    readings: dict[Language, Reading]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A matter in the list of all."""

    code: str
    name: str
    name_en: str
    online: bool


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Matters that are browsed together."""

    name: str
    name_en: str
    matters: tuple[Entry, ...]


class GuidePage(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of the whole guide shows."""

    hall: str
    hall_en: str
    version: str
    groups: tuple[Group, ...]


def matter_page(plan: Plan, matter: Matter) -> MatterPage:
    """The page of a matter."""
    service = plan.services[matter.service]
    return MatterPage(
        hall=plan.hall.name,
        hall_en=plan.hall.name_en,
        version=version(plan.matter),
        name=matter.name,
        name_en=matter.name_en,
        service=service.name,
        service_en=service.name_en,
        online=matter.online,
        readings=_readings(matter),
    )


def guide_page(plan: Plan) -> GuidePage:
    """All matters; those without a group stand under the name of their service."""
    grouped: dict[tuple[str, str], list[Matter]] = {}
    for matter in plan.matter:
        service = plan.services[matter.service]
        name = (matter.group, matter.group_en or matter.group) if matter.group else (service.name, service.name_en)
        grouped.setdefault(name, []).append(matter)
    return GuidePage(
        hall=plan.hall.name,
        hall_en=plan.hall.name_en,
        version=version(plan.matter),
        groups=tuple(
            Group(
                name=name,
                name_en=name_en,
                matters=tuple(
                    Entry(code=one.code, name=one.name, name_en=one.name_en, online=bool(one.online)) for one in matters
                ),
            )
            for (name, name_en), matters in grouped.items()
        ),
    )


def routes(plan: Plan, folder: Path) -> APIRouter:
    """The pages and what they show; an unknown code gets a page in plain words."""
    router = APIRouter()
    whole = msgspec.json.encode(guide_page(plan))

    @router.get("/guide", include_in_schema=False)
    async def guide() -> FileResponse:
        return FileResponse(folder / "guide.html")

    @router.get("/api/guide")
    async def guide_facts() -> Response:
        return Response(whole, media_type="application/json")

    @router.get("/m/{code}", include_in_schema=False)
    async def matter(code: str) -> FileResponse:
        if code not in plan.matters:
            return FileResponse(folder / "no_matter.html", 404)
        return FileResponse(folder / "matter.html")

    @router.get("/api/guide/{code}")
    async def facts_of(code: str) -> Response:
        if code not in plan.matters:
            raise HTTPException(404)
        return Response(msgspec.json.encode(matter_page(plan, plan.matters[code])), media_type="application/json")

    return router


def _readings(matter: Matter) -> dict[Language, Reading]:
    languages: tuple[Language, ...] = ("zh_CN", "en")
    readings: dict[Language, Reading] = {}
    for language in languages:
        try:
            readings[language] = Reading(facts=facts(matter, language), particulars=particulars(matter, language))
        except FileNotFoundError:  # the catalogue was not compiled: the page stays Chinese
            readings[language] = readings["zh_CN"]
    return readings
