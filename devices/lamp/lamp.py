"""Drives the lamp of one window: keeps the wanted glow on its lines, blinks at most once a second."""

import contextlib
import threading
import time
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Literal, assert_never

import msgspec

from devices.errors import DeviceOfflineError
from devices.lamp.lines import Lines
from devices.link import LinkState, Outage

HALF_BLINK_S = 0.5
"""Faster blinking can harm people (WCAG 2.3.1 allows three flashes a second; halls ask for at most one)."""
KEEP_S = 5.0
"""A steady lamp is set again after so long: a chip that lost its power is noticed and gets what is wanted."""

Colour = Literal["green", "red"]


class Glow(Enum):
    """How one colour of a lamp shines."""

    OFF = "off"
    ON = "on"
    BLINK = "blink"


class LampHealth(msgspec.Struct, frozen=True):
    """What is known: whether the lines took the last value; nobody sees whether a bulb is alive."""

    link: LinkState
    why: str


class Lamp:
    """One lamp of one or two colours. `want` and `health` may be used from any thread; one thread calls `tick`."""

    def __init__(
        self,
        lines: Lines,
        offsets: Mapping[Colour, int],
        *,
        name: str = "lamp",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lines = lines
        self._offsets = dict(offsets)
        self._clock = clock
        self._outage = Outage(name, lines.address, clock)
        self._state = LinkState.CLOSED
        self._lock = threading.Lock()
        self._wanted: dict[Colour, Glow] = {}
        self._set: dict[int, bool] | None = None
        self._set_at = 0.0
        self._blink_began = 0.0

    @property
    def health(self) -> LampHealth:
        """The last known state; never blocks."""
        return LampHealth(self._state, self._outage.why)

    def want(self, green: Glow = Glow.OFF, red: Glow = Glow.OFF) -> None:
        """Set how the colours should shine, a colour that the lamp has not counts for nothing; the next `tick` does it.

        Wanting the same again does not disturb the blinking.
        """
        wanted: dict[Colour, Glow] = {"green": green, "red": red}
        with self._lock:
            if wanted != self._wanted:
                self._wanted, self._blink_began = wanted, self._clock()

    def tick(self) -> float:
        """Set the lines as they should be now; returns in how many seconds to call it again. Never raises."""
        with self._lock:
            due = {offset: self._lit(colour) for colour, offset in self._offsets.items()}
            blinking = Glow.BLINK in self._wanted.values()
        wait_s = self._outage.retry_in_s
        if wait_s > 0:
            return wait_s
        if due != self._set or self._clock() - self._set_at >= KEEP_S:
            try:
                self._lines.open()
                self._lines.set(due)
            except DeviceOfflineError as error:
                self._lines.close()
                self._state, self._set = LinkState.ERROR, None
                self._outage.begins(error)
                return self._outage.retry_in_s
            self._state, self._set, self._set_at = LinkState.READY, due, self._clock()
            self._outage.over()
        return HALF_BLINK_S / 2 if blinking else 1.0

    def close(self) -> None:
        """Darken the lamp and let go of the lines: a lamp that nobody keeps must not say that a window is open."""
        with contextlib.suppress(DeviceOfflineError):
            self._lines.set(dict.fromkeys(self._offsets.values(), False))
        self._lines.close()
        self._state, self._set = LinkState.CLOSED, None

    def _lit(self, colour: Colour) -> bool:
        match self._wanted.get(colour, Glow.OFF):
            case Glow.ON:
                return True
            case Glow.BLINK:
                return int((self._clock() - self._blink_began) / HALF_BLINK_S) % 2 == 0
            case Glow.OFF:
                return False
            case unknown:
                assert_never(unknown)
