"""A receipt printer that exists only as bytes and pictures."""

import io
import threading
import time
from pathlib import Path

import msgspec

from devices.simulator.escpos_stream import Command, EscposStream, StatusQuestion, Token
from devices.simulator.paper import Paper
from devices.simulator.pty_port import PtyPort
from devices.simulator.simulated import Fault, PictureShot

FAULT_LABELS = {
    "paper_out": "缺纸",
    "paper_low": "纸将尽",
    "cover_open": "上盖打开",
    "cutter": "切刀卡住",
    "unplugged": "拔掉数据线",
    "silent": "不回答状态",
    "frozen": "死机（不收数据）",
}
STOPPED_BY = frozenset({"paper_out", "cover_open"})


class SlipTiming(msgspec.Struct, frozen=True):
    """How one slip arrived: monotonic seconds of its first and last byte (status questions not counted), its size."""

    id: int
    first_byte_at: float
    last_byte_at: float
    slip_bytes: int


class PrinterSimulator:
    """An ESC/POS printer with a Chinese font on a pseudo terminal.

    Args:
        path: where to put the link to the terminal.
        width_dots: 576 for 80 mm paper, 384 for 58 mm.
        keep: how many slips are kept.
    """

    kind = "printer"

    def __init__(self, path: Path, *, width_dots: int = 576, keep: int = 20) -> None:
        self._width_dots = width_dots
        self._keep = keep
        self._lock = threading.RLock()
        self._on: set[str] = set()
        self._stream = EscposStream()
        self._paper = Paper(width_dots)
        self._slips: list[PictureShot] = []
        self._timings: list[SlipTiming] = []
        self._next_id = 1
        self._slip_bytes = 0
        self._total_bytes = 0
        self._first_byte_at: float | None = None
        self._last_byte_at = 0.0
        self._paper_left_bytes: int | None = None
        self._port = PtyPort(path, self._on_bytes)

    @property
    def path(self) -> str:
        return self._port.path

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in FAULT_LABELS.items())

    @property
    def slip_bytes_total(self) -> int:
        """Bytes of all slips so far, status questions not counted."""
        with self._lock:
            return self._total_bytes

    @property
    def first_byte_at(self) -> float | None:
        """Monotonic time of the first byte of the slip being printed; None between slips."""
        with self._lock:
            return self._first_byte_at

    def timings(self) -> tuple[SlipTiming, ...]:
        """When the kept slips arrived, oldest first; ids as in `pictures`."""
        with self._lock:
            return tuple(self._timings)

    def pictures(self) -> tuple[PictureShot, ...]:
        """The last slips as they came out, oldest first."""
        with self._lock:
            return tuple(self._slips)

    def set_fault(self, name: str, on: bool) -> None:
        if name not in FAULT_LABELS:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            if name == "paper_out":
                self._paper_left_bytes = None
        match name:
            case "unplugged" if on:
                self._port.unplug()
                with self._lock:
                    self._tear_off("打印中途断开")
                    self._stream = EscposStream()
            case "unplugged":
                self._port.plug()
            case "cutter" if not on:
                with self._lock:
                    self._tear_off("切刀修好后取下")
            case "frozen":
                self._port.hold(on)

    def paper_out_after(self, slip_bytes: int) -> None:
        """Let the paper end when this many more bytes of slips have been printed."""
        with self._lock:
            self._paper_left_bytes = slip_bytes

    def close(self) -> None:
        self._port.close()

    def _on_bytes(self, content: bytes) -> None:
        now = time.monotonic()
        with self._lock:
            while content:
                # Single bytes let the paper end in the middle of one read.
                size = len(content) if self._paper_left_bytes is None else 1
                self._take(content[:size], now)
                content = content[size:]

    def _take(self, content: bytes, now: float) -> None:
        answered = False
        for token, size in self._stream.feed(content):
            match token:
                case StatusQuestion(number=number):
                    answered = True
                    self._answer(self._status_byte(number))
                case Command(name="GS r"):
                    answered = True
                    if not self._on & STOPPED_BY:
                        self._answer(0x03 if "paper_low" in self._on else 0x00)
                case _ if not self._on & STOPPED_BY:
                    self._print(token, size, now)
        pending = self._stream.pending
        if answered or pending.startswith(b"\x10") or self._on & STOPPED_BY:
            return
        if pending and self._first_byte_at is None:
            self._first_byte_at = now
        if self._paper_left_bytes is not None:
            self._paper_left_bytes -= len(content)
            if self._paper_left_bytes <= 0:
                self._run_out_of_paper()

    def _print(self, token: Token, size: int, now: float) -> None:
        if self._first_byte_at is None:
            self._first_byte_at = now
        self._last_byte_at = now
        self._slip_bytes += size
        self._total_bytes += size
        self._paper.apply(token)
        if isinstance(token, Command) and token.name == "GS V" and "cutter" not in self._on:
            self._tear_off("")

    def _run_out_of_paper(self) -> None:
        self._paper_left_bytes = None
        self._on.add("paper_out")
        begun = self._stream.begun_raster()
        if begun is not None:
            self._paper.apply(begun)
        self._tear_off("打印中途缺纸")

    def _tear_off(self, note: str) -> None:
        if not self._paper.is_blank:
            png = io.BytesIO()
            self._paper.picture().save(png, "PNG")
            shot = PictureShot(self._next_id, time.time(), png.getvalue(), note)
            first = self._first_byte_at if self._first_byte_at is not None else self._last_byte_at
            timing = SlipTiming(self._next_id, first, self._last_byte_at, self._slip_bytes)
            self._next_id += 1
            self._slips = [*self._slips, shot][-self._keep :]
            self._timings = [*self._timings, timing][-self._keep :]
        self._paper = Paper(self._width_dots)
        self._slip_bytes = 0
        self._first_byte_at = None

    def _status_byte(self, number: int) -> int:
        out, cover, cutter = ("paper_out" in self._on, "cover_open" in self._on, "cutter" in self._on)
        match number:
            case 1:
                return 0x12 | (0x08 if out or cover or cutter else 0) | 0x04
            case 2:
                return 0x12 | (0x04 if cover else 0) | (0x20 if out else 0) | (0x40 if cutter else 0)
            case 3:
                return 0x12 | (0x08 if cutter else 0)
            case _:
                return 0x12 | (0x6C if out else 0x0C if "paper_low" in self._on else 0)

    def _answer(self, byte: int) -> None:
        if "silent" not in self._on:
            self._port.send(bytes([byte]))
