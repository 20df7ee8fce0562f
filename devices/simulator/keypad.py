"""A simulated keypad or evaluator of any protocol: keys to press, digits and beeps to see, switches for its faults."""

import io
import threading
import time
from pathlib import Path

from devices.simulator.keypad_cards import Ff68Card, KeypadCard, Kind, Panel
from devices.simulator.keypad_picture import panel_picture
from devices.simulator.line import SimulatedLine
from devices.simulator.simulated import Fault, Key, PictureShot

FAULT_LABELS = {"unplugged": "拔掉数据线", "power_cycle": "断电（恢复后显示丢失）", "silent": "按键发不出去"}
DEAF_LABEL = "收不到确认（会重发）"
RESEND_S = 0.3
MOST_RESENDS = 5


class KeypadSimulator:
    """One machine with its card on a line, a line of its own where a path is given.

    Args:
        resend_s: after so long without acknowledgement it says its frame again, a few times.
    """

    def __init__(
        self, line: SimulatedLine | Path, card: KeypadCard | None = None, *, resend_s: float = RESEND_S
    ) -> None:
        self._line = SimulatedLine(line) if isinstance(line, Path) else line
        self._card = card or Ff68Card()
        self._resend_s = resend_s
        self._lock = threading.RLock()
        self._on: set[str] = set()
        self._labels = FAULT_LABELS | ({"deaf": DEAF_LABEL} if self._card.acknowledged else {})
        self._waiting: dict[bytes, threading.Timer] = {}
        self._changes = 0
        self._changed_at = time.time()
        self._drawn: PictureShot | None = None
        self.sent = 0
        self._line.attach(self)

    @property
    def kind(self) -> Kind:
        return self._card.kind

    @property
    def path(self) -> str:
        return self._line.path

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(Key(name, label) for name, label in self._card.keys)

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in self._labels.items())

    @property
    def panel(self) -> Panel | None:
        """What can be seen now; None for a machine without a display."""
        with self._lock:
            dark = Panel() if self._card.panel is not None else None
            return dark if "power_cycle" in self._on else self._card.panel

    @property
    def beeps(self) -> int:
        """How often it has beeped."""
        with self._lock:
            return self._card.beeps

    @property
    def unacknowledged(self) -> int:
        """Frames that it still waits for an acknowledgement of."""
        with self._lock:
            return len(self._waiting)

    @property
    def text(self) -> str:
        """Waiting and number as its digits show them; an evaluator's request."""
        panel = self.panel or Panel()
        return ("请您评价" if panel.asking else "") or f"{panel.waiting} {panel.typed or panel.number}".strip()

    def press(self, name: str) -> None:
        if name not in dict(self._card.keys):
            raise KeyError(name)
        with self._lock:
            if self._on & {"power_cycle", "unplugged"}:
                return
            frame = self._card.press(name)
            self._changed()
            if frame:
                self._say(frame, MOST_RESENDS)

    def pictures(self) -> tuple[PictureShot, ...]:
        """One picture of its display; none for a machine without one."""
        with self._lock:
            panel = self.panel
            if panel is None:
                return ()
            if self._drawn is None or self._drawn.id != self._changes:
                png = io.BytesIO()
                lit = "power_cycle" not in self._on
                panel_picture(panel, self.kind, lit=lit).save(png, "PNG")
                self._drawn = PictureShot(self._changes, self._changed_at, png.getvalue())
            return (self._drawn,)

    def set_fault(self, name: str, on: bool) -> None:
        if name not in self._labels:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            if name == "power_cycle":
                self._card.lose_power()
                self._still()
                self._changed()
        if name == "unplugged" and not self._line.shared:
            (self._line.unplug if on else self._line.plug)()

    def close(self) -> None:
        with self._lock:
            self._still()
        self._line.leave()

    def hear(self, received: bytes) -> None:
        with self._lock:
            if self._on & {"power_cycle", "unplugged"}:
                return
            before = self._card.panel, self._card.beeps
            said, acknowledged = self._card.hear(received)
            if (self._card.panel, self._card.beeps) != before:
                self._changed()
            if "deaf" not in self._on:
                for frame in acknowledged & self._waiting.keys():
                    self._waiting.pop(frame).cancel()
            if said and "silent" not in self._on:
                self._line.send(said)

    def _say(self, frame: bytes, resends: int) -> None:
        if "silent" in self._on:
            return
        self.sent += 1
        self._line.send(frame)
        if self._card.acknowledged and resends:
            timer = threading.Timer(self._resend_s, self._again, (frame, resends - 1))
            timer.daemon = True
            earlier = self._waiting.get(frame)
            if earlier is not None:
                earlier.cancel()
            self._waiting[frame] = timer
            timer.start()
        else:
            self._waiting.pop(frame, None)

    def _again(self, frame: bytes, resends: int) -> None:
        with self._lock:
            if frame in self._waiting:
                self._say(frame, resends)

    def _still(self) -> None:
        for timer in self._waiting.values():
            timer.cancel()
        self._waiting.clear()

    def _changed(self) -> None:
        self._changes += 1
        self._changed_at = time.time()
