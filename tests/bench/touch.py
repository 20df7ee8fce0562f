"""A finger at the real kiosk: until a control is seen pressed, until the next screen is drawn; beside plain Kivy."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench.figure import Effort, Figure
from tests.bench.hall import running, write_plan
from tests.bench.kiosk import PRINTER
from tests.bench.percentiles import percentile
from tests.bench.plain_screens import NEXT, ONE, OTHER
from tests.bench.processes import child, cpu_s
from tests.bench.visitor import SIZE, Visitor, a_hand
from tests.kiosk.glass import Glass
from tests.kiosk.standing_kiosk import BACK, FIRST_CARD, KEYS_GD, SEARCH, TILE_A

PRESSES = 3
ROUND_TRIPS = 3
"""Between the plain screens, in each round."""
TICKED_S = 0.3
"""A little more than between two ticks of the kiosk's clock."""
ASIDE = (0.999, 0.5)
"""Where no control is: a finger that slides there has touched nothing."""
IDLE_S = 5.0


def touch(effort: Effort) -> Sequence[Figure]:
    """Both programs stand on a screen of their own and are touched in turns; the ratios are of each round's medians."""
    pressed: list[float] = []
    changed: list[float] = []
    pressed_ratios, changed_ratios = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plain").mkdir()
        with _plain(folder / "plain") as plain, _kiosk(folder) as (kiosk, pid):
            for turn in range(effort.rounds + 1):
                plain_presses = [_press(plain, NEXT) for _ in range(PRESSES)]
                presses = [_press(kiosk, TILE_A) for _ in range(PRESSES)]
                plain_changes = [_change(plain, NEXT, step) for step in (OTHER, ONE) * ROUND_TRIPS]
                changes = _way(kiosk)
                if turn:  # the first round warms up
                    pressed += presses
                    changed += changes
                    pressed_ratios.append(median(presses) / median(plain_presses))
                    changed_ratios.append(median(changes) / median(plain_changes))
            before = cpu_s(pid)
            time.sleep(IDLE_S)
            idle_percent = (cpu_s(pid) - before) / IDLE_S * 100
    return (
        Figure("touch_to_pressed_p95_ms", percentile(pressed, 95)),
        Figure("touch_to_pressed_ratio", median(pressed_ratios), at_most=1.5),
        Figure("screen_change_p95_ms", percentile(changed, 95)),
        Figure("screen_change_ratio", median(changed_ratios), at_most=1.5),
        Figure("kiosk_idle_cpu_percent", idle_percent),
    )


@contextmanager
def _plain(folder: Path) -> Iterator[Visitor]:
    with Glass(*SIZE) as glass, a_hand(glass) as hand:
        trace, log = folder / "trace.jsonl", folder / "log"
        with child(log, "tests.bench.plain_screens", environment=glass.environment | {"TINGHAO_TRACE": str(trace)}):
            visitor = Visitor(trace, log, hand)
            visitor.wait_for(ONE)
            yield visitor


@contextmanager
def _kiosk(folder: Path) -> Iterator[tuple[Visitor, int]]:
    ports = {PRINTER: str(folder / "none"), "barcode-reader-1": str(folder / "neither")}
    write_plan(folder, ports=ports)
    with running(folder) as hall, Glass(*SIZE) as glass, a_hand(glass) as hand:
        trace, log = folder / "trace.jsonl", folder / "kiosk.log"
        credential = str(hall.state / "clients" / "kiosk-1.json")
        arguments = ("kiosk", "--plan", str(hall.plan), "--credential", credential)
        with child(log, *arguments, environment=glass.environment | {"TINGHAO_TRACE": str(trace)}) as process:
            visitor = Visitor(trace, log, hand)
            visitor.wait_for("Idle")
            yield visitor, process.pid


def _way(visitor: Visitor) -> list[float]:
    """Milliseconds of each change of screens on the way through the kiosk and back to its first screen."""
    return [
        _change(visitor, TILE_A, "Matters"),
        _change(visitor, FIRST_CARD, "Confirm"),
        _change(visitor, BACK, "Matters"),
        _change(visitor, BACK, "Idle"),
        _change(visitor, SEARCH, "Search"),
        _change(visitor, KEYS_GD[0], "Search", then=FIRST_CARD),
        _change(visitor, BACK, "Search"),
        _change(visitor, BACK, "Idle"),
    ]


def _press(visitor: Visitor, control: str) -> float:
    """Milliseconds from the finger's coming down on a control to the frame that shows it pressed; it slides off."""
    visitor.point(visitor.place(control))
    touched = visitor.put_down()
    seen = visitor.last_frame(touched, TICKED_S)
    visitor.point(ASIDE)
    visitor.lift()
    visitor.last_frame(seen, TICKED_S)
    return (seen - touched) * 1000


def _change(visitor: Visitor, control: str, step: str, then: str = "") -> float:
    """Milliseconds from a touch to the last frame that draws the next screen, where the control `then` is."""
    visitor.point(visitor.place(control))
    touched = visitor.click()
    visitor.wait_for(step)
    if then:
        visitor.place(then)
    return (visitor.last_frame(touched) - touched) * 1000
