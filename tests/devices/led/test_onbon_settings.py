"""What a font card can beyond showing a text: its clock, its brightness by hour, its voice, its network port."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from devices.bus import Bus
from devices.led.onbon import OnbonCodec, OnbonOptions, half_hours
from devices.led.onbon_messages import brightness_by_hour
from devices.led.sign import PREPARE_EVERY_S, Sign
from devices.simulator.line import SimulatedLine
from devices.simulator.onbon import OnbonCard
from devices.simulator.sign import SignSimulator
from devices.transport import open_later
from tests.devices.clock import HandClock
from tests.devices.waiting import wait_until

NOW = datetime(2026, 11, 23, 9, 15, 30)
BY_HOUR = "06:30=15 19:30=4"


class Bench:
    """A card with a voice on its network port, its bus driven by hand."""

    def __init__(self) -> None:
        self.card = OnbonCard()
        self.machine = SignSimulator(SimulatedLine(), self.card)
        self.clock = HandClock()
        codec = OnbonCodec(1, OnbonOptions(voice=True, volume=6, brightness=BY_HOUR))
        self.sign = Sign(codec, clock=self.clock, wall_clock=lambda: NOW)
        self.bus = Bus(open_later(self.machine.path), [self.sign], clock=self.clock, pause=self.clock.advance)

    def settle(self) -> None:
        while self.bus.turn():
            pass


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.bus.close()
    bench.machine.close()


def test_a_card_gets_its_clock_and_brightness_before_the_text_and_again_after_hours(bench: Bench) -> None:
    bench.sign.want("请A012号到3号窗口")
    bench.settle()
    assert bench.card.clock.hex(" ") == "26 20 11 23 09 15 30 01"
    assert tuple(bench.card.levels) == half_hours(BY_HOUR)
    assert bench.machine.text == "请A012号到3号窗口"
    bench.card.clock = b""
    bench.clock.advance(PREPARE_EVERY_S / 2)
    bench.settle()
    assert bench.card.clock == b""
    bench.clock.advance(PREPARE_EVERY_S)
    bench.settle()
    assert bench.card.clock


def test_a_card_with_a_voice_says_a_call_once_and_not_after_it_was_away(bench: Bench) -> None:
    bench.sign.want("请A012号到3号窗口", spoken="请A012号到3号窗口")
    bench.settle()
    assert bench.card.spoken == ["请A012号到3号窗口"]
    bench.clock.advance(11)
    bench.settle()
    bench.machine.set_fault("unplugged", True)
    bench.sign.want("请A013号到3号窗口", spoken="请A013号到3号窗口", within_s=15)
    for _ in range(3):
        bench.clock.advance(31)
        bench.settle()
    bench.machine.set_fault("unplugged", False)
    bench.clock.advance(31)
    bench.settle()
    wait_until(lambda: bench.machine.text == "请A013号到3号窗口")
    assert bench.card.spoken == ["请A012号到3号窗口"]


def test_a_card_that_is_back_in_time_says_the_call_that_came_meanwhile(bench: Bench) -> None:
    bench.settle()
    bench.machine.set_fault("unplugged", True)
    bench.sign.want("请A013号到3号窗口", spoken="请A013号到3号窗口", within_s=15)
    bench.settle()
    bench.machine.set_fault("unplugged", False)
    bench.clock.advance(4)
    bench.settle()
    wait_until(lambda: bench.card.spoken == ["请A013号到3号窗口"])


def test_the_brightness_of_the_day_is_filled_up_round_midnight() -> None:
    levels = half_hours(BY_HOUR)
    assert levels[0] == levels[12] == 4
    assert levels[13] == levels[38] == 15
    assert levels[39] == levels[47] == 4
    assert half_hours("") == ()


@pytest.mark.parametrize("steps", ["06:15=3", "24:00=3", "06:30=16", "bright"])
def test_a_wrong_brightness_is_told(steps: str) -> None:
    with pytest.raises(ValueError, match="不是亮度"):
        OnbonOptions(brightness=steps)


def test_brightness_has_48_half_hours() -> None:
    with pytest.raises(ValueError, match="48"):
        brightness_by_hour([15] * 47)


@pytest.mark.parametrize(
    "options", [{"glyph_px": 5}, {"width_px": 100}, {"charset": "big5"}, {"volume": 11}, {"answer_timeout_s": 0.0}]
)
def test_a_wrong_option_is_told(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"[一-龥]"):
        OnbonOptions(**options)  # type: ignore[arg-type]


def test_it_is_the_same_over_a_serial_line(tmp_path: Path) -> None:
    machine = SignSimulator(tmp_path / "led", OnbonCard())
    sign = Sign(OnbonCodec())
    bus = Bus(open_later(machine.path), [sign])
    bus.start()
    sign.want("暂停服务")
    wait_until(lambda: machine.text == "暂停服务")
    bus.close()
    machine.close()
