"""A touch at the real kiosk to the first byte of the slip at the printer; its first picture; its memory."""

import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from devices.simulator import PrinterSimulator
from tests.bench.figure import Effort, Figure
from tests.bench.hall import BenchError, running, write_plan
from tests.bench.percentiles import percentile
from tests.bench.processes import child, resident_mb
from tests.bench.visitor import PATIENCE_S, SIZE, Visitor, a_hand
from tests.kiosk.glass import Glass
from tests.kiosk.standing_kiosk import FIRST_CARD, HOME, TAKE, TILE_A

PRINTER = "slip-printer-1"


def kiosk(effort: Effort) -> Sequence[Figure]:
    """One visitor after the other, from the first screen to the slip."""
    with tempfile.TemporaryDirectory() as name, closing(_printer(Path(name), effort)) as printer:
        folder = Path(name)
        write_plan(folder, ports={PRINTER: printer.path, "barcode-reader-1": str(folder / "none")})
        with running(folder) as hall, Glass(*SIZE) as glass, a_hand(glass) as hand:
            trace, log = folder / "trace.jsonl", folder / "kiosk.log"
            credential = str(hall.state / "clients" / "kiosk-1.json")
            arguments = ("kiosk", "--plan", str(hall.plan), "--credential", credential)
            environment = glass.environment | {"TINGHAO_TRACE": str(trace)}
            began = time.monotonic()
            with child(log, *arguments, environment=environment) as process:
                visitor = Visitor(trace, log, hand)
                first_frame_s = visitor.wait_for_first_frame() - began
                times = [_visit(visitor, printer) for _ in range(effort.touches + 1)][1:]
                resident = resident_mb(process.pid)
    return (
        Figure("kiosk_first_frame_s", first_frame_s),
        Figure("kiosk_rss_mb", resident),
        Figure("touch_to_slip_first_byte_p50_ms", percentile(times, 50)),
        Figure("touch_to_slip_first_byte_p95_ms", percentile(times, 95), at_most=80),
    )


def _printer(folder: Path, effort: Effort) -> PrinterSimulator:
    return PrinterSimulator(folder / "printer", keep=effort.touches + 1)


def _visit(visitor: Visitor, printer: PrinterSimulator) -> float:
    """Milliseconds from the touch that takes the number to the first byte of its slip."""
    before = len(printer.timings())
    visitor.wait_for("Idle")
    visitor.wait_for("Matters", touching=TILE_A)
    visitor.wait_for("Confirm", touching=FIRST_CARD)
    visitor.point(visitor.place(TAKE))
    touched = visitor.click()
    visitor.wait_for("Number")
    slip = _slip(printer, before)
    visitor.wait_for("Idle", touching=HOME)
    return (slip - touched) * 1000


def _slip(printer: PrinterSimulator, before: int) -> float:
    deadline = time.monotonic() + PATIENCE_S
    while len(printer.timings()) == before:
        if time.monotonic() > deadline:
            raise BenchError("no slip came out")
        time.sleep(0.01)
    return printer.timings()[-1].first_byte_at
