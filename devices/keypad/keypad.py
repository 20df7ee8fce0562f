"""Any keypad at a window: keys come in once each, its digits are kept right, whatever its protocol."""

import time
from collections.abc import Callable

from devices.keypad.codec import Face, KeypadCodec
from devices.keypad.keys import KeyPress
from devices.keypad.station import Station, StationHealth


class Keypad(Station):
    """One keypad; `show`, `beep`, `pressed` and `health` may be used from any thread, the rest is its bus's.

    A key is acknowledged as soon as it is heard, before anything is done about it; the same key sent again because
    the acknowledgement was not heard is acknowledged again and told once.
    """

    def __init__(
        self, codec: KeypadCodec, *, name: str = "keypad", clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(name=name, gap_s=codec.gap_s, question=codec.question, clock=clock)
        self._codec = codec
        self._shown = Face()
        self._listeners: list[Callable[[KeyPress], None]] = []

    @property
    def health(self) -> StationHealth:
        """The last known state; never blocks."""
        return self._health(self._codec.dropped)

    @property
    def face(self) -> Face:
        """What it should show."""
        return self._shown

    def pressed(self, listener: Callable[[KeyPress], None]) -> None:
        """Tells `listener` every key from now on; it runs on the bus's thread and must not block."""
        self._listeners.append(listener)

    def show(self, waiting: int | None, number: str) -> None:
        """Set what it should show, without waiting; kept, and said again when the machine was away.

        A number with more digits than the machine has is not shown rather than cut.
        """
        self._shown = Face(waiting, number)
        self._keep_showing(self._codec.face(self._shown))

    def beep(self, times: int = 1) -> None:
        """Beep without waiting; nothing while the line is down, for a late beep tells nobody anything."""
        self._say_once(*[self._codec.beep(self._shown)] * times)

    def _take(self, received: bytes, now: float) -> None:
        for heard in self._codec.feed(received):
            if self._spoke(heard.frame, heard.acknowledgement, now) and heard.press is not None:
                for listener in self._listeners:
                    listener(heard.press)

    def _forget(self) -> None:
        self._codec.forget()
