"""A window's console on the wire: presses become commands, the window's whole state goes back."""

import asyncio
from collections import OrderedDict
from datetime import UTC, datetime

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from sse_starlette import EventSourceResponse

from queue_server.client import HallClient, NoReplyError
from queue_server.contract.plan import Plan
from queue_server.contract.replies import AnyOutcome, Refused
from queue_server.web.asking import AWAY, ask_id
from queue_server.web.gate import Gate
from queue_server.web.guard import from_our_page
from queue_server.web.live import LiveHall
from queue_server.web.places import at_window
from queue_server.web.presses import ABOUT_FRONT, ABOUT_SHOWN, Action, Press, command_of
from queue_server.web.streaming import stream
from queue_server.web.window_view import WindowView, window_view

STALE = Refused(code="stale_page", sentence="刚才已经变了，请看清后再按")
REMEMBERED = 64


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a press gets back: the desk's outcome and the window's state after it."""

    outcome: AnyOutcome
    state: WindowView


class Console:
    """One window's presses, one at a time, so that two tabs cannot act on the same sight."""

    def __init__(self, plan: Plan, client: HallClient, live: LiveHall, window: int) -> None:
        self._plan = plan
        self._client = client
        self._live = live
        self._window = window
        self._turn = asyncio.Lock()
        self._answered: OrderedDict[str, AnyOutcome] = OrderedDict()

    def view(self) -> WindowView:
        """The window's state now."""
        live = self._live
        now = datetime.now(UTC)
        return window_view(
            self._plan,
            live.queues,
            live.connected,
            self._window,
            now,
            forecast=live.forecast,
            papers=live.papers,
        )

    async def press(self, action: Action, press: Press, clerk: str) -> Answer:
        """Does what was pressed, once per `request_id`, and shows the state that came of it.

        Raises:
            NoReplyError: the server did not answer; the same press may be sent again.
        """
        key = ask_id(at_window(self._window), clerk, press.request_id)
        async with self._turn:
            outcome = self._answered.get(key)
            if outcome is None:
                outcome = await self._decide(action, press, clerk, key)
                self._answered[key] = outcome
                if len(self._answered) > REMEMBERED:
                    self._answered.popitem(last=False)
            await self._live.fresh()
            return Answer(outcome=outcome, state=self.view())

    async def _decide(self, action: Action, press: Press, clerk: str, key: str) -> AnyOutcome:
        if action in ABOUT_FRONT | ABOUT_SHOWN:
            await self._live.fresh()
            seen = self.view()
            front = seen.front.ticket.number if seen.front else ""
            if not (seen.shows(press.number) if action in ABOUT_SHOWN else press.number == front):
                return STALE
        command = command_of(action, press, self._window, clerk)
        return await asyncio.wrap_future(self._client.submit(command, by=clerk, request_id=key))


def routes(plan: Plan, gate: Gate, client: HallClient, live: LiveHall) -> APIRouter:
    """The JSON address of every action, and the stream of states."""
    router = APIRouter()
    consoles = {window.number: Console(plan, client, live, window.number) for window in plan.window}

    @router.post("/api/window/{window}/{action}", dependencies=[Depends(from_our_page)])
    async def press(window: int, action: Action, press: Press, request: Request) -> Response:
        session = gate.session(request, at_window(window), active=True)
        try:
            answer = await consoles[window].press(action, press, session.account)
        except NoReplyError as error:
            raise HTTPException(503, AWAY) from error
        status = 409 if isinstance(answer.outcome, Refused) else 200
        return Response(msgspec.json.encode(answer), status, media_type="application/json")

    @router.get("/api/window/{window}/events")
    async def events(window: int, request: Request) -> EventSourceResponse:
        place = at_window(window)
        gate.session(request, place)

        async def state() -> WindowView | None:
            return consoles[window].view() if gate.still_in(request, place) else None

        return stream(live, state)

    return router
