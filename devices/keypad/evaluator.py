"""The evaluator before a visitor: asks for an opinion, tells each once."""

import time
from collections.abc import Callable

import structlog

from devices.keypad.ff68 import Ff68Evaluator
from devices.keypad.station import Station, StationHealth

log = structlog.get_logger(__name__)


class Evaluator(Station):
    """One evaluator; `start`, `stars`, `rated` and `health` may be used from any thread, the rest is its bus's."""

    def __init__(
        self, codec: Ff68Evaluator, *, name: str = "evaluator", clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(name=name, gap_s=codec.gap_s, question=b"", clock=clock)
        self._codec = codec
        self._listeners: list[Callable[[int], None]] = []

    @property
    def health(self) -> StationHealth:
        """The last known state; never blocks."""
        return self._health(self._codec.dropped)

    def rated(self, listener: Callable[[int], None]) -> None:
        """Tells `listener` every score, 5 (best) to 1; it runs on the bus's thread and must not block."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Ask the visitor for an opinion, without waiting; nothing while the line is down."""
        self._say_once(self._codec.start())

    def stars(self, level: int) -> None:
        """Show the clerk's stars, 0 to 5; kept, and said again when the machine was away."""
        self._keep_showing((self._codec.stars(level),))

    def _take(self, received: bytes, now: float) -> None:
        for rated in self._codec.feed(received):
            if not self._spoke(rated.frame, rated.acknowledgement, now):
                continue
            if rated.score is None:
                log.warning("evaluator sends a value that its levels do not name", device=self._name, value=rated.value)
                continue
            for listener in self._listeners:
                listener(rated.score)

    def _forget(self) -> None:
        self._codec.forget()
