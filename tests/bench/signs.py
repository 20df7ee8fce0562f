"""From a call to the last byte of its LED strip's frame: 16 strips on one RS-485 line at 9600 baud, and on four."""

import tempfile
import time
import tomllib
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import tomli_w

from devices.led.jqueue_0509 import GAP_S, StripText, encode_strip, strip_decoder
from devices.simulator.line import SimulatedLine
from queue_server.contract.commands import CallNext, CompleteTicket, OpenWindow, StartService, TakeTicket
from queue_server.contract.replies import Refused
from tests.bench.asking import connected
from tests.bench.figure import Effort, Figure
from tests.bench.hall import BenchError, plan_path, running, write_plan
from tests.bench.percentiles import percentile
from tests.bench.processes import child

STRIPS = 16
BAUD = 9600
BITS_PER_BYTE = 10
PATIENCE_S = 30.0


class PacedLine:
    """A serial line's far end: bytes leave the sender's system at once, but cross the line one after the other.

    A pseudo terminal has no speed, so the time of each byte is computed as a UART has it: a byte starts when the one
    before it is through. `frames` are the ends of what was heard, per frame: its bytes and when the last was through.
    """

    def __init__(self, path: Path) -> None:
        self._line = SimulatedLine(path)
        self._line.attach(self)
        self._decoder = strip_decoder()
        self._free_at = 0.0
        self.frames: list[tuple[StripText, float]] = []

    def hear(self, received: bytes) -> None:
        start = max(self._free_at, time.monotonic())
        self._free_at = start + len(received) * BITS_PER_BYTE / BAUD
        self.frames += [(said, self._free_at) for said in self._decoder.feed(received)]

    def close(self) -> None:
        self._line.leave()


def signs(effort: Effort) -> Sequence[Figure]:
    """All 16 windows call at the same moment; every frame is held against what the line itself takes for it.

    The limit of the k-th frame on a line: the bytes of the first k frames × 10 / baud, and the silence that each of
    them owes the strips.
    """
    figures = []
    for name, buses in (("led_bus_ratio_p95", 1), ("led_bus4_ratio_p95", 4)):
        ratios = _ratios(buses, effort.calls)
        figures.append(Figure(name, percentile(ratios, 95), at_most=1.2))
    return figures


def _ratios(buses: int, rounds: int) -> list[float]:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        lines = [PacedLine(folder / f"line-{number}") for number in range(buses)]
        for line in lines:
            stack.callback(line.close)
        _plan(folder, buses)
        hall = stack.enter_context(running(folder))
        web = stack.enter_context(connected(hall, "web"))
        credential = str(hall.state / "clients" / "agent.json")
        stack.enter_context(
            child(folder / "agent.log", "devices", "--plan", str(hall.plan), "--credential", credential)
        )
        for window in range(1, STRIPS + 1):
            web.ask(OpenWindow(window=window, clerk=f"a{window}"), by=f"a{window}")
        ratios: list[float] = []
        for _ in range(rounds):
            for _ in range(STRIPS):
                web.ask(TakeTicket(matter="A01"), by="guide")
            ratios += _burst(web, lines)
        return ratios


def _burst(web: Any, lines: Sequence[PacedLine]) -> list[float]:
    _wait_for_rest(lines)
    called_at = time.monotonic()
    replies = [
        web.submit(CallNext(window=window, clerk=f"a{window}"), by=f"a{window}") for window in range(1, STRIPS + 1)
    ]
    for reply in replies:
        if isinstance(reply.result(), Refused):
            raise BenchError(f"a call was refused: {reply.result()}")
    deadline = time.monotonic() + PATIENCE_S
    while sum(len(line.frames) for line in lines) < STRIPS:
        if time.monotonic() > deadline:
            raise BenchError("not every strip got its call")
        time.sleep(0.02)
    ratios = []
    for line in lines:
        limit_s = 0.0
        for frame, ended_at in line.frames[: STRIPS // len(lines)]:
            text = frame.text.decode("gbk")
            if not text.startswith("请"):
                raise BenchError(f"a strip was told something else: {text}")
            limit_s += len(encode_strip(frame)) * BITS_PER_BYTE / BAUD + GAP_S
            ratios.append((ended_at - called_at) / limit_s)
    for window in range(1, STRIPS + 1):
        web.ask(StartService(window=window, clerk=f"a{window}"), by=f"a{window}")
        web.ask(CompleteTicket(window=window, clerk=f"a{window}"), by=f"a{window}")
    return ratios


def _wait_for_rest(lines: Sequence[PacedLine]) -> None:
    """Until every line has been silent for a second; then what was said is forgotten."""
    deadline = time.monotonic() + PATIENCE_S
    while not all(line.frames and time.monotonic() - line.frames[-1][1] > 1.0 for line in lines):
        if time.monotonic() > deadline:
            raise BenchError("the lines do not come to rest")
        time.sleep(0.05)
    for line in lines:
        line.frames.clear()


def _plan(folder: Path, buses: int) -> None:
    """The sample hall with a window for every strip, all serving the first service, ten seconds' rule of calls off."""
    write_plan(folder)
    raw: dict[str, Any] = tomllib.loads(plan_path(folder).read_text(encoding="utf-8"))
    windows = list(range(1, STRIPS + 1))
    raw["policy"]["call_gap_s"] = 0
    raw["clerk"] = [{"id": f"{post}{number}", "name": "演示"} for number in windows for post in "ab"]
    raw["clerk"].append({"id": "guide", "name": "演示", "roles": ["guide"]})
    raw["window"] = [{"number": number, "clerks": [f"a{number}", f"b{number}"]} for number in windows]
    raw["service"][0]["windows"] = windows
    raw["device"] = [
        {
            "id": f"led-{number}",
            "kind": "led_board",
            "driver": "jqueue_0509",
            "terminal": "agent",
            "port": str(folder / f"line-{(number - 1) % buses}"),
            "address": number,
            "baud": BAUD,
            "window": number,
        }
        for number in windows
    ]
    plan_path(folder).write_text(tomli_w.dumps(raw), encoding="utf-8")
