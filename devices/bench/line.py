"""A line for one try: one machine on it, served by the command's own thread until it is done or Ctrl-C ends it."""

import contextlib
import math
import time
from collections.abc import Callable, Iterator, Sequence

from devices.bench.target import Target
from devices.bus import Bus, Exchange, Member, Task, Verdict
from devices.errors import DeviceOfflineError
from devices.transport import Serial

TURN_S = 0.25
MOST_LEFT = 20


class Errand:
    """A member of a bus that says some frames once, in order, and keeps what came back.

    Attributes:
        verdicts: of what was said; `Verdict()` where the machine never answers.
        unanswered: the machine did not answer; what would have come after was not said.
        broken: the line broke.
    """

    def __init__(self, name: str, exchanges: Sequence[Exchange]) -> None:
        self.name = name
        self.verdicts: list[Verdict] = []
        self.unanswered = False
        self.broken: DeviceOfflineError | None = None
        self._left = list(exchanges)

    @property
    def done(self) -> bool:
        return not self._left or self.unanswered or self.broken is not None

    def joined(self, wake: Callable[[], None]) -> None:
        """It has something to say from the beginning."""

    def task(self, now: float) -> Task | None:
        return None if self.done else Task(exchange=self._left[0], wanted_at=now)

    def due_in_s(self, now: float) -> float:
        return math.inf if self.done else 0.0

    def answered(self, task: Task, verdict: Verdict, now: float) -> None:
        self.verdicts.append(verdict)
        self._left = self._left[1:] if verdict.ok else []

    def silent(self, task: Task, error: DeviceOfflineError, now: float) -> None:
        self.unanswered = True

    def line_down(self, error: DeviceOfflineError, now: float) -> None:
        self.broken = error

    def line_up(self, now: float) -> None:
        """It begins at once."""

    def hear(self, received: bytes, now: float) -> None:
        """Only answers count."""


@contextlib.contextmanager
def line_of(target: Target, member: Member) -> Iterator[Bus]:
    """The target's line with `member` on it, open.

    Raises:
        DeviceOfflineError: the line cannot be opened.
    """
    wire = target.opened()
    plain, line = target.binding.wire(), target.binding.line
    byte_s = line.bits_per_byte / line.baud if isinstance(plain, Serial) else 0.0
    bus = Bus(wire, [member], name=target.binding.port, byte_s=byte_s)
    try:
        yield bus
    finally:
        bus.close()


def run(target: Target, exchanges: Sequence[Exchange]) -> list[Verdict] | None:
    """Say frames and hear the answers, up to the first refusal; None when the machine did not answer.

    Raises:
        DeviceOfflineError: the line broke or cannot be opened.
    """
    errand = Errand(target.binding.id, exchanges)
    with line_of(target, errand) as bus:
        while not errand.done:
            bus.turn(TURN_S)
    if errand.broken is not None:
        raise errand.broken
    return None if errand.unanswered else errand.verdicts


def serve(bus: Bus, done: Callable[[], bool], seconds: float) -> None:
    """Serve a line until `done`, or for so many seconds; 0 is without end. What is to be said then is still said."""
    until = time.monotonic() + seconds if seconds else math.inf
    while not done() and time.monotonic() < until:
        bus.turn(TURN_S)
    for _ in range(MOST_LEFT):
        if not bus.turn():
            return
