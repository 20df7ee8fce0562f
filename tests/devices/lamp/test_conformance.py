"""A window's lamp on simulated lines; the real ones need a chip and say so."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from devices.agent.lamp_at_window import LampAtWindow
from devices.driver import Setting
from devices.errors import DeviceOfflineError
from devices.lamp import Glow, GpiodLines, Lamp
from devices.lamp.drivers import DRIVERS, GpioOptions
from devices.lamp.lamp import KEEP_S
from devices.link import BACKOFF_MAX_S, LinkState
from devices.simulator.lamp import SimulatedLines
from devices.simulator.simulated import Simulator
from queue_server.contract.boards import WindowBoard
from queue_server.contract.plan import Device
from tests.devices.clock import HandClock
from tests.devices.waiting import wait_until

GREEN, RED = 3, 4


CONFORMING = ("gpio",)
"""The drivers that this suite runs over."""


def lines_with_a_lamp() -> SimulatedLines:
    return SimulatedLines(colours={GREEN: "green", RED: "red"})


def lamp_on(lines: SimulatedLines, clock: HandClock) -> Lamp:
    return Lamp(lines, {"green": GREEN, "red": RED}, clock=clock)


def test_the_wanted_glow_is_on_its_line() -> None:
    lines, clock = lines_with_a_lamp(), HandClock()
    lamp = lamp_on(lines, clock)
    lamp.want(green=Glow.ON)
    lamp.tick()
    assert lines.values == {GREEN: True, RED: False}
    lamp.want(red=Glow.ON)
    lamp.tick()
    assert lines.values == {GREEN: False, RED: True}
    assert lamp.health.link is LinkState.READY


def test_it_blinks_once_a_second_and_not_faster() -> None:
    lines, clock = lines_with_a_lamp(), HandClock()
    lamp = lamp_on(lines, clock)
    lamp.want(green=Glow.BLINK)
    for _ in range(80):
        clock.advance(lamp.tick() / 2)
    lit = [change[GREEN] for change in lines.changes]
    assert lit[:4] == [True, False, True, False]
    assert len(lit) <= 2 * 80 * 0.125 + 1


def test_wanting_the_same_again_does_not_make_it_blink_faster() -> None:
    lines, clock = lines_with_a_lamp(), HandClock()
    lamp = lamp_on(lines, clock)
    for _ in range(100):
        lamp.want(green=Glow.BLINK)
        lamp.tick()
        clock.advance(0.05)
    assert [change[GREEN] for change in lines.changes] == [True, False] * 5


def test_a_steady_lamp_is_set_again_only_now_and_then() -> None:
    lines, clock = lines_with_a_lamp(), HandClock()
    lamp = lamp_on(lines, clock)
    lamp.want(green=Glow.ON)
    began = clock()
    while clock() < began + 4 * KEEP_S:
        clock.advance(lamp.tick())
    assert len(lines.changes) == 4


def keep(lamp: Lamp, clock: HandClock, seconds: float) -> None:
    until = clock() + seconds
    while clock() < until:
        clock.advance(lamp.tick())


def link_of(lamp: Lamp) -> LinkState:
    return lamp.health.link


@pytest.mark.parametrize("fault", ["unplugged", "power_cycle", "taken"])
def test_a_lamp_that_was_away_gets_what_is_wanted_by_itself(fault: str) -> None:
    lines, clock = lines_with_a_lamp(), HandClock()
    lamp = lamp_on(lines, clock)
    lamp.want(green=Glow.ON)
    with capture_logs() as logs:
        lamp.tick()
        lines.set_fault(fault, True)
        keep(lamp, clock, 2 * KEEP_S)
        assert link_of(lamp) is LinkState.ERROR, "noticed though nothing else was wanted"
        assert lamp.health.why
        lamp.want(red=Glow.ON)
        keep(lamp, clock, 10 * BACKOFF_MAX_S)
        lines.set_fault(fault, False)
        keep(lamp, clock, BACKOFF_MAX_S)
        assert link_of(lamp) is LinkState.READY
    assert lines.values == {GREEN: False, RED: True}
    assert [entry["event"] for entry in logs] == ["device down", "device up"]


def test_a_chip_that_is_away_is_tried_less_and_less_often() -> None:
    lines, clock = lines_with_a_lamp(), HandClock()
    lamp = lamp_on(lines, clock)
    lines.set_fault("unplugged", True)
    waits = []
    for _ in range(9):
        waits.append(lamp.tick())
        clock.advance(waits[-1])
    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_a_lamp_that_nobody_keeps_is_dark() -> None:
    lines, clock = lines_with_a_lamp(), HandClock()
    lamp = lamp_on(lines, clock)
    lamp.want(green=Glow.ON)
    lamp.tick()
    lamp.close()
    assert lines.values == {GREEN: False, RED: False}
    assert lamp.health.link is LinkState.CLOSED
    lamp.tick()
    assert lines.values[GREEN], "whoever goes on with it gets what is wanted"


def test_a_lamp_of_one_colour_leaves_the_other_alone() -> None:
    lines, clock = SimulatedLines(colours={GREEN: "green"}), HandClock()
    lamp = Lamp(lines, {"green": GREEN}, clock=clock)
    lamp.want(red=Glow.ON)
    lamp.tick()
    assert lines.values == {GREEN: False}


def test_the_simulated_lamp_shows_what_shines_and_has_its_faults() -> None:
    lines, clock = lines_with_a_lamp(), HandClock()
    machine: Simulator = lines
    assert {fault.name for fault in machine.faults} == {"unplugged", "power_cycle", "taken"}
    (dark,) = machine.pictures()
    lamp = lamp_on(lines, clock)
    lamp.want(red=Glow.ON)
    lamp.tick()
    (lit,) = machine.pictures()
    assert lit.id > dark.id
    assert lit.png != dark.png
    lines.set_fault("power_cycle", True)
    assert machine.pictures()[0].png == dark.png
    with pytest.raises(KeyError):
        lines.set_fault("jammed", True)


def test_the_lamp_of_a_window_follows_its_board() -> None:
    lines = lines_with_a_lamp()
    device = Device(id="lamp-1", kind="lamp", driver="gpio", terminal="agent", port="/dev/gpiochip0", window=1)
    at_window = LampAtWindow(device, Lamp(lines, {"green": GREEN, "red": RED}))
    closed = WindowBoard(
        window=1, revision=1, follows=0, state="closed", clerk="", services=("A",), call=None, serving=False
    )
    try:
        at_window.show(closed)
        wait_until(lambda: lines.values == {GREEN: False, RED: True})
        assert at_window.condition().state == "unknown"
    finally:
        at_window.close()


def test_a_chip_that_is_not_there_is_offline(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "gpiochip9", tmp_path / "file"):
        lines = GpiodLines(str(path), (0,))
        with pytest.raises(DeviceOfflineError, match="cannot be used"):
            lines.open()
        with pytest.raises(DeviceOfflineError, match="not open"):
            lines.set({0: True})
        lines.close()


def test_the_driver_is_built_from_its_options() -> None:
    assert tuple(driver.name for driver in DRIVERS) == CONFORMING
    (driver,) = DRIVERS
    built = driver.build(Setting(name="lamp", port="/dev/gpiochip9", options=GpioOptions(green=1, red=2)), None)
    built.want(green=Glow.ON)
    built.tick()
    assert built.health.link is LinkState.ERROR
    built.close()


@pytest.mark.parametrize(("green", "red"), [(1, 1), (-1, -1), (-2, 1), (0, 1024)])
def test_lines_that_cannot_be_are_refused_in_plain_words(green: int, red: int) -> None:
    with pytest.raises(ValueError, match="线号"):
        GpioOptions(green=green, red=red)
