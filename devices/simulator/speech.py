"""A speech module that exists only as bytes: it writes down what it would say."""

import io
import threading
import time
from pathlib import Path

from PIL import Image, ImageDraw

from devices.fonts import noto_sans_cjk
from devices.simulator.line import SimulatedLine
from devices.simulator.simulated import Fault, PictureShot
from devices.speech.frames import Command, Encoding, order_decoder

FAULT_LABELS = {"unplugged": "拔掉数据线", "power_cycle": "断电"}
SHOWN = 3
BACK, CONE, LIT, DIM = (28, 38, 46), (150, 166, 176), (240, 244, 246), (140, 154, 164)
CHARSETS = {Encoding.GB2312: "gb2312", Encoding.GBK: "gbk", Encoding.BIG5: "big5", Encoding.UNICODE: "utf-16-be"}


class SpeechSimulator:
    """A module on a line. Attributes: `said` are the sentences so far, with the monotonic time of each."""

    kind = "speech"

    def __init__(self, line: SimulatedLine | Path, *, checked: bool = True) -> None:
        self._line = SimulatedLine(line) if isinstance(line, Path) else line
        self._decoder = order_decoder(checked=checked)
        self._checked = checked
        self._lock = threading.RLock()
        self._on: set[str] = set()
        self._changed_at = time.time()
        self._said = 0
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
        if name == "unplugged" and not self._line.shared:
            (self._line.unplug if on else self._line.plug)()

    def close(self) -> None:
        self._line.leave()

    def hear(self, received: bytes) -> None:
        with self._lock:
            if self._on:
                return
            for order in self._decoder.feed(received):
                if order.command == Command.SPEAK:
                    charset = CHARSETS.get(Encoding(order.encoding), "gbk") if order.encoding in CHARSETS else "gbk"
                    self.said = [*self.said[-99:], (order.text.decode(charset, "replace"), time.monotonic())]
                    self._said += 1
                    self._changed_at = time.time()

    def _draw(self) -> Image.Image:
        picture = Image.new("RGB", (360, 140), BACK)
        draw = ImageDraw.Draw(picture)
        draw.rectangle((24, 56, 40, 84), fill=CONE)
        draw.polygon([(40, 56), (64, 34), (64, 106), (40, 84)], fill=CONE)
        for radius in (14, 26):
            draw.arc((70 - radius, 70 - radius, 70 + radius, 70 + radius), -50, 50, fill=CONE, width=4)
        newest = [sentence for sentence, _ in reversed(self.said[-SHOWN:])] or ["还没有说话"]
        for place, sentence in enumerate(newest):
            colour = LIT if place == 0 and self.said else DIM
            draw.text((112, 24 + place * 36), sentence, font=noto_sans_cjk(20 if place == 0 else 17), fill=colour)
        return picture
