"""Drives one speech module on a bus: sentences one after the other, none late, none cut by the next."""

import math
import threading
import time
import unicodedata
from collections import deque
from collections.abc import Callable
from typing import Literal

import msgspec

from devices.bus import Exchange, Task, Verdict
from devices.bus.life import Life
from devices.errors import DeviceOfflineError, TextRefusedError
from devices.link import LinkState
from devices.speech.frames import LONGEST_TEXT, Command, Encoding, Order, StatusListener, encode_order

MOST_WAITING = 5
PER_CHARACTER_S = 0.25
REST_S = 0.5
"""How long a sentence takes: many modules cannot say when they are done, so it is estimated, with a rest after it."""
ASK_EVERY_S = 60.0
ANSWER_TIMEOUT_S = 0.2

Charset = Literal["gb2312", "gbk"]
ENCODINGS: dict[Charset, Encoding] = {"gb2312": Encoding.GB2312, "gbk": Encoding.GBK}


class Sentence(msgspec.Struct, frozen=True):
    """A sentence that waits: since when, until when it is worth saying, how long it is, and how it is told."""

    wanted_at: float
    late_at: float
    characters: int
    frame: bytes


class SpeechHealth(msgspec.Struct, frozen=True):
    """The state of one module.

    Attributes:
        answers: it has answered once; of one that never did, nobody knows whether it is there: many are wired one way.
        late: the sentences that were never said, because it was too late once they could be.
        why: what is wrong, in English for logs; empty when nothing is known to be wrong.
    """

    link: LinkState
    answers: bool
    late: int
    why: str


class SpeechModule:
    """One module; `say`, `waiting` and `health` may be used from any thread, the rest is its bus's.

    A module that has answered once and then stays silent is away, and yet gets every sentence: saying it to nobody
    harms nobody, and saying it later would. Checked against published frames and a simulated module; not seen on
    hardware.
    """

    def __init__(
        self,
        *,
        checked: bool,
        charset: Charset = "gbk",
        name: str = "speech",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._checked = checked
        self._charset: Charset = charset
        self._name = name
        self._clock = clock
        self._life = Life(name, clock)
        self._lock = threading.Lock()
        self._waiting: deque[Sentence] = deque()
        self._free_at = float("-inf")
        self._ask_at = float("-inf")
        self._answers = False
        self._late = 0
        self._why = ""
        self._wake: Callable[[], None] = lambda: None
        self.question = Exchange(
            content=encode_order(Order(Command.STATUS), checked=checked),
            listen=StatusListener,
            answer_timeout_s=ANSWER_TIMEOUT_S,
            tries=2,
        )

    @property
    def name(self) -> str:
        return self._name

    @property
    def health(self) -> SpeechHealth:
        """The last known state; never blocks."""
        return SpeechHealth(self._life.state, self._answers, self._late, self._why or self._life.why)

    @property
    def waiting(self) -> int:
        """Sentences that are still to be said."""
        return len(self._waiting)

    def say(self, sentence: str, within_s: float = math.inf) -> None:
        """Say it as soon as what is being said is over and the line is there; returns at once.

        Args:
            within_s: a sentence that could not be said for so long is not said any more.

        Raises:
            TextRefusedError: a control character, one the module cannot read, or longer than it takes.
        """
        frame = self._frame(sentence)
        with self._lock:
            if len(self._waiting) == MOST_WAITING:
                self._waiting.popleft()
                self._late += 1
            now = self._clock()
            self._waiting.append(Sentence(now, now + within_s, len(sentence), frame))
        self._wake()

    def _frame(self, sentence: str) -> bytes:
        if not sentence or any(unicodedata.category(character).startswith("C") for character in sentence):
            raise TextRefusedError("nothing to say, or a control character")
        try:
            text = sentence.encode(self._charset)
        except UnicodeEncodeError as error:
            raise TextRefusedError(f"the module cannot read {sentence[error.start : error.end]!r}") from error
        if len(text) > LONGEST_TEXT:
            raise TextRefusedError(f"{len(text)} bytes are more than the {LONGEST_TEXT} of one sentence")
        return encode_order(Order(Command.SPEAK, text, ENCODINGS[self._charset]), checked=self._checked)

    # What follows is called by the bus.

    def joined(self, wake: Callable[[], None]) -> None:
        self._wake = wake

    def task(self, now: float) -> Task | None:
        with self._lock:
            self._forget_late(now)
            if self._waiting and now >= self._free_at:
                next_one = self._waiting[0]
                return Task(exchange=Exchange(content=next_one.frame), wanted_at=next_one.wanted_at)
            if now < self._ask_at or self._life.retry_in_s > 0:
                return None
            return Task(exchange=self.question, wanted_at=self._ask_at, urgent=False)

    def due_in_s(self, now: float) -> float:
        with self._lock:
            asking = max(self._ask_at - now, self._life.retry_in_s)
            return max(0.0, min(self._free_at - now, asking) if self._waiting else asking)

    def answered(self, task: Task, verdict: Verdict, now: float) -> None:
        with self._lock:
            if task.exchange.listen is not None:
                self._answers, self._why = True, verdict.why
                self._ask_at = now + ASK_EVERY_S
                self._life.well()
            elif self._waiting and self._waiting[0].frame == task.exchange.content:
                self._free_at = now + self._waiting.popleft().characters * PER_CHARACTER_S + REST_S

    def silent(self, task: Task, error: DeviceOfflineError, now: float) -> None:
        with self._lock:
            if self._answers:
                self._why = ""
                self._life.silent(error)
            else:
                self._ask_at = now + ASK_EVERY_S

    def line_down(self, error: DeviceOfflineError, now: float) -> None:
        with self._lock:
            self._life.line_down(error)
            self._why = ""

    def line_up(self, now: float) -> None:
        with self._lock:
            self._life.line_up()
            self._ask_at = now
            if not self._answers:
                self._life.state = LinkState.READY

    def hear(self, received: bytes, now: float) -> None:
        """Only answers to its question count: on a shared line the byte may be somebody else's."""

    def _forget_late(self, now: float) -> None:
        kept = [sentence for sentence in self._waiting if now <= sentence.late_at]
        self._late += len(self._waiting) - len(kept)
        self._waiting = deque(kept)
