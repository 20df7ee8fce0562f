"""The addresses of the page: the hall live, figures, charts and files of them, what-if, the trail and its proof."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from sse_starlette import EventSourceResponse

from queue_server.contract.plan import Plan
from queue_server.contract.words import Language
from queue_server.figures.tally import Figures
from queue_server.web.gate import Gate
from queue_server.web.live import LiveHall
from queue_server.web.manager import audit, files
from queue_server.web.manager.kept import Days, KeptFigures, Span
from queue_server.web.manager.overview import Overview, overview
from queue_server.web.manager.tables import Chart, tables_of, title_of
from queue_server.web.places import MANAGER
from queue_server.web.streaming import stream
from queue_server.workdays.in_folder import calendar_warnings

LOOK_S = 2.0
"""How soon an alert is told that time alone has made."""
UNREADABLE = "流水现在读不出来，请稍后再试"

Read = TypeVar("Read")


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The figures from `first` to `last` as of `revision`, which their charts are asked for with."""

    first: str
    last: str
    revision: int
    figures: Figures


def routes(plan: Plan, plan_folder: Path, journal: Path, gate: Gate, live: LiveHall) -> APIRouter:
    """All of them, for managers and supervisors; what is pressed goes the way of any command.

    The calendar of working days is seen from `plan_folder`.
    """
    router = APIRouter(prefix="/api/manager")
    kept = KeptFigures(plan, journal)
    zone = ZoneInfo(plan.hall.timezone)

    @lru_cache(maxsize=1)
    def warnings(today: date, _hour: int) -> tuple[str, ...]:
        """What is to be said of the calendar; looked at once an hour."""
        return tuple(calendar_warnings(plan, plan_folder, today))

    def inside(request: Request) -> None:
        gate.session(request, MANAGER)

    def asked(span: Span = "day", on: date | None = None) -> Days:
        return Days.of(span, on or datetime.now(zone).date())

    ours = [Depends(inside)]
    of_days = Depends(asked)

    def reckoned(days: Days, revision: int) -> Figures:
        return kept.of(days, revision if days.last >= datetime.now(zone).date() else 0)

    @router.get("/events")
    async def events(request: Request) -> EventSourceResponse:
        gate.session(request, MANAGER)
        sent: list[Overview] = []

        async def state() -> Overview | None:
            if not gate.still_in(request, MANAGER):
                return None
            local = datetime.now(zone)
            now = overview(plan, live, calendar=warnings(local.date(), local.hour))
            if sent and msgspec.structs.replace(sent[0], at=now.at) == now:
                return sent[0]
            sent[:] = [now]
            return now

        return stream(live, state, look_s=LOOK_S)

    @router.get("/figures", dependencies=ours)
    async def figures(days: Days = of_days) -> Response:
        revision = live.revision
        found = await _read(lambda: reckoned(days, revision))
        return _json(Shown(first=days.first.isoformat(), last=days.last.isoformat(), revision=revision, figures=found))

    @router.get("/chart/{kind}.svg", dependencies=ours)
    async def chart(kind: Chart, days: Days = of_days, revision: int = 0, language: Language = "zh_CN") -> Response:
        from queue_server.web.manager.charts import drawn  # here, because pygal takes memory

        svg = await _read(lambda: drawn(kind, plan, reckoned(days, revision), language))
        return Response(svg, media_type="image/svg+xml")

    @router.get("/export.{kind}", dependencies=ours)
    async def export(kind: files.Kind, days: Days = of_days, language: Language = "zh_CN") -> Response:
        from queue_server.web.manager.paper import FontMissingError, pdf_of

        title = title_of(plan, days, language)

        def made() -> bytes:
            tables = tables_of(plan, live.people, reckoned(days, live.revision), language)
            match kind:
                case "csv":
                    return files.csv_of(files.all_in_one(tables))
                case "xlsx":
                    return files.xlsx_of(title, tables)
                case "pdf":
                    return pdf_of(title, tables)

        try:
            return _file(await _read(made), title, kind)
        except FontMissingError as error:
            raise HTTPException(503, str(error)) from error

    @router.get("/what-if", dependencies=ours)
    async def what_if(service: str) -> Response:
        from queue_server.web.manager.what_if import told

        if service not in plan.services:
            raise HTTPException(404)
        now = datetime.now(UTC)
        today = Days.of("day", now.astimezone(zone).date())
        return _json(await _read(lambda: told(plan, kept.steps(today), service, now)))

    @router.get("/trail", dependencies=ours)
    async def trail(days: Days = of_days, before: int = 0) -> Response:
        return _json(await _read(lambda: audit.trail(kept.reader(), days, before)))

    @router.get("/proof", dependencies=ours)
    async def proof() -> Response:
        return _json(await _read(lambda: audit.proof(kept.reader())))

    @router.get("/trail.csv", dependencies=ours)
    async def trail_file(days: Days = of_days) -> Response:
        made = await _read(lambda: files.csv_of(audit.trail_rows(kept.reader(), days)))
        return _file(made, f"{plan.hall.id} {days.first} {days.last}", "csv")

    return router


async def _read(reading: Callable[[], Read]) -> Read:
    """What `reading` finds, in a thread of its own.

    Raises:
        HTTPException: 503 where the journal cannot be read now.
    """
    from queue_server.journal import JournalError

    try:
        return await asyncio.to_thread(reading)
    except JournalError as error:
        raise HTTPException(503, UNREADABLE) from error


def _json(value: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


def _file(content: bytes, name: str, kind: files.Kind) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}.{kind}"
    return Response(content, media_type=files.MEDIA_TYPES[kind], headers={"Content-Disposition": disposition})
