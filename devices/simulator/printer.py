"""A receipt printer that exists only as bytes and pictures."""

import io
import threading
import time
from pathlib import Path

import msgspec

from devices.simulator.escpos_stream import Command, EscposStream, StatusQuestion, Token
from devices.simulator.paper import Paper
from devices.simulator.port import port_at
from devices.simulator.printer_status import FULL_STATUS, REMAINING_CM, Trouble
from devices.simulator.simulated import Fault, PictureShot

FAULT_LABELS = {
    "paper_out": "缺纸",
    "paper_low": "纸将尽",
    "cover_open": "上盖打开",
    "cutter": "切刀卡住",
    "jammed": "卡纸",
    "not_taken": "出纸口有纸没人取",
    "retract_fails": "收不回号票",
    "unplugged": "拔掉数据线",
    "power_cycle": "断电",
    "silent": "不回答状态",
    "frozen": "死机（不收数据）",
    "flow_noise": "夹杂流控字节",
}
OF_THE_MOUTH = frozenset({"not_taken", "retract_fails"})
MODEL = {False: b"\x20", True: b"\x5d"}
RETRACT, EJECT = b"\x02", b"\x05"
XON, XOFF = b"\x11", b"\x13"


class SlipTiming(msgspec.Struct, frozen=True):
    """How one slip arrived: monotonic seconds of its first and last byte (status questions not counted), its size."""

    id: int
    first_byte_at: float
    last_byte_at: float
    slip_bytes: int


class PrinterSimulator:
    """An ESC/POS printer with a Chinese font on a pseudo terminal or, where `path` is None, on a network port.

    Args:
        path: where to put the link to the terminal.
        width_dots: 576 for 80 mm paper, 384 for 58 mm.
        keep: how many slips are kept.
        presenter: it holds slips in its mouth and tells Custom's full status; a slip is taken at once while nobody
            turned on the fault `not_taken`, and turning that off takes the one that hangs there.
    """

    kind = "printer"

    def __init__(self, path: Path | None, *, width_dots: int = 576, keep: int = 20, presenter: bool = False) -> None:
        self._width_dots = width_dots
        self._keep = keep
        self._presenter = presenter
        self._in_output = False
        self._automatic_told: bytes | None = None
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
        self._port = port_at(path, self._on_bytes)

    @property
    def path(self) -> str:
        return self._port.path

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            switches = FAULT_LABELS.items()
            return tuple(Fault(name, label, name in self._on) for name, label in switches if self._has(name))

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
        if not self._has(name):
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            self._turn(name, on)
            self._tell_automatic()
        match name:
            case "unplugged" if on:
                self._port.unplug()
            case "unplugged":
                self._port.plug()
            case "frozen":
                self._port.hold(on)

    @property
    def in_output(self) -> bool:
        """A slip hangs in the mouth."""
        with self._lock:
            return self._in_output

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

    def _has(self, name: str) -> bool:
        return name in FAULT_LABELS and (self._presenter or name not in OF_THE_MOUTH)

    def _turn(self, name: str, on: bool) -> None:
        match name:
            case "paper_out":
                self._paper_left_bytes = None
            case "not_taken" if not on:
                self._in_output = False
            case "cutter" if not on:
                self._tear_off("切刀修好后取下")
            case "unplugged" | "power_cycle" if on:
                self._tear_off("打印中途断开")
                self._stream = EscposStream()
                self._automatic_told = None

    def _trouble(self) -> Trouble:
        on = {name: name in self._on for name in ("paper_out", "paper_low", "cover_open", "cutter", "jammed")}
        return Trouble(**on, in_output=self._in_output)

    def _take(self, content: bytes, now: float) -> None:
        if "power_cycle" in self._on:
            return
        answered = False
        for token, size in self._stream.feed(content):
            if self._answered(token):
                answered = True
            elif not self._trouble().stopped:
                self._print(token, size, now)
        pending = self._stream.pending
        if answered or pending.startswith(b"\x10") or self._trouble().stopped:
            return
        if pending and self._first_byte_at is None:
            self._first_byte_at = now
        if self._paper_left_bytes is not None:
            self._paper_left_bytes -= len(content)
            if self._paper_left_bytes <= 0:
                self._run_out_of_paper()

    def _answered(self, token: Token) -> bool:
        """True for what is answered or carried out at once, and does not count as part of a slip."""
        trouble = self._trouble()
        match token:
            case StatusQuestion(number=number) if number == FULL_STATUS:
                if self._presenter:
                    self._answer(trouble.full())
            case StatusQuestion(number=number):
                self._answer(trouble.real_time(number))
            case Command(name="GS r" | "ESC v"):
                if not trouble.stopped:
                    self._answer(trouble.in_order())
            case Command(name="GS I"):
                self._answer(MODEL[self._presenter])
            case Command(name="GS E1"):
                if self._presenter:
                    self._answer(REMAINING_CM[trouble.paper_low])
            case Command(name="GS a", parameters=parameters):
                self._automatic_told = b"" if any(parameters) else None
                self._tell_automatic()
            case Command(name="GS e", parameters=parameters) if parameters in (RETRACT, EJECT):
                self._in_output = self._in_output and "retract_fails" in self._on
            case _:
                return False
        return True

    def _print(self, token: Token, size: int, now: float) -> None:
        if self._first_byte_at is None:
            self._first_byte_at = now
        self._last_byte_at = now
        self._slip_bytes += size
        self._total_bytes += size
        self._paper.apply(token)
        if isinstance(token, Command) and token.name == "GS V" and "cutter" not in self._on:
            self._tear_off("")
            self._in_output = self._presenter and "not_taken" in self._on

    def _run_out_of_paper(self) -> None:
        self._paper_left_bytes = None
        self._on.add("paper_out")
        begun = self._stream.begun_raster()
        if begun is not None:
            self._paper.apply(begun)
        self._tear_off("打印中途缺纸")
        self._tell_automatic()

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

    def _tell_automatic(self) -> None:
        status = self._trouble().automatic()
        if self._automatic_told not in (None, status) and "power_cycle" not in self._on:
            self._automatic_told = status
            self._answer(status)

    def _answer(self, content: bytes) -> None:
        if "flow_noise" in self._on:
            content = XOFF + content[:1] + XON + content[1:]
        if "silent" not in self._on:
            self._port.send(content)
