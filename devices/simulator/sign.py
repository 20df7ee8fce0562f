"""A simulated LED sign of any protocol: its card understands the bytes, the sign has the switches and the picture."""

import io
import threading
import time
from pathlib import Path
from typing import Protocol

from PIL import Image

from devices.simulator.line import SimulatedLine
from devices.simulator.simulated import Fault, PictureShot

FAULT_LABELS = {"unplugged": "拔掉数据线", "power_cycle": "断电（恢复后文字丢失）"}
SILENT_LABEL = "不回答"
PAGE_S = 3.0


class SignCard(Protocol):
    """The electronics of one sign: takes bytes in any pieces, knows what it shows. Called under the sign's lock."""

    @property
    def frames(self) -> int:
        """Valid packets for this card since it was switched on or earlier."""
        ...

    @property
    def text(self) -> str:
        """What can be read now, without blanks around it; empty when dark."""
        ...

    @property
    def answers(self) -> bool:
        """Whether it ever says anything."""
        ...

    @property
    def faults(self) -> dict[str, str]:
        """Switches of its own with their Chinese labels."""
        ...

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        """Take bytes from the host; returns what the card says."""
        ...

    def picture(self, page: int) -> Image.Image:
        """The lamps; `page` counts up every few seconds for texts that need several."""
        ...

    def lose_power(self) -> None:
        """Forget what is not kept without power, and be dark."""
        ...


class SignSimulator:
    """One sign with its card on a line, a line of its own where a path is given.

    Attributes:
        heard_bytes: all that came over the line so far.
    """

    kind = "led"

    def __init__(self, line: SimulatedLine | Path, card: SignCard) -> None:
        self._line = SimulatedLine(line) if isinstance(line, Path) else line
        self._card = card
        self._lock = threading.RLock()
        self._on: set[str] = set()
        self._texts: list[str] = []
        self._changes = 0
        self._changed_at = time.time()
        self._frame_times: list[float] = []
        self.heard_bytes = 0
        self._drawn: tuple[tuple[int, int], PictureShot] | None = None
        silent = {"silent": SILENT_LABEL} if card.answers else {}
        self._labels = FAULT_LABELS | silent | card.faults
        self._line.attach(self)

    @property
    def path(self) -> str:
        return self._line.path

    @property
    def card(self) -> SignCard:
        return self._card

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in self._labels.items())

    @property
    def text(self) -> str:
        """What can be read on the sign now; empty when dark."""
        with self._lock:
            return "" if "power_cycle" in self._on else self._card.text

    @property
    def frames_received(self) -> int:
        """Valid packets for this sign so far."""
        with self._lock:
            return self._card.frames

    @property
    def last_frame_at(self) -> float | None:
        """Monotonic time at which the last valid packet was complete."""
        with self._lock:
            return self._frame_times[-1] if self._frame_times else None

    @property
    def version(self) -> int:
        """Rises when what is shown changes; the id of the picture of that."""
        with self._lock:
            return self._changes

    def texts(self) -> tuple[str, ...]:
        """Every text shown so far, without repetitions in a row."""
        with self._lock:
            return tuple(self._texts)

    def pictures(self) -> tuple[PictureShot, ...]:
        """One picture: the sign now. Its id rises when the text changes."""
        with self._lock:
            page = int((time.time() - self._changed_at) / PAGE_S)
            if self._drawn is None or self._drawn[0] != (self._changes, page):
                self._drawn = ((self._changes, page), self._draw(page))
            return (self._drawn[1],)

    def set_fault(self, name: str, on: bool) -> None:
        if name not in self._labels:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            if name == "power_cycle":
                self._card.lose_power()
                self._changed()
        if name == "unplugged" and not self._line.shared:
            (self._line.unplug if on else self._line.plug)()

    def close(self) -> None:
        self._line.leave()

    def hear(self, received: bytes) -> None:
        with self._lock:
            self.heard_bytes += len(received)
            if self._on & {"power_cycle", "unplugged"}:
                return
            before, frames = self._card.text, self._card.frames
            said = self._card.hear(received, frozenset(self._on))
            if self._card.frames != frames:
                self._frame_times = [*self._frame_times[-999:], time.monotonic()]
            if self._card.text != before:
                self._changed()
            if said and "silent" not in self._on:
                self._line.send(said)

    def _changed(self) -> None:
        self._changes += 1
        self._changed_at = time.time()
        text = self.text
        if text and self._texts[-1:] != [text]:
            self._texts = [*self._texts[-99:], text]

    def _draw(self, page: int) -> PictureShot:
        png = io.BytesIO()
        self._card.picture(page).save(png, "PNG")
        return PictureShot(self._changes, self._changed_at, png.getvalue())
