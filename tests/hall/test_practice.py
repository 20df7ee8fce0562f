"""Practice in a real hall: marked everywhere, gone without a trace, and the real journal never hears of it."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from queue_server.contract import commands
from queue_server.contract.replies import Done, QueuesAre, Refused
from queue_server.papers.vault import Label, Vault
from queue_server.practice import CLEARED, switches
from tests.running_hall import ROOT, RunningHall
from tests.web.conftest import give_pins, signed_in


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[RunningHall]:
    """A hall with its web."""
    running = RunningHall(tmp_path)
    try:
        running.start_server()
        give_pins(running)
        running.start_web()
        yield running
    finally:
        running.close()


def rows(journal: Path) -> list[str]:
    """Everything in the journal, as SQL."""
    with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as connection:
        return list(connection.iterdump())


def begun_anew(hall: RunningHall) -> None:
    """The server has left by itself; whoever keeps it starts it again."""
    assert hall.server
    assert hall.server.wait(60) == 0
    hall.start_server()


def switch(hall: RunningHall, to: str) -> subprocess.CompletedProcess[str]:
    """As a technician does at the keyboard."""
    command = [sys.executable, "-m", "queue_server", "practice", to, "--state", str(hall.state)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def on_the_page(hall: RunningHall, who: str, place: str, path: str) -> httpx.Response:
    """What a page gets back at which somebody begins practice."""
    command = {"ask": "SwitchPractice", "to": "on", "clerk": who}
    return signed_in(hall, who, place).post(path, json={"request_id": "0123456789", "command": command})


def practises(hall: RunningHall) -> bool:
    queues = hall.ask(commands.GetQueues())
    assert isinstance(queues, QueuesAre)
    return queues.board.practice


def test_what_was_practised_is_gone_without_a_trace_and_the_real_journal_never_heard_of_it(hall: RunningHall) -> None:
    taken = hall.take("A01")
    refused = switch(hall, "on")
    assert (refused.returncode, refused.stderr) == (2, "还有 1 个号没有办完，等办完了或下班以后再开始练习\n")
    assert hall.ask(commands.CancelTicket(number=taken.number, clerk="gao", reason="走了"), "web") == Done(
        number=taken.number
    )
    added = commands.AddAccount(id="qin", name="秦时", roles=("clerk",), windows=(1,))
    assert isinstance(hall.ask(added, "web"), Done)
    before = rows(hall.state / "journal.sqlite")
    assert on_the_page(hall, "wang", "start", "/api/ask").json()["outcome"]["code"] == "not_allowed"
    assert on_the_page(hall, "tang", "machines", "/api/machines/ask").status_code == 200
    begun_anew(hall)
    assert hall.web
    assert hall.web.wait(60) == 0
    assert practises(hall)
    ticket = hall.take("A01")
    assert ticket.practice
    assert ticket.number == "A001"
    assert isinstance(hall.ask(commands.OpenWindow(window=1, clerk="wang"), "web"), Done)
    called = hall.ask(commands.CallNext(window=1, clerk="wang"), "web")
    assert not isinstance(called, Refused)
    label = Label(owner="kiosk-1/wish", material="身份证", day=ticket.day)
    Vault(hall.state / "practice/papers/kept", bytes(32)).keep(label, b"%PDF of practice")
    real = commands.AcceptTicket(wish="w-real", number="A950", matter="A01", taken_at=ticket.taken_at)
    waits = hall.ask(real)
    assert isinstance(waits, Refused)
    assert waits.code == "practice_on"
    assert switch(hall, "clear").returncode == 0
    begun_anew(hall)
    hall.start_web()
    assert not practises(hall)
    after = rows(hall.state / "journal.sqlite")
    assert after == before
    assert not list(hall.state.glob("practice/*"))
    assert not list(hall.state.glob(f"{CLEARED}*"))
    over = hall.ask(
        commands.AcceptTicket(wish="w-old", number="A951", matter="A01", taken_at=ticket.taken_at, practice=True)
    )
    assert isinstance(over, Refused)
    assert over.code == "practice_over"
    assert httpx.get(f"{hall.address}/t/{ticket.token}").status_code == 404
    assert not hall.take("A01").practice
    assert [(one.by, one.to) for one in switches(hall.state).records()] == [("tang", "on"), ("bookings", "clear")]
