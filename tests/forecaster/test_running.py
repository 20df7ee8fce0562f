"""The forecaster in a real hall: it tells everybody a range, the range moves as windows call, and it may die."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_server.contract.commands import CallNext, OpenWindow, StartService, TakeTicket
from queue_server.contract.forecasts import Forecast, Wait
from queue_server.contract.replies import TicketIssued
from tests.running_hall import ROOT, RunningHall, wait_for


def promises(hall: RunningHall, day: str) -> subprocess.CompletedProcess[str]:
    """What the command says of that day's promises."""
    command: list[str | Path] = [sys.executable, "-m", "queue_server", "promises", "--plan", hall.plan_path]
    command += ["--state", hall.state, "--day", day]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)


class Told:
    """A hall with its forecaster, and what a display heard of it."""

    def __init__(self, folder: Path) -> None:
        self.hall = RunningHall(folder)
        self.hall.start_server()
        self.heard: list[Forecast] = []
        self.start()
        self.hall.client("display-1").follow_forecast(self.heard.append)

    def start(self) -> None:
        command: list[str | Path] = [sys.executable, "-m", "queue_server", "forecaster", "--plan", self.hall.plan_path]
        self.process = subprocess.Popen([*command, "--state", self.hall.state], cwd=ROOT)

    def service(self, prefix: str) -> Wait:
        return next(one.wait for one in self.heard[-1].services if one.service == prefix)

    def tickets(self) -> dict[str, Wait]:
        return {one.number: one.wait for one in self.heard[-1].tickets} if self.heard else {}

    def close(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(20) == 0
        self.hall.close()


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    told = Told(tmp_path)
    yield told
    told.close()


def test_promises_of_a_hall_that_never_ran_are_one_plain_sentence(tmp_path: Path) -> None:
    command: list[str | Path] = [sys.executable, "-m", "queue_server", "promises", "--state", tmp_path]
    command += ["--plan", "assets/halls/puyang.toml"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 3
    assert "读不出来" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_range_is_told_and_moves_as_windows_call_and_outlives_the_forecaster(told: Told) -> None:
    hall = told.hall
    for _ in range(6):
        hall.take("A01")
    wait_for(lambda: len(told.tickets()) == 6)
    assert {wait.outlook for wait in told.tickets().values()} == {"ahead_only"}

    hall.ask(OpenWindow(window=1, clerk="wang"), "web")
    wait_for(lambda: told.service("A").outlook == "range")
    before, last = told.service("A"), told.tickets()["A006"]
    assert 0 < before.low_min < before.high_min
    assert last.high_min <= before.high_min
    assert told.service("B").outlook == "ahead_only"

    for _ in range(2):
        hall.ask(CallNext(window=1, clerk="wang", complete_current=True), "web")
        hall.ask(StartService(window=1, clerk="wang"), "web")
    assert last.likely_at is not None
    soon = last.likely_at
    wait_for(lambda: len(told.tickets()) == 4 and (told.tickets()["A006"].likely_at or soon) < soon)

    issued = hall.ask(TakeTicket(matter="A01", priority="old"))
    assert isinstance(issued, TicketIssued)
    wait_for(lambda: issued.ticket.number in told.tickets())
    assert told.tickets()[issued.ticket.number].high_min < told.tickets()["A006"].high_min

    said = promises(hall, told.heard[-1].day)
    assert "说过 2 人的等候时间" in said.stdout, said  # A001 and A002 were called, the others wait still
    assert "没有说过等候时间" in promises(hall, "2001-01-01").stdout

    told.process.kill()
    told.process.wait(20)
    late: list[Forecast] = []
    hall.client("kiosk-1").follow_forecast(late.append)
    wait_for(lambda: late)
    told.start()
    hall.take("A01")
    wait_for(lambda: len(told.tickets()) == 6)
