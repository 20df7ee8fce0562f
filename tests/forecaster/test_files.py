"""A hall described by files: what is right is read, what is wrong is told with its place."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from queue_server.forecaster.files import FileError, read_hall, read_history
from queue_server.queueing.forecast.past import PastVisit

HALL: dict[str, Any] = {
    "now": "2026-11-24T10:12:00+08:00",
    "windows": [{"window": 1, "services": ["A"]}],
    "tickets": [{"number": "A012", "service": "A", "taken_at": "2026-11-24T09:58:30+08:00"}],
}
HEADING = "service,taken_at,called_at,ended_at,window,clerk,outcome"


def hall_file(folder: Path, **changes: Any) -> Path:
    path = folder / "state.json"
    path.write_text(json.dumps(HALL | changes))
    return path


def history_file(folder: Path, *lines: str, heading: str = HEADING) -> Path:
    path = folder / "history.csv"
    path.write_text("\n".join((heading, *lines)) + "\n", encoding="utf-8-sig")
    return path


def test_a_hall_and_its_past_are_read(tmp_path: Path) -> None:
    hall = read_hall(hall_file(tmp_path))
    assert (hall.windows[0].state, hall.tickets[0].number, hall.clock_s) == ("open", "A012", 10.2 * 3600)
    path = history_file(
        tmp_path,
        "A,2026-11-23T08:30:00,2026-11-23T08:40:00,2026-11-23T08:50:00,1,wang,completed",
        "A,2026-11-23T00:30:00Z,2026-11-23T08:41:00+08:00,2026-11-23T08:42:00+08:00,2,li,missed",
        "A,2026-11-23T08:31:00,,,,,cancelled",
        "A,2026-11-23T08:31:00,2026-11-23T08:45:00,,1,wang,",
    )
    visits = read_history(path, hall)
    assert visits == [
        PastVisit(day="2026-11-23", service="A", taken=30600, called=31200, ended=31800, window=1, clerk="wang"),
        PastVisit(
            day="2026-11-23", service="A", taken=30600, called=31260, ended=31320, window=2, clerk="li", came=False
        ),
    ]


def test_times_without_an_offset_are_the_halls_clock(tmp_path: Path) -> None:
    plain = {"now": "2026-11-24T10:12:00", "tickets": []}
    assert read_hall(hall_file(tmp_path, **plain)).now == datetime(2026, 11, 24, 10, 12)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"now": "soon"}, "state.json 不是要求的格式"),
        ({"windows": [{"window": "one", "services": []}]}, "state.json 不是要求的格式"),
        ({"tickets": [HALL["tickets"][0], HALL["tickets"][0]]}, "重复的号"),
        ({"now": "2026-11-24T10:12:00"}, "要么都带时区"),
        ({"hours": [["8 o'clock", "12:00"]]}, "不是时间"),
    ],
)
def test_a_hall_that_is_wrong_is_told(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(FileError, match=told):
        read_hall(hall_file(tmp_path, **changes))


def test_a_past_that_is_wrong_is_told_by_line_and_column(tmp_path: Path) -> None:
    hall = read_hall(hall_file(tmp_path))
    with pytest.raises(FileError, match="第 2 行 called_at"):
        read_history(history_file(tmp_path, "A,2026-11-23T08:30:00,eight,2026-11-23T08:50:00"), hall)
    with pytest.raises(FileError, match="缺少这些列：called_at、ended_at"):
        read_history(history_file(tmp_path, heading="service,taken_at"), hall)
    with pytest.raises(FileError, match="读不出来"):
        read_history(tmp_path / "none.csv", hall)
    (tmp_path / "noise.csv").write_bytes(b"\xff\x00\xfe")
    with pytest.raises(FileError):
        read_history(tmp_path / "noise.csv", hall)
