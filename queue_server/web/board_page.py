"""The hall's board for a TV that has only a browser: the painting of a display, live, and its calls as sound."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from sse_starlette import EventSourceResponse

from queue_server.contract.boards import SPOKEN_WITHIN
from queue_server.contract.plan import Display, Plan
from queue_server.showing import DisplayFace, Painting, Told
from queue_server.showing.foot import RUNS_UNITS_S
from queue_server.showing.widths import DIGIT, EM
from queue_server.web.board_sound import BoardSound, urgent_name
from queue_server.web.live import LiveHall
from queue_server.web.streaming import stream

FILES = ("board.html", "board.css", "board.js")
LOOK_S = 0.5
"""A call that has stood out for its ten seconds is shown so at most this late."""


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be spoken once the picture is there; less `rank` goes first."""

    name: str
    rank: int


class BoardPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the page draws: `parts` of a picture of `width` by `height`, and `lost` in place of them when nothing comes.

    A digit is `digit` of its size high in the face for which sizes are meant. `at` is the moment in seconds of the
    epoch, `runs` how fast a running line is. `spoken` is to be heard `times` times; `version` changes with the page.
    """

    width: float
    height: float
    parts: Painting
    lost: Painting
    at: float
    spoken: tuple[Spoken, ...] = ()
    times: int = 1
    version: str
    digit: float = DIGIT / EM
    runs: float = RUNS_UNITS_S


class Board:
    """One display of the plan as it is on every TV that shows it; equal pages are the same object."""

    def __init__(self, plan: Plan, display: Display, version: str) -> None:
        self._face = DisplayFace(plan, display)
        self._speaks = display.speaks
        self._times = plan.policy.spoken_times
        self._version = version
        self._page: BoardPage | None = None

    def page(self, told: Told, now: datetime) -> BoardPage:
        """The page now."""
        parts = self._face.painting(told, now)
        spoken = self._spoken(told, now) if self._speaks else ()
        before = self._page
        if before is None or (before.parts, before.spoken) != (parts, spoken):
            panel = self._face.setting.panel
            self._page = BoardPage(
                width=panel.width,
                height=panel.height,
                parts=parts,
                lost=self._face.lost(told, now),
                at=now.timestamp(),
                spoken=spoken,
                times=self._times,
                version=self._version,
            )
        assert self._page is not None
        return self._page

    def _spoken(self, told: Told, now: datetime) -> tuple[Spoken, ...]:
        """What is young enough to be spoken, first come first."""
        calls = self._face.scope.of(told.board).calls if told.board else ()
        young = sorted((call for call in calls if now - call.at <= SPOKEN_WITHIN), key=lambda call: call.sequence)
        urgent = told.bulletin.urgent if told.bulletin else None
        said = [Spoken(name=urgent_name(urgent), rank=0)] if urgent and now < urgent.until else []
        return (*said, *(Spoken(name=str(call.sequence), rank=1 if call.times > 1 else 2) for call in young))


def routes(plan: Plan, live: LiveHall, sound: BoardSound, folder: Path) -> APIRouter:
    """The page of each display, its stream and its sounds; nothing of a person is in any of them."""
    router = APIRouter()
    content = b"".join((folder / name).read_bytes() for name in FILES)
    version = hashlib.sha256(content + msgspec.json.encode(plan)).hexdigest()[:12]
    shown = plan.display or (Display(id="hall"),)
    boards = {display.id: Board(plan, display, version) for display in shown}

    def told() -> Told:
        board = live.queues.board if live.queues else None
        return Told(board, live.forecast, live.bulletin, live.connected)

    @router.get("/board", include_in_schema=False)
    async def first(request: Request) -> RedirectResponse:
        return RedirectResponse(str(request.url.replace(path=f"/board/{shown[0].id}")))

    @router.get("/board/{display}", include_in_schema=False)
    async def page(display: str) -> FileResponse:
        _known(boards, display)
        return FileResponse(folder / "board.html")

    @router.get("/board/{display}/events", include_in_schema=False)
    async def events(display: str) -> EventSourceResponse:
        board = _known(boards, display)

        async def state() -> BoardPage:
            return board.page(told(), datetime.now(UTC))

        return stream(live, state, look_s=LOOK_S)

    @router.get("/board/{display}/spoken/{name}.wav", include_in_schema=False)
    async def spoken(display: str, name: str) -> Response:
        _known(boards, display)
        wav = await sound.wav(told(), name)
        if wav is None:
            raise HTTPException(404)
        return Response(wav, media_type="audio/wav")

    return router


def _known(boards: dict[str, Board], display: str) -> Board:
    if display not in boards:
        raise HTTPException(404, "没有这块显示屏")
    return boards[display]
