"""A state directory has one server; the second is told so in one sentence."""

import subprocess
import sys

import msgspec
import pytest

from queue_server.contract.commands import TakeTicket
from queue_server.contract.replies import TicketIssued
from queue_server.journal import Journal, JournalInUseError
from tests.on_the_wire import HALL, OnTheWire, told
from tests.running_hall import DEADLINE_S, ROOT


def test_a_second_server_on_the_same_folder_is_refused_and_harms_nothing(served: OnTheWire) -> None:
    path = served.state.path.parent / "hall.toml"
    path.write_bytes(msgspec.toml.encode(served.plan))
    command = [sys.executable, "-m", "queue_server", "--plan", str(path), "--state", str(served.state.path)]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE_S, check=False)
    assert second.returncode == 3
    assert second.stderr.strip().splitlines() == [f"另一个总台正在用数据目录 {served.state.path}，请先关掉它"]
    assert isinstance(told(served.client(), TakeTicket(matter="A01")), TicketIssued)


def test_a_second_journal_in_the_same_file_is_refused(served: OnTheWire) -> None:
    with pytest.raises(JournalInUseError):
        Journal(served.state.journal, HALL)


def test_a_plan_with_mistakes_starts_nothing(wire_only: OnTheWire) -> None:
    path = wire_only.state.path / "hall.toml"
    path.write_text("schema = 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "queue_server", "--plan", str(path), "--state", str(wire_only.state.path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE_S, check=False)
    assert ended.returncode == 2
    assert "hall：缺少这一项" in ended.stderr.splitlines()
    assert "Traceback" not in ended.stderr
