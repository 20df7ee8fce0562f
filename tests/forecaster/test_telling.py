"""`python -m queue_server forecast` on a simulated hall written to files, as somebody from outside would use it."""

import csv
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import numpy as np
import pytest

from queue_server.queueing import HallState, queues
from queue_server.queueing.forecast.live import LiveHall
from queue_server.queueing.forecast.seen import live_hall
from queue_server.queueing.simulate import SIZES, SimulatedDay, draw_hall, draw_visitors, run_day
from tests.queueing.forecast.halls import NOW
from tests.running_hall import ROOT

MIDNIGHT = NOW.replace(hour=0)


def forecast(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "queue_server", "forecast", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, float]]:
    """A state, a history of six days, and the true minutes that everybody in the state still waited."""
    folder = tmp_path_factory.mktemp("hall")
    rng = np.random.default_rng(21)
    plan, truth = draw_hall(SIZES[0], rng)
    seen: list[tuple[LiveHall, float]] = []

    def look(state: HallState, number: str, now: float) -> None:
        if now > 10.5 * 3600 and not seen:
            seen.append((live_hall(plan, queues(state), MIDNIGHT + timedelta(seconds=now)), now))

    past = [
        run_day(plan, truth, draw_visitors(plan, truth, rng), rng, date=MIDNIGHT - timedelta(days=back))
        for back in range(6, 0, -1)
    ]
    today = run_day(plan, truth, draw_visitors(plan, truth, rng), rng, date=MIDNIGHT, look=look)
    hall, now = seen[0]
    (folder / "state.json").write_bytes(msgspec.json.encode(hall))
    with (folder / "history.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("service", "taken_at", "called_at", "ended_at", "window", "clerk", "outcome"))
        for day in (*past, today):
            rows.writerows(lines(day, now if day is today else 24 * 3600.0))
    waits = {visit.number: (visit.called - now) / 60 for visit in today.visits}
    return folder / "state.json", folder / "history.csv", waits


def lines(day: SimulatedDay, until: float) -> list[tuple[object, ...]]:
    return [
        (
            visit.service,
            *(
                (day.date + timedelta(seconds=moment)).isoformat()
                for moment in (visit.taken, visit.called, visit.ended)
            ),
            visit.window,
            visit.clerk,
            "completed" if visit.came else "missed",
        )
        for visit in day.visits
        if 0 <= visit.called <= visit.ended <= until
    ]


def test_everybody_who_waits_is_told_a_median_and_a_band_near_the_truth(
    files: tuple[Path, Path, dict[str, float]],
) -> None:
    state, history, waits = files
    ran = forecast("--state", state, "--history", history)
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    assert told["learned_from"]["days"] == 6
    assert {one["number"] for one in told["tickets"]} == {
        one["number"] for one in json.loads(state.read_text())["tickets"]
    }
    assert all(0 <= one["low_min"] <= one["median_min"] <= one["high_min"] for one in told["tickets"])
    apart = [abs(one["median_min"] - waits[one["number"]]) for one in told["tickets"]]
    assert np.mean(apart) < 0.5 * np.mean([waits[one["number"]] for one in told["tickets"]])
    assert {one["service"] for one in told["services"]} == {"A", "B", "C", "D"}


def test_the_backtest_prints_its_table(files: tuple[Path, Path, dict[str, float]]) -> None:
    ran = forecast("backtest", "--state", files[0], "--history", files[1])
    assert ran.returncode == 0, ran.stderr
    assert "| replay |" in ran.stdout
    assert "| naive per service |" in ran.stdout
    assert "| learned (trees) |" in ran.stdout


def test_a_hall_without_a_past_and_without_expected_minutes_is_told_nothing(
    files: tuple[Path, Path, dict[str, float]], tmp_path: Path
) -> None:
    hall = json.loads(files[0].read_text()) | {"services": []}
    (tmp_path / "state.json").write_text(json.dumps(hall))
    (tmp_path / "history.csv").write_text("service,taken_at,called_at,ended_at\n")
    told = json.loads(forecast("--state", tmp_path / "state.json", "--history", tmp_path / "history.csv").stdout)
    assert all(one["median_min"] is None for one in told["tickets"])


def test_a_wrong_file_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("{}")
    ran = forecast("--state", tmp_path / "state.json", "--history", tmp_path / "none.csv")
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert "Traceback" not in ran.stderr
