"""Whole states to a page as server-sent events: one at once, one after every change, and a beat in between."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import msgspec
from sse_starlette import EventSourceResponse

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


async def _events(live: LiveHall, state: State, look_s: float) -> AsyncIterator[bytes]:
    sent: msgspec.Struct | None = None
    beat_at = time.monotonic()
    with live.watch() as changed:
        changed.set()
        while True:
            heard = await _set_within(changed, look_s)
            changed.clear()
            now = await state()
            if now is None:
                yield _event("ended")
                return
            if heard or (look_s < BEAT_S and now is not sent):
                yield _event("state", msgspec.json.encode(now))
                sent, beat_at = now, time.monotonic() + BEAT_S
            elif time.monotonic() >= beat_at:
                yield _event("beat")
                beat_at = time.monotonic() + BEAT_S


def _event(name: str, line: bytes = b"") -> bytes:
    """One event with one line of data; JSON is one, so nobody has to look for ends of lines in it."""
    return b"event: %b\r\ndata: %b\r\n\r\n" % (name.encode(), line)


async def _set_within(event: asyncio.Event, timeout_s: float) -> bool:
    """Whether the event was set in time."""
    try:
        async with asyncio.timeout(timeout_s):
            return await event.wait()
    except TimeoutError:
        return False
