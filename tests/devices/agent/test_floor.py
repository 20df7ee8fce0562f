"""The agent's machines and lines as the plan changes: what stays is not disturbed, what is wrong says so."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import msgspec
import pytest

from devices.agent.floor import Floor
from devices.simulator import OnbonSimulator
from devices.simulator.line import SimulatedLine
from queue_server.contract.boards import WindowBoard
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Device, Plan, parse
from tests.running_hall import ROOT, wait_for

SAMPLE = parse((ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8"))
FREE = WindowBoard(window=1, revision=1, follows=0, state="closed", clerk="", services=("A",), call=None, serving=False)


@pytest.fixture
def floor() -> Iterator[Floor]:
    floor = Floor(lambda command: Future())
    yield floor
    floor.close()


def board(window: int) -> WindowBoard:
    return msgspec.structs.replace(FREE, window=window)


def led(number: int, port: str, **changes: object) -> Device:
    device = Device(
        id=f"led-{number}", kind="led_board", driver="onbon", terminal="agent", port=port, window=number, address=1
    )
    return msgspec.structs.replace(device, **changes)


def plan_of(*devices: Device) -> Plan:
    return msgspec.structs.replace(SAMPLE, device=devices)


def health_of(floor: Floor, seen: dict[str, DeviceHealth], device: str) -> str:
    seen.update({one.device: one for one in floor.health() or ()})
    return seen[device].state


def test_a_plan_changed_at_work_moves_only_what_changed(floor: Floor, tmp_path: Path) -> None:
    signs = [OnbonSimulator(tmp_path / f"led-{number}") for number in range(1, 4)]
    try:
        floor.apply(plan_of(led(1, signs[0].path), led(2, signs[1].path)))
        for window in (1, 2):
            floor.show(board(window))
        wait_for(lambda: [sign.text for sign in signs] == ["1号窗口 未开", "2号窗口 未开", ""])
        before = signs[0].frames_received
        floor.apply(plan_of(led(1, signs[0].path), led(2, signs[2].path)))
        wait_for(lambda: signs[2].text == "2号窗口 未开")
        assert signs[0].frames_received == before
        assert floor.devices.keys() == {"led-1", "led-2"}
        floor.apply(plan_of(led(2, signs[2].path)))
        assert floor.devices.keys() == {"led-2"}
    finally:
        for sign in signs:
            sign.close()


def test_a_device_bound_wrongly_says_so_and_stops_no_other(floor: Floor, tmp_path: Path) -> None:
    sign = OnbonSimulator(tmp_path / "led-1")
    seen: dict[str, DeviceHealth] = {}
    wrong = [
        led(2, "/dev/none", driver="omron"),
        led(3, "/dev/none", options={"colour": "red"}),
        led(4, "udp://nowhere"),
        led(4, "/dev/other", id="led-5", options={"glyph_px": 5}),
    ]
    try:
        floor.apply(plan_of(led(1, sign.path), *wrong))
        floor.show(board(1))
        wait_for(lambda: health_of(floor, seen, "led-1") == "ok")
        for device, word in zip(wrong, ("没有驱动", "colour", "udp://", "字高"), strict=True):
            assert seen[device.id].state == "broken"
            assert word in seen[device.id].reason
            assert seen[device.id].remedy
        floor.apply(plan_of(led(1, sign.path)))
        assert {one.device for one in floor.health() or ()} <= {"led-1"}
    finally:
        sign.close()


def test_signs_on_one_line_each_show_their_window_and_a_dead_one_delays_nobody(floor: Floor, tmp_path: Path) -> None:
    line = SimulatedLine(tmp_path / "line")
    signs = [OnbonSimulator(line, screen=number) for number in range(1, 5)]
    seen: dict[str, DeviceHealth] = {}
    try:
        floor.apply(plan_of(*(led(number, line.path, address=number) for number in range(1, 5))))
        signs[1].set_fault("unplugged", True)
        for window in range(1, 5):
            floor.show(board(window))
        wait_for(lambda: [sign.text for sign in signs] == ["1号窗口 未开", "", "3号窗口 未开", "4号窗口 未开"])
        wait_for(lambda: health_of(floor, seen, "led-2") == "broken")
        assert {seen[f"led-{number}"].state for number in (1, 3, 4)} == {"ok"}
        signs[1].set_fault("unplugged", False)
        wait_for(lambda: signs[1].text == "2号窗口 未开")
    finally:
        for sign in signs:
            sign.close()


def test_a_box_at_a_window_drives_its_own_machines_and_the_hall_s_box_does_not(floor: Floor, tmp_path: Path) -> None:
    box = Floor(lambda command: Future(), "window-1")
    shared = str(tmp_path / "led")
    plan = plan_of(led(1, shared, terminal="window-1"), led(2, shared))
    try:
        for each in (floor, box):
            each.apply(plan)
        assert [list(each.devices) for each in (floor, box)] == [["led-2"], ["led-1"]]
    finally:
        box.close()
