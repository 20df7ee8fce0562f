"""A touch at the real kiosk with the server off: until the number is shown and its slip handed to the printer."""

import json
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from devices.simulator import PrinterSimulator
from tests.bench.figure import Effort, Figure
from tests.bench.hall import BenchError, running, write_plan
from tests.bench.kiosk import PRINTER
from tests.bench.percentiles import percentile
from tests.bench.processes import child
from tests.bench.visitor import PATIENCE_S, SIZE, Visitor, a_hand
from tests.kiosk.glass import Glass
from tests.kiosk.standing_kiosk import FIRST_CARD, HOME, TAKE, TILE_A


def offline(effort: Effort) -> Sequence[Figure]:
    """The server has been there once, so the kiosk has its credential; then it is gone with its broker."""
    with tempfile.TemporaryDirectory() as name, closing(PrinterSimulator(Path(name) / "printer")) as printer:
        folder = Path(name)
        write_plan(folder, ports={PRINTER: printer.path, "barcode-reader-1": str(folder / "none")})
        with running(folder) as hall:
            plan, credential = str(hall.plan), str(hall.state / "clients" / "kiosk-1.json")
        with Glass(*SIZE) as glass, a_hand(glass) as hand:
            trace, log = folder / "trace.jsonl", folder / "kiosk.log"
            environment = glass.environment | {"TINGHAO_TRACE": str(trace)}
            arguments = ("kiosk", "--plan", plan, "--credential", credential, "--state", str(folder / "kiosk"))
            with child(log, *arguments, environment=environment):
                visitor = Visitor(trace, log, hand)
                visitor.wait_for_first_frame()
                times = [_visit(visitor, trace) for _ in range(effort.touches + 1)][1:]
    return (Figure("offline_take_p95_ms", percentile(times, 95), at_most=1500),)


def _visit(visitor: Visitor, trace: Path) -> float:
    """Milliseconds from the touch that takes the number to its slip in the printer's hands and the number shown."""
    before = len(_moments(trace, "slip_queued"))
    visitor.wait_for("Idle")
    visitor.wait_for("Matters", touching=TILE_A)
    visitor.wait_for("Confirm", touching=FIRST_CARD)
    visitor.point(visitor.place(TAKE))
    touched = visitor.click()
    deadline = time.monotonic() + PATIENCE_S
    while len(handed := _moments(trace, "slip_queued")) == before:
        if time.monotonic() > deadline:
            raise BenchError("no number without the server")
        time.sleep(0.01)
    visitor.wait_for("Number")
    shown = next(moment for moment in _moments(trace, "screen", step="Number") if moment > touched)
    visitor.wait_for("Idle", touching=HOME)
    return (max(handed[-1], shown) - touched) * 1000


def _moments(trace: Path, kind: str, **said: str) -> list[float]:
    events = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    return [event["at"] for event in events if event["event"] == kind and all(event[key] == said[key] for key in said)]
