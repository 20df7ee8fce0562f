"""A window of a real hall run from a keypad and an evaluator alone: no PC, no page, only the agent and a line."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from devices.simulator.keypad import KeypadSimulator
from devices.simulator.keypad_cards import Ff68Card, Ff68EvaluatorCard, Panel
from devices.simulator.line import SimulatedLine
from queue_server.contract.boards import WindowBoard
from queue_server.contract.commands import GetBoard
from queue_server.contract.messages import DeviceHealth, Health
from queue_server.contract.plan import Device, Plan
from queue_server.contract.replies import BoardIs
from queue_server.journal.records import event_of
from queue_server.queueing.events import ServiceRated
from tests.running_hall import ROOT, RunningHall, wait_for

KEYPAD, EVALUATOR = 1, 101


class Counter:
    """Window 1 as its clerk and its visitor see it."""

    def __init__(self, hall: RunningHall, keypad: KeypadSimulator, evaluator: KeypadSimulator) -> None:
        self.hall = hall
        self.keypad = keypad
        self.evaluator = evaluator

    def board(self) -> WindowBoard:
        found = self.hall.ask(GetBoard(window=1), "web")
        assert isinstance(found, BoardIs)
        assert found.window is not None
        return found.window

    def in_front(self) -> tuple[str, bool]:
        board = self.board()
        return (board.call.number if board.call is not None else "", board.serving)

    def press(self, *names: str) -> None:
        """Press keys; the keypad has heard that they were heard."""
        for name in names:
            self.keypad.press(name)
        wait_for(lambda: self.keypad.unacknowledged == 0)

    def shows(self, waiting: str, number: str) -> None:
        wait_for(lambda: (panel := self.keypad.panel or Panel()) and (panel.waiting, panel.number) == (waiting, number))


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    line = SimulatedLine(tmp_path / "line")
    keypad = KeypadSimulator(line, Ff68Card(KEYPAD))
    evaluator = KeypadSimulator(line, Ff68EvaluatorCard(EVALUATOR))
    machines = (
        Device(id="k", kind="keypad", driver="ff68", terminal="agent", port=line.path, address=KEYPAD, window=1),
        Device(id="e", kind="evaluator", driver="ff68", terminal="agent", port=line.path, address=EVALUATOR, window=1),
    )

    def wired(plan: Plan) -> Plan:
        policy = msgspec.structs.replace(plan.policy, call_gap_s=0)
        return msgspec.structs.replace(plan, policy=policy, device=machines)

    hall = RunningHall(tmp_path, wired)
    hall.start_server()
    credential = hall.state / "clients/agent.json"
    agent = subprocess.Popen(
        [sys.executable, "-m", "devices", "--plan", hall.plan_path, "--credential", credential], cwd=ROOT
    )
    yield Counter(hall, keypad, evaluator)
    agent.terminate()
    assert agent.wait(10) == 0
    hall.close()
    keypad.close()
    evaluator.close()


def test_a_window_runs_on_a_keypad_and_an_evaluator_alone(counter: Counter) -> None:
    hall = counter.hall
    for _ in range(3):
        hall.take("A01")
    counter.shows("003", "   ")
    counter.press("call")
    wait_for(lambda: counter.in_front() == ("A001", False))
    board = counter.board()
    assert (board.state, board.clerk) == ("open", hall.plan.windows[1].clerks[0])
    counter.shows("002", "001")

    counter.press("recall")
    wait_for(lambda: (call := counter.board().call) is not None and call.times == 2)
    counter.press("no_show")
    wait_for(lambda: counter.in_front() == ("", False))
    assert hall.tickets()["A001"].state == "missed"
    counter.shows("002", "   ")

    counter.press("call")
    counter.shows("001", "002")
    counter.press("evaluate")
    wait_for(lambda: counter.in_front() == ("A002", True))
    wait_for(lambda: counter.evaluator.text == "请您评价")
    counter.press("call")
    wait_for(lambda: counter.in_front() == ("A003", False))
    assert "A002" not in hall.tickets()
    counter.shows("000", "003")

    counter.evaluator.press("good")
    wait_for(lambda: rated(hall))
    assert [(event.number, event.window, event.score) for event in rated(hall)] == [("A002", 1, 4)]

    counter.press("confirm")
    wait_for(lambda: counter.in_front() == ("A003", True))
    counter.keypad.press("park")
    wait_for(lambda: counter.in_front() == ("", False))
    counter.press("call_back")
    counter.shows("000", "003")
    assert counter.keypad.beeps == 0
    counter.press("call")
    wait_for(lambda: counter.keypad.beeps == 2)
    assert counter.in_front() == ("", False)
    counter.shows("000", "   ")

    counter.press("1", "call_back")
    wait_for(lambda: hall.tickets()["A001"].state == "waiting")
    counter.shows("001", "   ")
    counter.press("pause")
    wait_for(lambda: counter.board().state == "paused")


def test_a_keypad_is_unknown_until_it_speaks_and_keeps_its_digits(counter: Counter) -> None:
    seen: dict[str, DeviceHealth] = {}

    def take(health: Health) -> None:
        seen.update({device.device: device for device in health.devices})

    counter.hall.client("web").follow_health(take)
    wait_for(lambda: seen.get("k") is not None and seen["k"].reason != "")
    assert {seen[device].state for device in ("k", "e")} == {"unknown"}
    assert "叫号器" in seen["k"].reason
    counter.press("cancel")
    wait_for(lambda: seen["k"].state == "ok" and counter.keypad.beeps == 2)
    assert seen["e"].state == "unknown"


def rated(hall: RunningHall) -> list[ServiceRated]:
    """The ratings in the hall's journal."""
    journal = sqlite3.connect(f"file:{hall.state / 'journal.sqlite'}?mode=ro", uri=True)
    try:
        bodies = journal.execute("SELECT body FROM events WHERE kind = 'ServiceRated' ORDER BY seq").fetchall()
    finally:
        journal.close()
    events = [event_of(body) for (body,) in bodies]
    return [event for event in events if isinstance(event, ServiceRated)]
