"""Whole states to a page as server-sent events: one at once, one after every change, and a beat in between."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import msgspec
from sse_starlette import EventSourceResponse, ServerSentEvent

from queue_server.web.live import LiveHall

BEAT_S = 5.0
"""A page that hears nothing for three beats takes the link for lost."""

State = Callable[[], Awaitable[msgspec.Struct | None]]


def stream(live: LiveHall, state: State, *, look_s: float = BEAT_S) -> EventSourceResponse:
    """Sends `state()` as `state` events; None ends the stream with `ended` (the page then asks why).

    Args:
        look_s: how often the state is looked at when nothing was heard; one that time alone has changed is sent then.
    """
    return EventSourceResponse(_events(live, state, look_s), ping=0)


async def _events(live: LiveHall, state: State, look_s: float) -> AsyncIterator[ServerSentEvent]:
    sent: msgspec.Struct | None = None
    beat_at = time.monotonic()
    with live.watch() as changed:
        changed.set()
        while True:
            heard = await _set_within(changed, look_s)
            changed.clear()
            now = await state()
            if now is None:
                yield ServerSentEvent(event="ended", data="")
                return
            if heard or (look_s < BEAT_S and now is not sent):
                yield ServerSentEvent(event="state", data=msgspec.json.encode(now).decode())
                sent, beat_at = now, time.monotonic() + BEAT_S
            elif time.monotonic() >= beat_at:
                yield ServerSentEvent(event="beat", data="")
                beat_at = time.monotonic() + BEAT_S


async def _set_within(event: asyncio.Event, timeout_s: float) -> bool:
    """Whether the event was set in time."""
    try:
        async with asyncio.timeout(timeout_s):
            return await event.wait()
    except TimeoutError:
        return False
