"""Results over HTTP from the system where matters are decided: one address, a token, names masked on arrival."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response

from queue_server.bulletin.kept import publish_results
from queue_server.bulletin.reading import read_csv, read_json
from queue_server.contract.plan import Plan
from queue_server.rows import RowsError
from queue_server.web.intake import CSV, JSON, Mistakes, answer, bearer, body, media_type

READERS = {JSON: read_json, CSV: read_csv}
FULL = "现在存不了，什么也没有公示，请稍后再送"


def routes(plan: Plan, state_dir: Path) -> APIRouter:
    """The address where results are taken in; the server shows them within a second or two."""
    router = APIRouter()

    @router.post("/api/results", dependencies=[Depends(bearer(state_dir, "results"))])
    async def take_in(request: Request, content_type: Annotated[str, Header()] = "") -> Response:
        read = READERS[media_type(content_type)]
        try:
            entries = await asyncio.to_thread(read, await body(request), plan)
            counts = await asyncio.to_thread(publish_results, state_dir, plan, entries, datetime.now(UTC))
        except RowsError as error:
            return answer(Mistakes(mistakes=error.mistakes), 422)
        except OSError as error:
            raise HTTPException(503, FULL) from error
        return answer(counts)

    return router
