"""An Onbon font card with its LED strip that exists only as bytes and pictures."""

import io
import threading
import time
from pathlib import Path

from devices.led.onbon_areas import Area, SignLayout, decode_update
from devices.led.onbon_frame import ANY_SCREEN, Frame, FrameDecoder, encode_frame
from devices.led.onbon_messages import WANT_REPLY, CardError, Message, Op, ack, message_in, nack, to_data
from devices.simulator.pty_port import PtyPort
from devices.simulator.simulated import Fault, PictureShot
from devices.simulator.strip import dark_picture, strip_picture

FAULT_LABELS = {
    "unplugged": "拔掉数据线",
    "power_cycle": "断电（恢复后文字丢失）",
    "silent": "不回答",
    "nack_busy": "回答忙",
}
PAGE_S = 3.0
BROADCAST = 0xFFFF


class OnbonSimulator:
    """A card with address `screen` on a pseudo terminal; areas live until power is lost, as on the real card."""

    kind = "led"

    def __init__(self, path: Path, *, screen: int = 1, layout: SignLayout | None = None) -> None:
        self._screen = screen
        self._layout = layout or SignLayout()
        self._lock = threading.RLock()
        self._on: set[str] = set()
        self._areas: dict[int, Area] = {}
        self._lit = True
        self._decoder = FrameDecoder()
        self._texts: list[str] = []
        self._changes = 0
        self._changed_at = time.time()
        self._drawn: tuple[tuple[int, int], PictureShot] | None = None
        self._frame_times: list[float] = []
        self._port = PtyPort(path, self._on_bytes)

    @property
    def path(self) -> str:
        return self._port.path

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in FAULT_LABELS.items())

    @property
    def text(self) -> str:
        """What can be read on the strip now, without the spaces that centre it; empty when dark."""
        with self._lock:
            if not self._lit or "power_cycle" in self._on:
                return ""
            return " ".join(self._decoded(area).strip() for _, area in sorted(self._areas.items()))

    @property
    def frames_received(self) -> int:
        """Valid packets for this card so far."""
        with self._lock:
            return len(self._frame_times)

    @property
    def last_frame_at(self) -> float | None:
        """Monotonic time at which the last valid packet was complete."""
        with self._lock:
            return self._frame_times[-1] if self._frame_times else None

    def texts(self) -> tuple[str, ...]:
        """Every text shown so far, without repetitions in a row."""
        with self._lock:
            return tuple(self._texts)

    def pictures(self) -> tuple[PictureShot, ...]:
        """One picture: the strip now. Its id rises when the text changes."""
        with self._lock:
            page = int((time.time() - self._changed_at) / PAGE_S)
            key = (self._changes, page)
            if self._drawn is None or self._drawn[0] != key:
                self._drawn = (key, self._draw(page))
            return (self._drawn[1],)

    def set_fault(self, name: str, on: bool) -> None:
        if name not in FAULT_LABELS:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            if name == "power_cycle":
                self._areas.clear()
                self._decoder = FrameDecoder()
                self._lit = True
                self._changed()
        if name == "unplugged":
            if on:
                self._port.unplug()
            else:
                self._port.plug()

    def close(self) -> None:
        self._port.close()

    def _on_bytes(self, content: bytes) -> None:
        with self._lock:
            if "power_cycle" in self._on:
                return
            for frame in self._decoder.feed(content):
                message = message_in(frame)
                if message is not None and frame.to in (self._screen, ANY_SCREEN, BROADCAST):
                    self._frame_times = [*self._frame_times[-999:], time.monotonic()]
                    answer = self._obey(message)
                    if message.flag == WANT_REPLY and frame.to != BROADCAST and "silent" not in self._on:
                        reply = Frame(to_data(answer), to=frame.sender, sender=self._screen)
                        self._port.send(encode_frame(reply))

    def _obey(self, message: Message) -> Message:
        if "nack_busy" in self._on:
            return nack(CardError.BUSY)
        match message.op:
            case Op.PING | Op.STATUS | Op.SET_CLOCK | Op.BRIGHTNESS:
                return ack()
            case Op.POWER:
                self._lit = message.payload[:1] == b"\x01"
                self._changed()
            case Op.CLEAR:
                self._areas.clear()
                self._changed()
            case Op.UPDATE_AREAS:
                return self._update(message)
            case _:
                return nack(CardError.COMMAND)
        return ack()

    def _update(self, message: Message) -> Message:
        update = decode_update(message.payload)
        if update is None:
            return nack(CardError.TYPE)
        before = dict(self._areas)
        if update.delete_all or message.reserved[0] == 1:
            self._areas.clear()
        for number in update.delete:
            self._areas.pop(number, None)
        self._areas.update({area.area_id: area for area in update.areas})
        if self._areas != before:
            self._changed()
        return ack()

    def _changed(self) -> None:
        self._changes += 1
        self._changed_at = time.time()
        text = self.text
        if text and self._texts[-1:] != [text]:
            self._texts = [*self._texts[-99:], text]

    def _decoded(self, area: Area) -> str:
        return area.text.decode(self._layout.charset, "replace")

    def _draw(self, page: int) -> PictureShot:
        layout = self._layout
        picture = dark_picture(layout.width_px, layout.height_px)
        if self._lit and "power_cycle" not in self._on:
            for area in self._areas.values():
                picture = strip_picture(
                    self._decoded(area),
                    width=layout.width_px,
                    height=layout.height_px,
                    glyph_px=layout.glyph_px,
                    top=area.y,
                    wrap=area.single_line != 1,
                    page=page,
                )
        png = io.BytesIO()
        picture.save(png, "PNG")
        return PictureShot(self._changes, self._changed_at, png.getvalue())
