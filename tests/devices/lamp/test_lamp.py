"""A window's lamp on simulated lines; the real ones need a chip and say so."""

from pathlib import Path

import pytest

from devices.agent.lamp_at_window import LampAtWindow
from devices.driver import Setting
from devices.errors import DeviceOfflineError
from devices.lamp import Glow, GpiodLines, Lamp
from devices.lamp.drivers import DRIVERS, GpioOptions
from devices.link import LinkState
from devices.simulator.lamp import SimulatedLines
from queue_server.contract.boards import WindowBoard
from queue_server.contract.plan import Device
from tests.devices.clock import HandClock
from tests.devices.waiting import wait_until

GREEN, RED = 3, 4


def lamp_on(lines: SimulatedLines, clock: HandClock) -> Lamp:
    return Lamp(lines, {"green": GREEN, "red": RED}, clock=clock)


def test_the_wanted_glow_is_on_its_line() -> None:
    lines, clock = SimulatedLines(), HandClock()
    lamp = lamp_on(lines, clock)
    lamp.want(green=Glow.ON)
    lamp.tick()
    assert lines.values == {GREEN: True, RED: False}
    lamp.want(red=Glow.ON)
    lamp.tick()
    assert lines.values == {GREEN: False, RED: True}
    assert lamp.health.link is LinkState.READY


def test_it_blinks_once_a_second_and_not_faster() -> None:
    lines, clock = SimulatedLines(), HandClock()
    lamp = lamp_on(lines, clock)
    lamp.want(green=Glow.BLINK)
    for _ in range(80):
        clock.advance(lamp.tick() / 2)
    lit = [change[GREEN] for change in lines.changes]
    assert lit[:4] == [True, False, True, False]
    assert len(lit) <= 2 * 80 * 0.125 + 1


def test_a_steady_lamp_is_not_set_again_and_again() -> None:
    lines, clock = SimulatedLines(), HandClock()
    lamp = lamp_on(lines, clock)
    lamp.want(green=Glow.ON)
    for _ in range(20):
        clock.advance(lamp.tick())
    assert len(lines.changes) == 1


def test_a_lamp_that_was_away_gets_what_is_wanted() -> None:
    lines, clock = SimulatedLines(), HandClock()
    lamp = lamp_on(lines, clock)
    lamp.want(green=Glow.ON)
    lamp.tick()
    lines.set_fault("unplugged", True)
    lamp.want(red=Glow.ON)
    lamp.tick()
    assert lamp.health.link is LinkState.ERROR
    assert lamp.health.why
    lines.set_fault("unplugged", False)
    clock.advance(lamp.tick())
    lamp.tick()
    assert lines.values == {GREEN: False, RED: True}


def test_the_lamp_of_a_window_follows_its_board() -> None:
    lines = SimulatedLines()
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
    (driver,) = DRIVERS
    built = driver.build(Setting(name="lamp", port="/dev/gpiochip9", options=GpioOptions(green=1, red=2)), None)
    built.want(green=Glow.ON)
    built.tick()
    assert built.health.link is LinkState.ERROR
    with pytest.raises(ValueError, match="线号"):
        GpioOptions(green=1, red=1)
