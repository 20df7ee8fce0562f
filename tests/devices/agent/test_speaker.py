"""A speech module in the hall: which calls it says, and how it is told to be."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from devices.agent.speaker import Speaker
from devices.bus import Bus
from devices.simulator.speech import SpeechSimulator
from devices.speech.module import ASK_EVERY_S, SpeechModule
from devices.transport import Serial
from queue_server.contract.boards import SPOKEN_WITHIN, Call, HallBoard
from queue_server.contract.plan import Device
from tests.devices.clock import HandClock
from tests.devices.waiting import wait_until

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def call(number: str, window: int, sequence: int, age: timedelta = timedelta()) -> Call:
    return Call(number=number, window=window, at=NOW - age, times=1, sequence=sequence)


def board(*calls: Call, revision: int = 10) -> HallBoard:
    return HallBoard(
        hall="",
        day="2026-03-02",
        revision=revision,
        follows=0,
        open=True,
        calls=calls[::-1],
        services=(),
        windows=(),
        missed=(),
    )


class Hall:
    """A speaker on its bus at a simulated module, driven by hand."""

    def __init__(self, path: Path, window: int = 0) -> None:
        self.clock = HandClock()
        self.machine = SpeechSimulator(path)
        module = SpeechModule(checked=True, clock=self.clock)
        device = Device(
            id="speech", kind="speech", driver="syn6288", terminal="agent", port=self.machine.path, window=window
        )
        self.speaker = Speaker(device, module, lambda: NOW)
        self.bus = Bus(Serial(self.machine.path), [module], clock=self.clock, pause=self.clock.advance)

    def settle(self) -> None:
        while self.bus.turn():
            pass

    def says(self, *sentences: str) -> None:
        """Settle, and wait until these are all that was said."""
        for _ in range(8):
            self.settle()
            self.clock.advance(5)
        wait_until(lambda: [sentence for sentence, _ in self.machine.said] == list(sentences))

    def close(self) -> None:
        self.bus.close()
        self.machine.close()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path / "speech")
    yield hall
    hall.close()


def test_each_new_call_is_said_once_in_order_and_the_first_board_is_silent(hall: Hall) -> None:
    first, second, third = call("A001", 1, 1), call("B001", 2, 2), call("A002", 1, 3)
    hall.speaker.show_hall(board(first))
    hall.speaker.show_hall(board(first, second, third))
    hall.speaker.show_hall(board(first, second, third))
    hall.says("请B001号到2号窗口", "请A002号到1号窗口")


def test_a_call_that_the_agent_learns_of_late_is_not_said(hall: Hall) -> None:
    hall.speaker.show_hall(board())
    hall.speaker.show_hall(board(call("A001", 1, 1, SPOKEN_WITHIN * 2), call("A002", 1, 2)))
    hall.says("请A002号到1号窗口")


def test_a_call_is_said_after_an_outage_of_the_line_only_while_it_is_younger_than_fifteen_seconds(hall: Hall) -> None:
    hall.speaker.show_hall(board())
    hall.settle()
    hall.machine.set_fault("unplugged", True)
    hall.settle()
    hall.speaker.show_hall(board(call("A001", 1, 1, timedelta(seconds=12)), call("A002", 1, 2)))
    hall.clock.advance(5)
    hall.settle()
    hall.machine.set_fault("unplugged", False)
    hall.says("请A002号到1号窗口")


def test_a_new_journal_begins_silently_and_is_followed_from_there(hall: Hall) -> None:
    hall.speaker.show_hall(board(call("A001", 1, 90)))
    hall.speaker.show_hall(board(call("A001", 1, 1), revision=2))
    hall.speaker.show_hall(board(call("A001", 1, 1), call("A002", 1, 2), revision=3))
    hall.says("请A002号到1号窗口")


def test_a_module_over_a_window_says_only_its_calls(tmp_path: Path) -> None:
    hall = Hall(tmp_path / "speech", window=2)
    hall.speaker.show_hall(board())
    hall.speaker.show_hall(board(call("A001", 1, 1), call("B001", 2, 2)))
    hall.says("请B001号到2号窗口")
    hall.close()


def test_how_it_is_depends_on_what_it_answers(hall: Hall) -> None:
    assert hall.speaker.condition().state == "unknown"
    hall.machine.set_fault("silent", True)
    hall.settle()
    assert hall.speaker.condition().state == "unknown"
    assert hall.speaker.condition().remedy
    for fault, state in (("nack", "attention"), ("power_cycle", "broken"), ("unplugged", "broken")):
        hall.machine.set_fault("silent", False)
        hall.clock.advance(ASK_EVERY_S)
        hall.settle()
        assert hall.speaker.condition().state == "ok"
        hall.machine.set_fault(fault, True)
        hall.clock.advance(ASK_EVERY_S)
        hall.settle()
        assert hall.speaker.condition().state == state
        hall.machine.set_fault(fault, False)
