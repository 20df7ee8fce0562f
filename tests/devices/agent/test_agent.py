"""The agent as a process between a real hall and simulated LED cards on serial lines."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from devices.simulator import OnbonSimulator
from queue_server.contract.commands import CallNext, CloseWindow, OpenWindow, Recall, StartService
from queue_server.contract.messages import DeviceHealth, Health
from queue_server.contract.plan import Plan
from tests.running_hall import ROOT, RunningHall, wait_for

STRIPS = 4


@pytest.fixture
def strips(tmp_path: Path) -> Iterator[list[OnbonSimulator]]:
    machines = [OnbonSimulator(tmp_path / f"led-{number}") for number in range(1, STRIPS + 1)]
    yield machines
    for machine in machines:
        machine.close()


@pytest.fixture
def hall(tmp_path: Path, strips: list[OnbonSimulator]) -> Iterator[RunningHall]:
    def wired(plan: Plan) -> Plan:
        ports = {f"led-{number}": strip.path for number, strip in enumerate(strips, 1)}
        devices = tuple(
            msgspec.structs.replace(device, port=ports[device.id], options={"refresh_s": 1.0})
            for device in plan.device
            if device.id in ports
        )
        return msgspec.structs.replace(plan, device=devices)

    running = RunningHall(tmp_path, wired)
    running.start_server()
    yield running
    running.close()


@pytest.fixture
def agent(hall: RunningHall) -> Iterator[None]:
    credential = hall.state / "clients/agent.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "devices", "--plan", hall.plan_path, "--credential", credential], cwd=ROOT
    )
    yield
    process.terminate()
    assert process.wait(10) == 0


def at_window_1(hall: RunningHall) -> None:
    hall.ask(OpenWindow(window=1, clerk="wang"), "web")
    hall.ask(CallNext(window=1, clerk="wang"), "web")


@pytest.mark.usefixtures("agent")
def test_each_strip_shows_its_own_window(hall: RunningHall, strips: list[OnbonSimulator]) -> None:
    wait_for(lambda: [strip.text for strip in strips] == [f"{number}号窗口 未开" for number in range(1, STRIPS + 1)])
    number = hall.take("A01").number
    at_window_1(hall)
    wait_for(lambda: strips[0].text == f"请{number}号到1号窗口")
    assert strips[1].text == "2号窗口 未开"
    hall.ask(StartService(window=1, clerk="wang"), "web")
    wait_for(lambda: strips[0].text == f"正在办理{number}")


@pytest.mark.usefixtures("agent")
def test_a_strip_that_lost_its_power_gets_its_text_back(hall: RunningHall, strips: list[OnbonSimulator]) -> None:
    hall.take("A01")
    at_window_1(hall)
    wait_for(lambda: strips[0].text == "请A001号到1号窗口")
    strips[0].set_fault("power_cycle", True)
    strips[0].set_fault("power_cycle", False)
    assert strips[0].text == ""
    wait_for(lambda: strips[0].text == "请A001号到1号窗口")


@pytest.mark.usefixtures("agent")
def test_a_dead_strip_is_reported_with_its_remedy_and_delays_no_other(
    hall: RunningHall, strips: list[OnbonSimulator]
) -> None:
    seen: dict[str, DeviceHealth] = {}

    def take(health: Health) -> None:
        seen.update({device.device: device for device in health.devices})

    hall.client("web").follow_health(take)
    wait_for(lambda: all(seen.get(f"led-{number}") for number in range(1, STRIPS + 1)))
    wait_for(lambda: {device.state for device in seen.values()} == {"ok"})
    strips[1].set_fault("unplugged", True)
    hall.take("A01")
    at_window_1(hall)
    wait_for(lambda: strips[0].text == "请A001号到1号窗口")
    wait_for(lambda: seen["led-2"].state == "broken")
    assert seen["led-2"].reason == "窗口屏没有应答"
    assert "电源" in seen["led-2"].remedy
    strips[1].set_fault("unplugged", False)
    wait_for(lambda: seen["led-2"].state == "ok")
    assert strips[1].text == "2号窗口 未开"


@pytest.mark.usefixtures("agent")
def test_the_strip_is_right_after_the_server_was_killed(hall: RunningHall, strips: list[OnbonSimulator]) -> None:
    hall.take("A01")
    at_window_1(hall)
    wait_for(lambda: strips[0].text == "请A001号到1号窗口")
    hall.kill_server()
    hall.start_server()
    assert hall.ask(Recall(window=1, clerk="wang"), "web")
    hall.ask(StartService(window=1, clerk="wang"), "web")
    wait_for(lambda: strips[0].text == "正在办理A001")
    assert hall.ask(CloseWindow(window=2, clerk="zhang"), "web")


@pytest.mark.usefixtures("agent")
def test_a_changed_plan_applies_without_a_restart_and_a_wrong_one_changes_nothing(
    hall: RunningHall, strips: list[OnbonSimulator]
) -> None:
    wait_for(lambda: strips[0].text == "1号窗口 未开")
    written = hall.plan_path.read_text()
    hall.plan_path.write_text(written.replace(strips[0].path, "/nowhere", 1).replace('"led_board"', '"no_board"', 1))
    hall.plan_path.write_text(written.replace("window = 1\n", "window = 9\n"))
    swapped = written.replace(strips[0].path, "FIRST").replace(strips[1].path, strips[0].path)
    hall.plan_path.write_text(swapped.replace("FIRST", strips[1].path))
    wait_for(lambda: [strip.text for strip in strips[:2]] == ["2号窗口 未开", "1号窗口 未开"])
