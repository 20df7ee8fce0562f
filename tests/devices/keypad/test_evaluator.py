"""The evaluator before a visitor: opinions come in once each, stars and the request go out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from devices.bus import Bus
from devices.driver import Setting
from devices.keypad.drivers import DRIVERS
from devices.keypad.evaluator import Evaluator
from devices.keypad.ff68 import Ff68EvaluatorOptions, Ff68Keypad
from devices.keypad.keypad import Keypad
from devices.keypad.keys import Key
from devices.keypad.station import REFRESH_S
from devices.link import LinkState
from devices.simulator.keypad import KeypadSimulator
from devices.simulator.keypad_cards import Ff68Card, Ff68EvaluatorCard
from devices.simulator.line import SimulatedLine
from devices.transport import open_later
from tests.devices.clock import HandClock
from tests.devices.vectors import vectors
from tests.devices.waiting import wait_until

VECTORS = {vector.name: vector for vector in vectors(Path(__file__).parent / "vectors/ff68.json")}


def evaluator(clock: HandClock, levels: str = "1=5 0=4 2=2 3=1") -> Evaluator:
    driver = next(driver for driver in DRIVERS if driver.kind == "evaluator")
    built = driver.build(
        Setting(name="rate", address=1, options=Ff68EvaluatorOptions(levels=levels), clock=clock), None
    )
    assert isinstance(built, Evaluator)
    return built


class Standing:
    """An evaluator on its bus at a simulated machine, driven by hand."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        line = SimulatedLine(folder / "rate")
        self.machine = KeypadSimulator(line, Ff68EvaluatorCard(), resend_s=0.02)
        self.evaluator = evaluator(self.clock)
        self.told: list[int] = []
        self.evaluator.rated(self.told.append)
        self.bus = Bus(open_later(line.path), [self.evaluator], clock=self.clock, pause=self.clock.advance)
        self.bus.turn()

    def rests(self) -> bool:
        while self.bus.turn():
            pass
        return not self.machine.unacknowledged

    def until_told(self, count: int) -> None:
        wait_until(lambda: self.rests() and len(self.told) == count)

    def stars(self) -> tuple[int, bool]:
        self.rests()
        panel = self.machine.panel
        assert panel is not None
        return panel.stars, panel.asking


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Standing]:
    standing = Standing(tmp_path)
    yield standing
    standing.bus.close()
    standing.machine.close()


def test_every_opinion_is_told_as_a_score_and_acknowledged(there: Standing) -> None:
    for place, key in enumerate(there.machine.keys):
        there.machine.press(key.name)
        there.until_told(place + 1)
        there.clock.advance(2)
    assert there.told == [5, 4, 2, 1]


def test_the_acknowledgement_is_the_frame_with_command_01() -> None:
    there = evaluator(HandClock())
    there.hear(VECTORS["evaluator value 1"].content, 1000.0)
    task = there.task(1000.0)
    assert task is not None
    assert task.exchange.content == VECTORS["acknowledgement of evaluator value 1"].content
    assert task.urgent


def test_an_opinion_sent_again_counts_once(there: Standing) -> None:
    there.machine.set_fault("deaf", True)
    there.machine.press("good")
    wait_until(lambda: there.rests() or there.machine.sent >= 3)
    there.machine.set_fault("deaf", False)
    wait_until(there.rests)
    assert there.told == [4]


def test_a_value_that_the_levels_do_not_name_is_acknowledged_and_logged() -> None:
    there = evaluator(HandClock(), levels="7=5")
    told: list[int] = []
    there.rated(told.append)
    with capture_logs() as logs:
        there.hear(VECTORS["evaluator value 1"].content, 1000.0)
    assert told == []
    assert there.task(1000.0) is not None
    assert logs[0]["value"] == 1


def test_it_asks_when_told_and_keeps_the_stars(there: Standing) -> None:
    there.evaluator.stars(4)
    there.evaluator.start()
    wait_until(lambda: there.stars() == (4, True))
    there.machine.set_fault("power_cycle", True)
    there.machine.set_fault("power_cycle", False)
    assert there.stars() == (0, False)
    there.clock.advance(REFRESH_S + 1)
    wait_until(lambda: there.stars() == (4, False))


def test_keypad_and_evaluator_of_a_window_may_share_an_address(tmp_path: Path) -> None:
    clock, line = HandClock(), SimulatedLine(tmp_path / "line")
    keys, opinions = KeypadSimulator(line, Ff68Card(1)), KeypadSimulator(line, Ff68EvaluatorCard(1))
    keypad, rater = Keypad(Ff68Keypad(1), clock=clock), evaluator(clock)
    pressed: list[Key] = []
    scores: list[int] = []
    keypad.pressed(lambda press: pressed.append(press.key))
    rater.rated(scores.append)
    keypad.show(3, "A012")
    bus = Bus(open_later(line.path), [keypad, rater], clock=clock, pause=clock.advance)

    def rests(count: int) -> bool:
        while bus.turn():
            pass
        return not (keys.unacknowledged or opinions.unacknowledged) and len(pressed) + len(scores) == count

    try:
        wait_until(lambda: rests(0) and keys.text == "003 012")
        keys.press("evaluate")
        wait_until(lambda: rests(1) and opinions.text == "请您评价")  # it hears the acknowledgement as its start
        opinions.press("very_poor")
        wait_until(lambda: rests(2))
        assert (pressed, scores) == ([Key.EVALUATE], [1])
        assert keys.text == "003 012"
    finally:
        bus.close()
        keys.close()
        opinions.close()


def test_until_somebody_presses_nobody_knows_whether_it_is_there(there: Standing) -> None:
    there.rests()
    assert (there.evaluator.health.link, there.evaluator.health.heard) == (LinkState.OPENING, False)
    there.machine.press("good")
    wait_until(lambda: there.rests() and there.evaluator.health.heard)
    assert there.evaluator.health.link is LinkState.READY
