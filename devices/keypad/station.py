"""What keypads and evaluators have in common on their line: acknowledge at once, keep the wanted face, hear resends."""

import math
import threading
import time
from collections import deque
from collections.abc import Callable

import msgspec

from devices.bus import Exchange, Task, Verdict
from devices.bus.life import Life
from devices.errors import DeviceOfflineError
from devices.link import LinkState

REFRESH_S = 10.0
"""How often the face is said again: a machine that lost its power does not tell."""
RESEND_S = 1.0
"""The same frame within this time after its acknowledgement was sent again because that was not heard."""
MOST_RESENDS = 8
"""After so many the acknowledgement is not repeated for a while: a line that echoes would never come to rest."""
UNFINISHED_S = 0.5
"""A frame comes in one go; a beginning older than this was cut off."""


class StationHealth(msgspec.Struct, frozen=True):
    """The state of one keypad or evaluator.

    Attributes:
        heard: it has said something since its line was opened; until then nobody knows whether it is there.
        dropped: damaged frames so far, of the whole line.
        why: what is wrong with its line, in English for logs; empty while nothing is known to be wrong.
    """

    link: LinkState
    heard: bool
    dropped: int
    why: str


class Repeats:
    """Tells a frame that is sent again from a new one."""

    def __init__(self) -> None:
        self._frame = b""
        self._until = -math.inf
        self._count = 0

    def again(self, frame: bytes, now: float) -> bool:
        """Whether `frame`, heard and acknowledged at `now`, is the one before."""
        same = frame == self._frame and now < self._until
        self._count = self._count + 1 if same else 0
        self._frame = frame
        if self._count <= MOST_RESENDS:
            self._until = now + RESEND_S
        return same

    @property
    def too_often(self) -> bool:
        return self._count > MOST_RESENDS


class Station:
    """Base of `Keypad` and `Evaluator`: everything but what their frames mean. Called by the bus but for `health`."""

    def __init__(
        self, *, name: str, gap_s: float, question: bytes, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._name = name
        self._gap_s = gap_s
        self._question = question
        self._clock = clock
        self._life = Life(name, clock)
        self._lock = threading.Lock()
        self._wake: Callable[[], None] = lambda: None
        self._at_once: deque[bytes] = deque()
        self._once: deque[bytes] = deque()
        self._face: tuple[bytes, ...] = ()
        self._steps: tuple[bytes, ...] = ()
        self._wanted_at = 0.0
        self._fresh = False
        self._next_at = -math.inf
        self._heard = False
        self._heard_at = -math.inf
        self._repeats = Repeats()

    @property
    def name(self) -> str:
        return self._name

    def joined(self, wake: Callable[[], None]) -> None:
        self._wake = wake

    def task(self, now: float) -> Task | None:
        with self._lock:
            for waiting, wanted_at in ((self._at_once, -math.inf), (self._once, self._wanted_at)):
                if waiting:
                    return self._task(waiting[0], wanted_at)
            if not self._steps and now >= self._next_at:
                self._steps = self._everything()
            if not self._steps:
                return None
            return self._task(self._steps[0], self._wanted_at if self._fresh else self._next_at, urgent=self._fresh)

    def due_in_s(self, now: float) -> float:
        with self._lock:
            if self._at_once or self._once or self._steps:
                return 0.0
            return self._next_at - now if self._everything() else math.inf

    def answered(self, task: Task, verdict: Verdict, now: float) -> None:
        content = task.exchange.content
        with self._lock:
            for waiting in (self._at_once, self._once):
                if waiting and waiting[0] == content:
                    waiting.popleft()
                    return
            if self._steps and self._steps[0] == content:
                self._steps = self._steps[1:]
            if not self._steps:
                self._fresh, self._next_at = False, now + REFRESH_S

    def silent(self, task: Task, error: DeviceOfflineError, now: float) -> None:
        """Nothing that is said here has an answer."""

    def line_down(self, error: DeviceOfflineError, now: float) -> None:
        with self._lock:
            self._life.line_down(error)
            self._lost()

    def line_up(self, now: float) -> None:
        with self._lock:
            self._life.line_up()
            self._lost()

    def hear(self, received: bytes, now: float) -> None:
        if now - self._heard_at > UNFINISHED_S:
            self._forget()
        self._heard_at = now
        self._take(received, now)

    def _take(self, received: bytes, now: float) -> None:
        """Looks for frames in what arrived."""
        raise NotImplementedError

    def _forget(self) -> None:
        """Drops the beginning of a frame."""
        raise NotImplementedError

    def _health(self, dropped: int) -> StationHealth:
        return StationHealth(self._life.state, self._heard, dropped, self._life.why)

    def _spoke(self, frame: bytes, acknowledgement: bytes, now: float) -> bool:
        """Notes a frame of this machine and acknowledges it; False when it was only sent again."""
        with self._lock:
            self._heard = True
            self._life.well()
            if not acknowledgement:
                return True
            again = self._repeats.again(frame, now)
            if not self._repeats.too_often:
                self._at_once.append(acknowledgement)
            return not again

    def _say_once(self, *frames: bytes) -> None:
        with self._lock:
            if self._life.away:
                return
            self._once.extend(frame for frame in frames if frame)
            self._wanted_at = self._clock()
        self._wake()

    def _keep_showing(self, frames: tuple[bytes, ...]) -> None:
        with self._lock:
            self._face = self._steps = frames
            self._fresh, self._wanted_at = True, self._clock()
        self._wake()

    def _everything(self) -> tuple[bytes, ...]:
        return (*self._face, *((self._question,) if self._question else ()))

    def _lost(self) -> None:
        """What it shows is not known any more, and what it waits for it will say again."""
        self._at_once.clear()
        self._once.clear()
        self._heard = False
        self._steps, self._next_at = (), -math.inf

    def _task(self, frame: bytes, wanted_at: float, *, urgent: bool = True) -> Task:
        return Task(exchange=Exchange(content=frame, gap_s=self._gap_s), wanted_at=wanted_at, urgent=urgent)
