"""The outbox: no number twice, none lost, whatever dies when; killed processes and torn files."""

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.outbox import Outbox, OutboxError
from queue_server.contract.commands import AcceptTicket, ReportSlip
from tests.running_hall import ROOT

DAY, NEXT_DAY = "2026-11-24", "2026-11-25"
OWN = range(950, 1000)
WRITER = """
import sys
from pathlib import Path
from tests.kiosk.test_outbox import give
from kiosk.outbox import Outbox
outbox = Outbox(Path(sys.argv[1]), "k")
for count in range(20):
    print(give(outbox, f"{sys.argv[2]}-{count}"), flush=True)
"""


def give(outbox: Outbox, wish: str, day: str = DAY, service: str = "A") -> str:
    """A number for the wish, empty when there is none."""
    told = AcceptTicket(wish=wish, number="", matter=f"{service}01", taken_at=datetime(2026, 11, 24, 3, tzinfo=UTC))
    given = outbox.give(service, day, OWN, told, f"{service}{{count:03d}}")
    return given.number if given else ""


def drained(outbox: Outbox) -> list[str]:
    """What the desk would be told, in order."""
    numbers = []
    while told := outbox.first():
        numbers.append(told.number)
        outbox.settled(told.wish)
    return numbers


def test_numbers_are_told_in_the_order_given_each_once(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, "k")
    given = [give(outbox, "1"), give(outbox, "2", service="B"), give(outbox, "3")]
    assert given == ["A950", "B950", "A951"]
    assert give(outbox, "3") == "A951"
    outbox.close()
    outbox = Outbox(tmp_path, "k")
    assert drained(outbox) == given
    assert give(outbox, "4") == "A952"


def test_a_used_up_range_gives_nothing_until_the_next_day_and_counts_on_over_midnight(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, "k")
    assert give(outbox, "yesterday") == "A950"
    today = [give(outbox, f"{count}", NEXT_DAY) for count in range(51)]
    assert today[0] == "A951"
    assert today[-2:] == ["A950", ""]
    assert len(set(today)) == 51


def test_what_became_of_the_paper_is_kept_until_the_number_is_accepted(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, "k")
    report = ReportSlip(number=give(outbox, "1"), outcome="printed")
    assert outbox.slip(report)
    assert outbox.settled("1") == report
    assert not outbox.slip(report)
    assert outbox.settled("1") is None


def test_a_process_killed_at_any_moment_gives_no_number_twice_and_loses_none(tmp_path: Path) -> None:
    said: list[str] = []
    for life in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, tmp_path, str(life)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            said += [writer.stdout.readline().strip() for _ in range(life + 1)]
            writer.send_signal(signal.SIGKILL)
            said += [line.strip() for line in writer.stdout if line.endswith("\n")]
    told = drained(Outbox(tmp_path, "k"))
    assert len(set(said)) == len(said)
    assert len(set(told)) == len(told)
    assert set(said) <= set(told)


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9])
@pytest.mark.parametrize("part", ["k.sqlite", "k.sqlite-wal", "k.given"])
def test_a_torn_file_after_a_power_cut_costs_no_number(tmp_path: Path, part: str, kept: float) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    outbox = Outbox(before, "k")
    said = [give(outbox, f"{count}") for count in range(9)]
    after.mkdir()
    for file in before.iterdir():
        if not file.name.endswith("-shm"):
            whole = file.read_bytes()
            (after / file.name).write_bytes(whole[: int(len(whole) * kept)] if file.name == part else whole)
    again = Outbox(after, "k")
    assert give(again, "new") == "A959"
    assert drained(again) == [*said, "A959"]


def test_a_file_that_is_no_database_is_set_aside(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    outbox = Outbox(tmp_path, "k")
    give(outbox, "1")
    outbox.close()
    (tmp_path / "k.sqlite").write_bytes(b"no database at all" * 500)
    again = Outbox(tmp_path, "k")
    assert (give(again, "2"), drained(again)) == ("A951", ["A950", "A951"])
    assert (tmp_path / "k.sqlite.broken").exists()
    assert "set aside" in caplog.text


def test_where_nothing_can_be_kept_no_number_is_given(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    with pytest.raises(OutboxError):
        Outbox(tmp_path / "folder", "k")
