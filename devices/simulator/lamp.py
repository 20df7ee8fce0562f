"""GPIO lines that exist only in memory, with a lamp on them."""

import io
import threading
import time
from collections.abc import Mapping

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from devices.errors import DeviceOfflineError
from devices.lamp.lamp import Colour
from devices.simulator.simulated import Fault, PictureShot

FAULT_LABELS = {"unplugged": "拔掉数据线", "power_cycle": "断电", "taken": "被别的程序占用"}
AWAY = ("unplugged", "power_cycle")
WIDTH, BULB, MARGIN, FINE, BLUR = 108, 64, 22, 3, 30
CASE, EDGE, SOCKET = (52, 58, 66), (30, 34, 40), (24, 27, 32)
SHINES = {"green": (70, 230, 110), "red": (245, 70, 58)}
DARK = {"green": (28, 66, 42), "red": (74, 32, 32)}


class SimulatedLines:
    """Takes the place of `GpiodLines`; a chip without power forgets its levels.

    Attributes: `values` are the levels now; `changes` all that were set, also the same ones again.
    """

    kind = "lamp"

    def __init__(self, address: str = "gpiochip-simulated", colours: Mapping[int, Colour] | None = None) -> None:
        self._address = address
        self._colours: Mapping[int, Colour] = {0: "green", 1: "red"} if colours is None else dict(colours)
        self._lock = threading.RLock()
        self._open = False
        self._on: set[str] = set()
        self._version = 0
        self._changed_at = time.time()
        self.values: dict[int, bool] = {}
        self.changes: list[dict[int, bool]] = []

    @property
    def address(self) -> str:
        return self._address

    @property
    def path(self) -> str:
        return self._address

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in FAULT_LABELS.items())

    @property
    def version(self) -> int:
        with self._lock:
            return self._version

    def set_fault(self, name: str, on: bool) -> None:
        if name not in FAULT_LABELS:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            if on:
                self._open = False
            if on and name in AWAY:
                self._show({})

    def pictures(self) -> tuple[PictureShot, ...]:
        with self._lock:
            lit = [(colour, self.values.get(line, False)) for line, colour in self._colours.items()]
            version, at = self._version, self._changed_at
        png = io.BytesIO()
        _front(lit).save(png, "PNG")
        return (PictureShot(version, at, png.getvalue()),)

    def open(self) -> None:
        with self._lock:
            if any(fault in self._on for fault in AWAY):
                raise DeviceOfflineError(f"{self._address} is gone")
            if "taken" in self._on:
                raise DeviceOfflineError(f"{self._address} cannot be used: another program has its lines")
            self._open = True

    def set(self, values: Mapping[int, bool]) -> None:
        with self._lock:
            if not self._open:
                raise DeviceOfflineError(f"{self._address} is not open")
            self._show(self.values | dict(values))
            self.changes.append(dict(self.values))

    def close(self) -> None:
        with self._lock:
            self._open = False

    def _show(self, values: dict[int, bool]) -> None:
        if values != self.values:
            self.values = values
            self._version += 1
            self._changed_at = time.time()


def _front(lit: list[tuple[Colour, bool]]) -> Image.Image:
    """The lamp from the front, drawn larger first so that its edges are smooth; what shines lights its surroundings."""
    width, height = WIDTH, MARGIN + len(lit) * (BULB + MARGIN)
    picture = Image.new("RGB", (width * FINE, height * FINE), CASE)
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((3, 3, width * FINE - 4, height * FINE - 4), 48, outline=EDGE, width=9)
    shine = Image.new("RGB", picture.size)
    for place, (colour, on) in enumerate(lit):
        left, top = (width - BULB) // 2 * FINE, (MARGIN + place * (BULB + MARGIN)) * FINE
        box = (left, top, left + BULB * FINE, top + BULB * FINE)
        draw.ellipse((box[0] - 12, box[1] - 12, box[2] + 12, box[3] + 12), fill=SOCKET)
        draw.ellipse(box, fill=SHINES[colour] if on else DARK[colour])
        if on:
            ImageDraw.Draw(shine).ellipse(box, fill=SHINES[colour])
            middle, top_light = left + BULB * FINE // 2, top + 24
            draw.ellipse((middle - 42, top_light, middle + 42, top_light + 48), fill=(236, 255, 240))
    glow = shine.filter(ImageFilter.GaussianBlur(BLUR)).point(lambda level: level // 2)
    return ImageChops.add(picture, glow).resize((width, height), Image.Resampling.LANCZOS)
