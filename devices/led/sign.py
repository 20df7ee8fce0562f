"""Any LED sign on a bus: keeps the wanted text on it through breaks and power cuts, whatever its protocol."""

import math
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
import structlog

from devices.bus import Exchange, Task, Verdict
from devices.bus.life import Life
from devices.errors import DeviceOfflineError, TextRefusedError
from devices.led.codec import Page, SignCodec
from devices.link import LinkState

PATTERN = ("8888", "888", "88", "8")
"""All segments of a digit strip lit; of these the first that a sign can show."""
REFUSED_PAUSE_S = 2.0
"""How long a sign is left alone that has refused a text."""
PREPARE_EVERY_S = 6 * 3600.0

log = structlog.get_logger(__name__)


class SignHealth(msgspec.Struct, frozen=True):
    """The state of one sign.

    Attributes:
        wanted: the text the sign should show; None when nothing was asked for yet.
        shown: the text the sign has confirmed, or, where a sign never answers, the text it was sent last; None when
            unknown.
        answers: whether this kind of sign ever answers: of one that does not, nobody knows whether it is lit.
        why: what is wrong, in English for logs; empty when nothing is known to be wrong.
    """

    link: LinkState
    wanted: str | None
    shown: str | None
    answers: bool
    why: str


class Sign:
    """One sign; `want` and `health` may be used from any thread, the rest is its bus's.

    A sign forgets its text when the power goes and does not say so; therefore it gets it again every
    `codec.refresh_s` (showing the same still text again cannot be seen).
    """

    def __init__(
        self,
        codec: SignCodec,
        *,
        name: str = "led",
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._codec = codec
        self._name = name
        self._clock = clock
        self._wall_clock = wall_clock
        self._life = Life(name, clock)
        self._lock = threading.Lock()
        self._wake: Callable[[], None] = lambda: None
        self._wanted: str | None = None
        self._wanted_at = 0.0
        self._late_at = math.inf
        self._aloud: Page = ()
        self._pages: tuple[Page, ...] = ()
        self._page = 0
        self._steps: tuple[Exchange, ...] = ()
        self._fresh = False
        self._shown: str | None = None
        self._next_at = float("-inf")
        self._prepared_at = float("-inf")
        self._preparing = False
        self._why = ""

    @property
    def name(self) -> str:
        return self._name

    @property
    def codec(self) -> SignCodec:
        return self._codec

    @property
    def health(self) -> SignHealth:
        """The last known state; never blocks."""
        why = self._why or self._life.why
        return SignHealth(self._life.state, self._wanted, self._shown, self._codec.answers, why)

    def want(self, *texts: str, spoken: str = "", within_s: float = math.inf) -> str:
        """Set the wanted text without waiting; of several the first that the sign can show.

        Args:
            spoken: what a sign with a voice says once with it.
            within_s: what could not be said for so long is only shown.

        Returns:
            The text that was taken.

        Raises:
            TextRefusedError: this sign cannot show any of them; what it shows stays.
        """
        text, pages, aloud = self._possible(texts, spoken)
        with self._lock:
            self._wanted, self._wanted_at, self._pages, self._aloud = text, self._clock(), pages, aloud
            self._late_at = self._wanted_at + within_s
            self._shown, self._why = None, ""
            self._begin(0, fresh=True)
        self._wake()
        return text

    def _possible(self, texts: Sequence[str], spoken: str) -> tuple[str, tuple[Page, ...], Page]:
        refusal = TextRefusedError("there is no text")
        for text in texts:
            try:
                return text, self._codec.pages(text), self._codec.aloud(text, spoken) if spoken else ()
            except TextRefusedError as error:
                refusal = error
        raise refusal

    # What follows is called by the bus.

    def joined(self, wake: Callable[[], None]) -> None:
        self._wake = wake

    def task(self, now: float) -> Task | None:
        with self._lock:
            if now < self._next_at or self._life.retry_in_s > 0:
                return None
            if not self._steps:
                self._come_round()
            if not self._steps:
                return None
            exchange = self._steps[0]
            if self._life.away:  # whether it is back is asked once, not thrice
                exchange = msgspec.structs.replace(exchange, tries=1)
            urgent = self._fresh and not self._life.away
            return Task(exchange=exchange, wanted_at=self._wanted_at if urgent else self._next_at, urgent=urgent)

    def due_in_s(self, now: float) -> float:
        with self._lock:
            if not self._steps and not self._pages and self._codec.question is None:
                return math.inf
            return max(self._next_at - now, self._life.retry_in_s)

    def answered(self, task: Task, verdict: Verdict, now: float) -> None:
        with self._lock:
            self._life.well()
            if not verdict.ok:
                self._refused(verdict, now)
                return
            if self._why:
                self._why = ""
                log.info("sign accepts again", device=self._name)
            if self._steps and self._steps[0].content == task.exchange.content:
                self._steps = self._steps[1:]
            if not self._steps:
                self._done(now)

    def silent(self, task: Task, error: DeviceOfflineError, now: float) -> None:
        with self._lock:
            self._life.silent(error)
            self._lost(now)

    def line_down(self, error: DeviceOfflineError, now: float) -> None:
        with self._lock:
            self._life.line_down(error)
            self._lost(now)

    def line_up(self, now: float) -> None:
        with self._lock:
            self._life.line_up()
            self._lost(now)

    def hear(self, received: bytes, now: float) -> None:
        """A sign says nothing unasked."""

    def _begin(self, page: int, *, fresh: bool) -> None:
        self._page, self._fresh = page, fresh
        self._next_at = float("-inf")
        shown = self._aloud if fresh and self._aloud else self._pages[page] if self._pages else ()
        self._steps = (*self._preparation(), *shown)

    def _preparation(self) -> tuple[Exchange, ...]:
        self._preparing = self._clock() - self._prepared_at >= PREPARE_EVERY_S
        return self._codec.prepare(self._wall_clock()) if self._preparing else ()

    def _come_round(self) -> None:
        """Everything was said: the next page, the same text again, or the question whether it is there."""
        if self._pages:
            self._begin((self._page + 1) % len(self._pages), fresh=False)
        elif self._codec.question is not None:
            self._steps = (*self._preparation(), self._codec.question)

    def _done(self, now: float) -> None:
        self._fresh, self._aloud = False, ()
        if self._preparing:
            self._preparing, self._prepared_at = False, now
        if self._pages:
            self._shown = self._wanted
        self._next_at = now + (self._codec.page_s if len(self._pages) > 1 else self._codec.refresh_s)

    def _refused(self, verdict: Verdict, now: float) -> None:
        self._shown = None
        self._begin(0, fresh=False)
        self._next_at = now + REFUSED_PAUSE_S
        if verdict.why != self._why:
            self._why = verdict.why
            log.warning("sign refuses", device=self._name, why=self._why)

    def _lost(self, now: float) -> None:
        """What the sign shows is not known any more; all is said again when it is back, aloud only if not late."""
        self._shown = None
        if now > self._late_at:
            self._aloud = ()
        self._prepared_at = float("-inf")
        self._steps = ()
        if self._pages:
            self._begin(0, fresh=self._fresh)
        else:
            self._next_at = float("-inf")
