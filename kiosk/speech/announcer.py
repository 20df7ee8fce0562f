"""Speaks the hall's new calls and urgent announcements, one after the other."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from kiosk.speech.news import CallNews, UrgentNews
from kiosk.speech.waiting import Utterance, Waiting
from kiosk.trace import trace
from queue_server.contract.boards import Call, HallBoard
from queue_server.contract.bulletin import Announcement, Bulletin

CLOSE_S = 3.0


class Voice(Protocol):
    """What an announcer needs of a voice."""

    def spoken(self, call: Call) -> bytes:
        """The call as a WAV file."""
        ...

    def announced(self, announcement: Announcement) -> bytes:
        """The announcement as a WAV file."""
        ...


class Sink(Protocol):
    """Where sound goes."""

    def play(self, name: str, wav: bytes) -> None:
        """Returns when the last sound is over, or after `stop`; what cannot be played is logged here."""
        ...

    def stop(self) -> None:
        """From any thread: what plays ends, and nothing plays any more."""
        ...


class Announcer:
    """Follows boards and speaks their new calls on a thread of its own, so that two never overlap.

    Args:
        times: how often each call is spoken; once more only when no other is waiting for its first time.
        now: the wall clock, aware, for the age of calls.
        clock: monotonic seconds, for how long calls wait.
    """

    def __init__(
        self,
        voice: Voice,
        sink: Sink,
        *,
        times: int = 1,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._voice = voice
        self._sink = sink
        self._times = times
        self._now = now
        self._clock = clock
        self._calls = CallNews()
        self._urgent = UrgentNews()
        self._waiting = Waiting()
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="announcer", daemon=True)
        self._thread.start()

    def take(self, board: HallBoard) -> None:
        """A board has come; returns at once. Boards come from one thread, in order."""
        self._add([Utterance(call) for call in self._calls.take(board, self._now())])

    def take_bulletin(self, bulletin: Bulletin) -> None:
        """The same for what is public."""
        urgent = self._urgent.take(bulletin, self._now())
        self._add([Utterance(urgent)] if urgent else [])

    def close(self) -> None:
        """Silence; what waits is not spoken any more."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._sink.stop()
        self._thread.join(CLOSE_S)

    def _add(self, utterances: list[Utterance]) -> None:
        with self._changed:
            for utterance in utterances:
                self._waiting.add(utterance, self._clock())
            self._changed.notify()

    def _run(self) -> None:
        while (utterance := self._next()) is not None:
            said = utterance.said
            wav = self._voice.spoken(said) if isinstance(said, Call) else self._voice.announced(said)
            if isinstance(said, Call):
                trace("voice", sequence=said.sequence, turn=utterance.turn)
            self._sink.play(utterance.name, wav)
            if utterance.turn < self._times:
                self._add([Utterance(said, utterance.turn + 1)])

    def _next(self) -> Utterance | None:
        """Waits for the next one; None when it is time to go."""
        with self._changed:
            while not self._closing:
                utterance = self._waiting.next(self._clock())
                if utterance is not None:
                    return utterance
                self._changed.wait()
        return None
