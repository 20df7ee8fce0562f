"""The one writer of a line: turns, silences, dead machines, what is heard, lines that break."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.bus import Bus, Exchange, Task, Verdict
from devices.errors import DeviceOfflineError
from devices.link import LinkState
from devices.simulator.line import SimulatedLine
from devices.transport import Serial
from tests.devices.clock import HandClock
from tests.devices.waiting import wait_until


class Echo:
    """Answers a frame `?n` of its own number with `!n`, unless it is mute."""

    def __init__(self, line: SimulatedLine, number: int) -> None:
        self._line = line
        self._question = f"?{number}".encode()
        self._answer = f"!{number}".encode()
        self.mute = False
        self.heard = 0
        line.attach(self)

    def hear(self, received: bytes) -> None:
        for _ in range(received.count(self._question)):
            self.heard += 1
            if not self.mute:
                self._line.send(self._answer)


class Awaited:
    """Waits for its bytes."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._received = b""

    def feed(self, received: bytes) -> Verdict | None:
        self._received += received
        return Verdict() if self._answer in self._received else None


class Asking:
    """A member that says what it is told to, once, and keeps a diary."""

    def __init__(self, number: int, diary: list[str]) -> None:
        self.name = str(number)
        self._exchange = Exchange(
            content=f"?{number}".encode(),
            listen=lambda: Awaited(f"!{number}".encode()),
            answer_timeout_s=0.3,
            gap_s=0.2,
        )
        self._diary = diary
        self.tasks: list[Task] = []
        self.heard = b""
        self.wake: Callable[[], None] = lambda: None

    def ask(self, wanted_at: float, *, urgent: bool = True, exchange: Exchange | None = None) -> None:
        self.tasks.append(Task(exchange=exchange or self._exchange, wanted_at=wanted_at, urgent=urgent))
        self.wake()

    def joined(self, wake: Callable[[], None]) -> None:
        self.wake = wake

    def task(self, now: float) -> Task | None:
        return self.tasks[0] if self.tasks else None

    def due_in_s(self, now: float) -> float:
        return float("inf")

    def answered(self, task: Task, verdict: Verdict, now: float) -> None:
        self.tasks.pop(0)
        self._diary.append(f"{self.name} ok")

    def silent(self, task: Task, error: DeviceOfflineError, now: float) -> None:
        self.tasks.pop(0)
        self._diary.append(f"{self.name} silent")

    def line_down(self, error: DeviceOfflineError, now: float) -> None:
        self._diary.append(f"{self.name} down")

    def line_up(self, now: float) -> None:
        self._diary.append(f"{self.name} up")

    def hear(self, received: bytes, now: float) -> None:
        self.heard += received


class Hall:
    """Three machines on one line, a bus, and a diary of what happened."""

    def __init__(self, path: Path) -> None:
        self.line = SimulatedLine(path)
        self.machines = [Echo(self.line, number) for number in range(3)]
        self.diary: list[str] = []
        self.members = [Asking(number, self.diary) for number in range(3)]
        self.clock = HandClock()
        wire = Serial(self.line.path, baud=9600)
        self.bus = Bus(wire, self.members, byte_s=10 / 9600, clock=self.clock, pause=self.clock.advance)

    def open(self) -> None:
        assert self.bus.turn()
        self.diary.clear()

    def close(self) -> None:
        self.bus.close()
        for _ in self.machines:
            self.line.leave()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path / "line")
    yield hall
    hall.close()


def test_the_longest_wanted_goes_first_and_looking_after_machines_last(hall: Hall) -> None:
    hall.open()
    hall.members[0].ask(1.0, urgent=False)
    hall.members[1].ask(3.0)
    hall.members[2].ask(2.0)
    while hall.bus.turn():
        pass
    assert hall.diary == ["2 ok", "1 ok", "0 ok"]


def test_nobody_starves_beside_a_machine_that_always_wants_something(hall: Hall) -> None:
    hall.open()
    for second in range(20):
        hall.members[0].ask(float(second))
    hall.members[1].ask(4.5)
    for _ in range(6):
        hall.bus.turn()
    assert hall.diary == ["0 ok"] * 5 + ["1 ok"]


def test_the_line_is_silent_for_the_bytes_and_the_gap_before_the_next_frame(hall: Hall) -> None:
    hall.open()
    hall.members[0].ask(0.0)
    hall.members[1].ask(0.0)
    hall.bus.turn()
    started_at = hall.clock()
    hall.bus.turn()
    assert hall.clock() - started_at == pytest.approx(2 * 10 / 9600 + 0.2)


def test_a_mute_machine_costs_the_others_one_timeout_and_is_told(hall: Hall) -> None:
    hall.open()
    hall.machines[0].mute = True
    hall.members[0].ask(0.0)
    hall.members[1].ask(1.0)
    while hall.bus.turn():
        pass
    assert hall.diary == ["0 silent", "1 ok"]


def test_a_question_is_said_as_often_as_it_asks_for(hall: Hall) -> None:
    hall.open()
    hall.machines[0].mute = True
    again = Exchange(content=b"?0", listen=lambda: Awaited(b"!0"), answer_timeout_s=0.02, tries=3)
    hall.members[0].ask(0.0, exchange=again)
    hall.bus.turn()
    wait_until(lambda: hall.machines[0].heard == 3)


def test_what_comes_unasked_is_heard_by_all_and_is_no_answer(hall: Hall) -> None:
    hall.open()
    hall.line.send(b"key!1")
    wait_until(lambda: not hall.bus.turn(0.1) and hall.members[2].heard == b"key!1")
    hall.machines[1].mute = True
    hall.members[1].ask(0.0)
    hall.bus.turn()
    assert hall.diary == ["1 silent"], "an old answer does not count"


def test_a_broken_line_is_told_to_all_and_opened_again_after_its_wait(hall: Hall) -> None:
    hall.open()
    hall.line.unplug()
    hall.bus.turn()
    assert hall.diary == ["0 down", "1 down", "2 down"]
    assert hall.bus.state is LinkState.ERROR
    hall.line.plug()
    assert not hall.bus.turn(), "its wait is not over"
    hall.clock.advance(1.0)
    assert hall.bus.turn()
    assert hall.diary[3:] == ["0 up", "1 up", "2 up"]


def test_a_thread_serves_the_line_as_soon_as_it_is_woken(hall: Hall) -> None:
    hall.bus.start()
    hall.members[2].ask(0.0)
    wait_until(lambda: "2 ok" in hall.diary)
