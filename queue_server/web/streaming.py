"""Whole states to a page as server-sent events: one at once, one after every change, and a beat in between."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import msgspec
from sse_starlette import EventSourceResponse, ServerSentEvent

from queue_server.web.live import LiveHall

BEAT_S = 5.0
"""A page that hears nothing for three beats takes the link for lost."""


def stream(live: LiveHall, state: Callable[[], Awaitable[msgspec.Struct | None]]) -> EventSourceResponse:
    """Sends `state()` as `state` events; None ends the stream with `ended` (the page then asks why)."""
    return EventSourceResponse(_events(live, state), ping=0)


async def _events(
    live: LiveHall, state: Callable[[], Awaitable[msgspec.Struct | None]]
) -> AsyncIterator[ServerSentEvent]:
    with live.watch() as changed:
        changed.set()
        while True:
            beat = not await _set_within(changed, BEAT_S)
            changed.clear()
            now = await state()
            if now is None:
                yield ServerSentEvent(event="ended", data="")
                return
            if beat:
                yield ServerSentEvent(event="beat", data="")
            else:
                yield ServerSentEvent(event="state", data=msgspec.json.encode(now).decode())


async def _set_within(event: asyncio.Event, timeout_s: float) -> bool:
    """Whether the event was set in time."""
    try:
        async with asyncio.timeout(timeout_s):
            return await event.wait()
    except TimeoutError:
        return False
