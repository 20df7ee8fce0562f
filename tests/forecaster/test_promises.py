"""Promises: the first range told for each ticket is kept once, survives a restart, and is held against the truth."""

from datetime import timedelta
from pathlib import Path

from queue_server.contract.forecasts import Forecast, TicketForecast, Wait
from queue_server.contract.tickets import TicketState
from queue_server.forecaster.promises import Kept, Promises, kept
from tests.forecaster.test_recorded import record
from tests.queueing.forecast.halls import NOW


def told(**waits: tuple[int, int]) -> Forecast:
    tickets = tuple(
        TicketForecast(
            number=number,
            wait=Wait(outlook="range", low_min=low, high_min=high, likely_at=NOW + timedelta(minutes=(low + high) / 2)),
        )
        for number, (low, high) in waits.items()
    )
    return Forecast(hall="h", day="2026-11-24", revision=1, at=NOW, services=(), tickets=tickets)


def test_the_first_range_counts_over_restarts_and_torn_lines(tmp_path: Path) -> None:
    Promises(tmp_path / "p").note(told(A001=(5, 15)))
    with (tmp_path / "p/2026-11-24.jsonl").open("ab") as file:
        file.write(b'{"number": "A0\n')
    again = Promises(tmp_path / "p")
    again.note(told(A001=(1, 2), A002=(10, 20)))
    again.note(told(A002=(30, 40)))
    assert [(one.number, one.low_min, one.high_min) for one in again.of("2026-11-24")] == [
        ("A001", 5, 15),
        ("A002", 10, 20),
    ]
    assert again.of("2026-11-25") == []


def test_nothing_is_promised_where_no_range_was_told(tmp_path: Path) -> None:
    promises = Promises(tmp_path / "p")
    silent = TicketForecast(number="A001", wait=Wait(outlook="ahead_only"))
    promises.note(Forecast(hall="h", day="2026-11-24", revision=1, at=NOW, services=(), tickets=(silent,)))
    assert promises.of("2026-11-24") == []


def test_promises_are_held_against_the_calls(tmp_path: Path) -> None:
    promises = Promises(tmp_path / "p")
    promises.note(told(A001=(5, 15), A002=(20, 30), A003=(0, 5), A004=(5, 15)))
    tickets = [record(number=number) for number in ("A001", "A002", "A003")]  # all called after ten minutes
    tickets.append(record(number="A004", state=TicketState.CANCELLED, called_at=None))
    found = kept(promises.of("2026-11-24"), tickets)
    assert found == Kept(promised=3, kept=1, earlier=1, later=1, apart_min=(0 + 15 + 7.5) / 3)
    assert kept([], tickets).promised == 0
