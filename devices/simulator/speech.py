"""A speech module that exists only as bytes: it writes down what it would say, and answers in single bytes."""

import io
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from devices.fonts import noto_sans_cjk
from devices.simulator.line import SimulatedLine
from devices.simulator.simulated import Fault, PictureShot
from devices.speech.frames import Command, Encoding, Order, Status, order_decoder

FAULT_LABELS = {
    "unplugged": "拔掉数据线",
    "power_cycle": "断电",
    "silent": "不回答",
    "nack": "听不懂指令",
}
SHOWN = 3
SIZE, TEXT_LEFT, LINES = (380, 150), 112, 2
PER_CHARACTER_S = 0.25
BACK, CONE, LIT, DIM = (28, 38, 46), (150, 166, 176), (240, 244, 246), (140, 154, 164)
CHARSETS: dict[int, str] = {
    Encoding.GB2312: "gb2312",
    Encoding.GBK: "gbk",
    Encoding.BIG5: "big5",
    Encoding.UNICODE: "utf-16-be",
}


class SpeechSimulator:
    """A module on a line. Switched to `silent` it still speaks, as one whose answers nobody has wired.

    Attributes:
        said: the sentences so far, with the monotonic time of each.
        heard_bytes: all that came over the line so far.
    """

    kind = "speech"

    def __init__(self, line: SimulatedLine | Path, *, checked: bool = True) -> None:
        self._line = SimulatedLine(line) if isinstance(line, Path) else line
        self._decoder = order_decoder(checked=checked)
        self._checked = checked
        self._lock = threading.RLock()
        self._on: set[str] = set()
        self._changed_at = time.time()
        self._said = 0
        self.heard_bytes = 0
        self.said: list[tuple[str, float]] = []
        self._line.attach(self)

    @property
    def path(self) -> str:
        return self._line.path

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in FAULT_LABELS.items())

    @property
    def text(self) -> str:
        """The last sentence."""
        with self._lock:
            return self.said[-1][0] if self.said else ""

    @property
    def version(self) -> int:
        with self._lock:
            return self._said

    def pictures(self) -> tuple[PictureShot, ...]:
        with self._lock:
            png = io.BytesIO()
            self._draw().save(png, "PNG")
            return (PictureShot(self._said, self._changed_at, png.getvalue()),)

    def set_fault(self, name: str, on: bool) -> None:
        if name not in FAULT_LABELS:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            if name == "power_cycle":
                self._decoder = order_decoder(checked=self._checked)
                if not on:
                    self._answer(Status.STARTED)
        if name == "unplugged" and not self._line.shared:
            (self._line.unplug if on else self._line.plug)()

    def close(self) -> None:
        self._line.leave()

    def hear(self, received: bytes) -> None:
        with self._lock:
            self.heard_bytes += len(received)
            if self._on & {"unplugged", "power_cycle"}:
                return
            for order in self._decoder.feed(received):
                self._answer(Status.UNREADABLE if "nack" in self._on else self._obey(order))

    def _obey(self, order: Order) -> Status:
        match order.command:
            case Command.STATUS:
                return Status.BUSY if self._speaking else Status.IDLE
            case Command.SPEAK:
                charset = CHARSETS.get(order.encoding, "gbk")
                self.said = [*self.said[-99:], (order.text.decode(charset, "replace"), time.monotonic())]
                self._said += 1
                self._changed_at = time.time()
        return Status.TAKEN

    @property
    def _speaking(self) -> bool:
        return bool(self.said) and time.monotonic() < self.said[-1][1] + len(self.said[-1][0]) * PER_CHARACTER_S

    def _answer(self, status: Status) -> None:
        if not self._on & {"unplugged", "power_cycle", "silent"}:
            self._line.send(bytes([status]))

    def _draw(self) -> Image.Image:
        picture = Image.new("RGB", SIZE, BACK)
        draw = ImageDraw.Draw(picture)
        draw.rectangle((24, 61, 40, 89), fill=CONE)
        draw.polygon([(40, 61), (64, 39), (64, 111), (40, 89)], fill=CONE)
        for radius in (14, 26):
            draw.arc((70 - radius, 75 - radius, 70 + radius, 75 + radius), -50, 50, fill=CONE, width=4)
        newest = [sentence for sentence, _ in reversed(self.said[-SHOWN:])] or ["还没有说话"]
        top = 18
        for place, sentence in enumerate(newest):
            size_px, colour = (20, LIT) if place == 0 and self.said else (16, DIM)
            for line in _lines(sentence, size_px, LINES if place == 0 else 1):
                draw.text((TEXT_LEFT, top), line, font=noto_sans_cjk(size_px), fill=colour)
                top += size_px + 8
            top += 6
        return picture


def _lines(sentence: str, size_px: int, most: int) -> Sequence[str]:
    """The sentence in lines that fit beside the loudspeaker; what is left over ends in dots."""
    font = noto_sans_cjk(size_px)
    room = SIZE[0] - TEXT_LEFT - 12
    lines = [""]
    for character in sentence:
        if font.getlength(lines[-1] + character) <= room:
            lines[-1] += character
        elif len(lines) < most:
            lines.append(character)
        else:
            lines[-1] = lines[-1][:-1] + "…"
            break
    return lines
