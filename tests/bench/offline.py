"""A touch at the real kiosk without the desk: until the number is shown and its slip handed to the printer."""

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import msgspec

from devices.simulator import PrinterSimulator
from tests.bench.figure import Effort, Figure
from tests.bench.hall import BenchError, running, write_plan
from tests.bench.kiosk import PRINTER
from tests.bench.percentiles import percentile
from tests.bench.processes import child
from tests.bench.visitor import PATIENCE_S, SIZE, Visitor, a_hand
from tests.kiosk.cut_line import TO_KIOSK, CutLine
from tests.kiosk.glass import Glass
from tests.kiosk.standing_kiosk import FIRST_CARD, HOME, TAKE, TILE_A


def offline(effort: Effort) -> Sequence[Figure]:
    """First the line goes silent at the touch, every time anew; then the server is gone with its broker."""
    with tempfile.TemporaryDirectory() as name, closing(PrinterSimulator(Path(name) / "printer")) as printer:
        folder = Path(name)
        write_plan(folder, ports={PRINTER: printer.path, "barcode-reader-1": str(folder / "none")})
        trace = folder / "trace.jsonl"
        with ExitStack() as alive:
            hall = alive.enter_context(running(folder))
            known = hall.credential("kiosk-1")
            with closing(CutLine(known.port)) as line:
                credential = folder / "kiosk-1.json"
                credential.write_bytes(msgspec.json.encode(msgspec.structs.replace(known, port=line.port)))
                with _kiosk(folder, hall.plan, credential, trace) as visitor:
                    silent = []
                    for _ in range(effort.touches // 8 + 1):
                        silent.append(_visit(visitor, trace, lambda: line.silence(TO_KIOSK)))
                        line.mend()
                    alive.close()
                    gone = [_visit(visitor, trace) for _ in range(effort.touches + 1)][1:]
    return (
        Figure("silent_take_p95_ms", percentile(silent, 95), at_most=1500),
        Figure("offline_take_p95_ms", percentile(gone, 95), at_most=1500),
    )


@contextmanager
def _kiosk(folder: Path, plan: Path, credential: Path, trace: Path) -> Iterator[Visitor]:
    with Glass(*SIZE) as glass, a_hand(glass) as hand:
        environment = glass.environment | {"TINGHAO_TRACE": str(trace)}
        arguments = ("kiosk", "--plan", str(plan), "--credential", str(credential), "--state", str(folder / "kiosk"))
        with child(folder / "kiosk.log", *arguments, environment=environment):
            visitor = Visitor(trace, folder / "kiosk.log", hand)
            visitor.wait_for_first_frame()
            yield visitor


def _visit(visitor: Visitor, trace: Path, before: Callable[[], None] = lambda: None) -> float:
    """Milliseconds from the touch that takes the number to its slip in the printer's hands and the number shown.

    `before` is done right before that touch.
    """
    handed_before = len(_moments(trace, "slip_queued"))
    visitor.wait_for("Idle")
    visitor.wait_for("Matters", touching=TILE_A)
    visitor.wait_for("Confirm", touching=FIRST_CARD)
    visitor.point(visitor.place(TAKE))
    before()
    touched = visitor.click()
    deadline = time.monotonic() + PATIENCE_S
    while len(handed := _moments(trace, "slip_queued")) == handed_before:
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
