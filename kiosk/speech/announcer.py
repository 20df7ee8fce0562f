"""Speaks the hall's new calls, one after the other."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from kiosk.speech.news import CallNews
from kiosk.speech.waiting import WaitingCalls
from queue_server.contract.boards import Call, HallBoard

CLOSE_S = 3.0


class Voice(Protocol):
    """What an announcer needs of a voice."""

    def spoken(self, call: Call) -> bytes:
        """The call as a WAV file."""
        ...


class Sink(Protocol):
    """Where spoken calls go."""

    def play(self, name: str, wav: bytes) -> None:
        """Returns when the last sound is over, or after `stop`; what cannot be played is logged here."""
        ...

    def stop(self) -> None:
        """From any thread: what plays ends, and nothing plays any more."""
        ...


class Announcer:
    """Follows boards and speaks their new calls on a thread of its own, so that two never overlap.

    Args:
        now: the wall clock, aware, for the age of calls.
        clock: monotonic seconds, for how long calls wait.
    """

    def __init__(
        self,
        voice: Voice,
        sink: Sink,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._voice = voice
        self._sink = sink
        self._now = now
        self._clock = clock
        self._news = CallNews()
        self._waiting = WaitingCalls()
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._speak, name="announcer", daemon=True)
        self._thread.start()

    def take(self, board: HallBoard) -> None:
        """A board has come; returns at once. Boards come from one thread, in order."""
        calls = self._news.take(board, self._now())
        with self._changed:
            for call in calls:
                self._waiting.add(call, self._clock())
            self._changed.notify()

    def close(self) -> None:
        """Silence; what waits is not spoken any more."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._sink.stop()
        self._thread.join(CLOSE_S)

    def _speak(self) -> None:
        while (call := self._next()) is not None:
            self._sink.play(f"{call.sequence}-{call.number}-{call.window}", self._voice.spoken(call))

    def _next(self) -> Call | None:
        """Waits for the next call; None when it is time to go."""
        with self._changed:
            while not self._closing:
                call = self._waiting.next(self._clock())
                if call is not None:
                    return call
                self._changed.wait()
        return None
