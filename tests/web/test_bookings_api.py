"""Bookings over HTTP and by hand into a running hall: with the token only, whole or not at all, never twice."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from queue_server.contract.bookings import MOST_AT_ONCE
from queue_server.contract.commands import FindBooking
from queue_server.contract.replies import BookingIs
from queue_server.rows import MAX_BYTES
from queue_server.tokens import is_token, new_token
from tests.running_hall import DEADLINE_S, ROOT, RunningHall
from tests.web.conftest import running_hall

TOMORROW = (datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(days=1)).date().isoformat()
HEAD = "预约号,事项,日期,时间,优先,取消\n"


@pytest.fixture(scope="module")
def shared_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """One hall for all of them; each has bookings of its own."""
    yield from running_hall(tmp_path_factory.mktemp("hall"))


@pytest.fixture(scope="module")
def system(shared_hall: RunningHall) -> Iterator[httpx.Client]:
    """The county's booking system, with its token."""
    headers = {"Authorization": f"Bearer {new_token(shared_hall.state, 'bookings')}", "Content-Type": "text/csv"}
    with httpx.Client(base_url=shared_hall.address, headers=headers, timeout=DEADLINE_S) as client:
        yield client


def bring(system: httpx.Client, *rows: str) -> tuple[int, dict[str, Any]]:
    answer = system.post("/api/bookings", content=(HEAD + "\n".join(rows)).encode("gb18030"))
    return answer.status_code, answer.json()


def standing(hall: RunningHall, code: str) -> str:
    found = hall.ask(FindBooking(code=code))
    assert isinstance(found, BookingIs)
    return found.standing


def test_a_file_is_taken_over_once(system: httpx.Client, shared_hall: RunningHall) -> None:
    rows = (
        f"ONCE-1,A01,{TOMORROW},10:30,老年人,",
        f"ONCE-2,A01,{TOMORROW},10:30,,",
        f"ONCE-3,B01,{TOMORROW},10:30,,是",
    )
    assert bring(system, *rows) == (200, {"taken": 2, "cancelled": 1})
    assert bring(system, *rows) == (200, {"taken": 0, "cancelled": 0})
    assert [standing(shared_hall, code) for code in ("ONCE-1", "ONCE-3")] == ["early", "cancelled"]


def test_one_mistake_keeps_the_whole_file_out(system: httpx.Client, shared_hall: RunningHall) -> None:
    status, told = bring(system, f"WHOLE-1,A01,{TOMORROW},11:00,,", f"WHOLE-2,A01,{TOMORROW},11:10,,")
    assert status == 422
    (mistake,) = told["mistakes"]
    assert (mistake["row"], mistake["column"]) == (3, "时间")
    assert "离它最近的是" in mistake["sentence"]
    assert bring(system, f"WHOLE-1,A01,{TOMORROW},11:00,,", f"WHOLE-2,Z9,{TOMORROW},11:00,,")[0] == 422
    assert standing(shared_hall, "WHOLE-1") == "unknown"


def test_a_slot_takes_what_the_plan_says(system: httpx.Client) -> None:
    rows = [f"FULL-{count},C01,{TOMORROW},09:00,," for count in range(5)]
    status, told = bring(system, *rows)
    assert (status, [(one["row"], one["column"]) for one in told["mistakes"]]) == (422, [(6, "时间")])
    assert bring(system, *rows[:4]) == (200, {"taken": 4, "cancelled": 0})


def test_json_is_taken_too(system: httpx.Client, shared_hall: RunningHall) -> None:
    row = {"code": "JSON-1", "matter": "A01", "date": TOMORROW, "time": "14:00"}
    answer = system.post("/api/bookings", json=[row], headers={"Content-Type": "application/json"})
    assert answer.json() == {"taken": 1, "cancelled": 0}
    assert standing(shared_hall, "JSON-1") == "early"


def test_a_column_with_names_is_sent_back_with_the_reason(system: httpx.Client) -> None:
    answer = system.post("/api/bookings", content=f"姓名,{HEAD}王某,X-1,A01,{TOMORROW},10:30,,".encode())
    assert answer.status_code == 422
    assert "用不着个人信息" in answer.json()["mistakes"][0]["sentence"]
    assert "王某" not in answer.text


def test_without_the_token_nothing_is_even_read(system: httpx.Client, shared_hall: RunningHall) -> None:
    token = system.headers["Authorization"].removeprefix("Bearer ")
    for header in ("", "Bearer", "Bearer x", f"Basic {token}", f"Bearer {token}x", f"Bearer {token[:-1]}"):
        answer = system.post("/api/bookings", content=b"\xff", headers={"Authorization": header})
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer"), header
    kept = (shared_hall.state / "bookings.token").read_text()
    assert token not in kept
    assert (shared_hall.state / "bookings.token").stat().st_mode & 0o077 == 0


def test_too_much_and_the_wrong_kind_are_turned_away(system: httpx.Client) -> None:
    assert system.post("/api/bookings", content=b" " * (MAX_BYTES + 1)).status_code == 413
    answer = system.post("/api/bookings", content=b"", headers={"Content-Type": "application/xml"})
    assert answer.status_code == 415


def test_two_thousand_bookings_come_in_at_once(system: httpx.Client) -> None:
    code = "LONG-" + "0" * 31
    rows = [f"{code}{count:04d},A01,{TOMORROW},15:00,,是" for count in range(MOST_AT_ONCE)]
    assert bring(system, *rows) == (200, {"taken": 0, "cancelled": MOST_AT_ONCE})


def run(hall: RunningHall, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "queue_server", "bookings", *map(str, arguments)]
    command += ["--plan", str(hall.plan_path), "--state", str(hall.state)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_a_technician_takes_a_file_over_by_hand(shared_hall: RunningHall, tmp_path: Path) -> None:
    sheet = tmp_path / "bookings.csv"
    assert run(shared_hall, "template", "--out", sheet).returncode == 0
    with sheet.open("a", encoding="utf-8") as file:
        file.write(f"HAND-1,D01,{TOMORROW},10:00,,\r\n")
    done = run(shared_hall, "import", sheet)
    assert done.stdout == "导入了 1 条，取消了 1 条，其余 0 条本来就有\n", done.stderr
    assert standing(shared_hall, "HAND-1") == "early"
    with sheet.open("a", encoding="utf-8") as file:
        file.write(f"HAND-2,D01,{TOMORROW},10:01,,\r\nHAND-3,D01,{TOMORROW},10:00,,\r\n")
    wrong = run(shared_hall, "import", sheet)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("第 4 行“时间”：")
    assert standing(shared_hall, "HAND-3") == "unknown"


def test_a_new_token_is_told_once_and_ends_the_old_one(tmp_path: Path) -> None:
    command: list[str | Path] = [sys.executable, "-m", "queue_server", "bookings", "token", "--state", tmp_path]
    first, second = (subprocess.check_output(command, cwd=ROOT, text=True).strip() for _ in range(2))
    assert [is_token(tmp_path, "bookings", token) for token in (first, second, "")] == [False, True, False]


def test_while_the_server_is_away_nothing_is_taken_and_it_is_said(hall: RunningHall) -> None:
    headers = {"Authorization": f"Bearer {new_token(hall.state, 'bookings')}", "Content-Type": "text/csv"}
    hall.stop(hall.server)
    content = f"{HEAD}AWAY-1,A01,{TOMORROW},10:30,,".encode()
    answer = httpx.post(f"{hall.address}/api/bookings", content=content, headers=headers, timeout=DEADLINE_S)
    assert answer.status_code == 503
    assert "什么也没有导入" in answer.json()["detail"]
