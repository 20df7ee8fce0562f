"""How long after its picture a call is heard: a real display that speaks Mandarin and English by espeak-ng."""

import json
import tempfile
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomli_w

from kiosk.speech.sinks import duration_s
from queue_server.client import HallClient
from queue_server.contract.commands import CallNext, OpenWindow, StartService, TakeTicket
from queue_server.contract.replies import TicketCalled
from tests.bench.asking import connected
from tests.bench.figure import Effort, Figure
from tests.bench.hall import BenchError, plan_path, running, write_plan
from tests.bench.percentiles import percentile
from tests.bench.processes import child
from tests.kiosk.glass import Glass

WINDOW, CLERK, GUIDE, MATTER = 1, "wang", "fan", "A01"
SIZE = (1920, 1080)
PATIENCE_S = 30.0
SILENCE_S = 0.2
"""Between two calls."""


def voice(effort: Effort) -> Sequence[Figure]:
    """From the picture on the glass to the first sound, one call after the other, each when the last was over."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _plan(folder)
        spoken, trace = folder / "spoken", folder / "trace.jsonl"
        with running(folder) as hall, connected(hall, "web") as clerk, Glass(*SIZE) as glass:
            credential = str(hall.state / "clients" / "display-1.json")
            arguments = ("kiosk", "display", "--plan", str(hall.plan), "--credential", credential)
            environment = glass.environment | {"TINGHAO_TRACE": str(trace)}
            log = folder / "display.log"
            with child(log, *arguments, "--spoken-into", str(spoken), environment=environment):
                _moment(trace, "picture", 0)
                clerk.ask(OpenWindow(window=WINDOW, clerk=CLERK), by=CLERK)
                times = [_call(clerk, trace, spoken) for _ in range(effort.calls + 1)][1:]
    return (Figure("voice_after_picture_p95_ms", percentile(times, 95), at_most=500),)


def _call(clerk: HallClient, trace: Path, spoken: Path) -> float:
    """Milliseconds between the two; returns when all has been said."""
    clerk.ask(TakeTicket(matter=MATTER), by=GUIDE)
    called = clerk.ask(CallNext(window=WINDOW, clerk=CLERK, complete_current=True), by=CLERK)
    if not isinstance(called, TicketCalled):
        raise BenchError(f"nobody was called: {called}")
    sequence = called.call.sequence
    seen, heard = (_moment(trace, event, sequence) for event in ("picture", "voice"))
    clerk.ask(StartService(window=WINDOW, clerk=CLERK), by=CLERK)
    _wait_until_over(spoken / f"{sequence}-{called.call.number}-{WINDOW}.wav")
    return (heard - seen) * 1000


def _wait_until_over(file: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not file.exists():
        if time.monotonic() > deadline:
            raise BenchError(f"there is no {file.name}")
        time.sleep(0.02)
    time.sleep(duration_s(file.read_bytes()) + SILENCE_S)


def _moment(trace: Path, event: str, sequence: int) -> float:
    """When it was traced first."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        lines = trace.read_text(encoding="utf-8").splitlines() if trace.exists() else []
        for one in map(json.loads, lines):
            if (one["event"], one.get("sequence")) == (event, sequence):
                return float(one["at"])
        time.sleep(0.02)
    raise BenchError(f"no {event} of the call {sequence}")


def _plan(folder: Path) -> None:
    """The sample hall with two voices that speak by program, which takes longer than reading recordings."""
    write_plan(folder)
    raw: dict[str, Any] = tomllib.loads(plan_path(folder).read_text(encoding="utf-8"))
    raw["voice"] = [{"language": "zh_CN"}, {"language": "en"}]
    plan_path(folder).write_text(tomli_w.dumps(raw), encoding="utf-8")
