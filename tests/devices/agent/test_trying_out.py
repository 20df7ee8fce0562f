"""The agent's machines tried out while they work: seen, heard, told to the hall, and then as before."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from devices.agent.floor import Floor
from devices.agent.trying_out import TryingOut
from devices.simulator import OnbonSimulator
from devices.simulator.speech import SpeechSimulator
from queue_server.contract.plan import Device
from queue_server.contract.selftest import SelfTest
from tests.devices.agent.test_floor import board, led, plan_of
from tests.running_hall import wait_for

FREE = "1号窗口 未开"


@pytest.fixture
def floor() -> Iterator[Floor]:
    floor = Floor(lambda command: Future())
    yield floor
    floor.close()


def test_boards_show_the_pattern_modules_speak_and_then_all_is_as_before(floor: Floor, tmp_path: Path) -> None:
    sign, module = OnbonSimulator(tmp_path / "led-1"), SpeechSimulator(tmp_path / "speech")
    voice = Device(id="voice", kind="speech", driver="syn6288", terminal="agent", port=module.path)
    told: list[SelfTest] = []
    now = 0.0
    trying_out = TryingOut(floor, "agent", told.append, clock=lambda: now)
    try:
        floor.apply(plan_of(led(1, sign.path), voice))
        floor.show(board(1))
        wait_for(lambda: sign.text == FREE)
        trying_out.look()
        assert told == []
        trying_out.begin()
        trying_out.look()
        wait_for(lambda: (sign.text, module.text) == ("8888", "测试，测试"))
        trying_out.look()
        assert told == []
        now = 60.0
        trying_out.look()
        wait_for(lambda: sign.text == FREE)
    finally:
        sign.close()
        module.close()
    (found,) = told
    assert {one.check.split()[-1]: one.state for one in found.findings} == {"led-1": "ok", "voice": "ok"}
    trying_out.look()
    assert told == [found]


def test_a_board_that_is_away_is_told_with_its_remedy(floor: Floor, tmp_path: Path) -> None:
    sign = OnbonSimulator(tmp_path / "led-1")
    told: list[SelfTest] = []
    trying_out = TryingOut(floor, "agent", told.append, shown_s=0.0)
    try:
        floor.apply(plan_of(led(1, sign.path), led(2, "/dev/no-such-line")))
        sign.set_fault("unplugged", True)
        floor.show(board(1))
        wait_for(lambda: "broken" in {condition.state for _, condition in floor.conditions()})
        trying_out.begin()
        trying_out.look()
        trying_out.look()
    finally:
        sign.close()
    assert told[0].worst == "broken"
    assert all(one.remedy for one in told[0].findings if one.state != "ok")
