"""Results become public masked, for some days, whole or not at all; an announcement holds for some minutes."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from queue_server.bulletin.kept import ANNOUNCEMENT, MOST_SHOWN, RESULTS, KeptBulletin, announce, publish_results
from queue_server.bulletin.masking import masked
from queue_server.bulletin.reading import read_csv, read_json
from queue_server.contract import topics
from queue_server.contract.bulletin import Announcement, Bulletin
from queue_server.contract.codec import decode
from queue_server.contract.plan import Results
from queue_server.rows import RowsError
from tests.on_the_wire import HALL, OnTheWire, guest
from tests.running_hall import ROOT, wait_for
from tests.showing.halls import SAMPLE

NOW = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
"""Half past one on the 24th at the hall."""
HEAD = "事项,受理号,结果,办结日期,申请人,撤下\n"
PLAN = replace(SAMPLE, results=Results(keep_days=3))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳修", "欧阳*"),
        ("欧阳修文", "欧阳**"),
        ("张", "张*"),
        ("欧阳", "欧*"),
        ("张*", "张*"),
        ("买买提·阿卜杜拉", "买**"),
        ("John Smith", "J**"),
        ("", ""),
        (" 王 五 ", "王*"),
    ],
)
def test_of_a_name_the_family_name_is_left(name: str, shown: str) -> None:
    assert masked(name) == shown


@given(st.text(max_size=30))
def test_of_no_name_more_than_two_characters_are_left(name: str) -> None:
    assert len(masked(name).replace("*", "")) <= 2
    assert len(masked(name)) <= 4


def publish(folder: Path, *rows: str, now: datetime = NOW) -> tuple[int, int, int]:
    counts = publish_results(folder, PLAN, read_csv((HEAD + "\n".join(rows)).encode(), PLAN), now)
    return counts.taken, counts.withdrawn, counts.old


def public(folder: Path, now: datetime = NOW) -> list[tuple[str, str, str, str, str]]:
    results = KeptBulletin(folder, PLAN).now(now).results
    return [(one.matter, one.receipt, one.result, one.date, one.name) for one in results]


def test_results_are_public_with_the_newest_first_and_no_name_is_kept(tmp_path: Path) -> None:
    rows = (
        "A02,PY-7,准予,2026-11-23,李小龙,",
        "农机购置,PY-8,办结,2026年11月24日,欧阳修文,",
        "农机购置,PY-9,办结,20261122,,",
    )
    assert publish(tmp_path, *rows) == (3, 0, 0)
    assert public(tmp_path) == [
        ("农机购置", "PY-8", "办结", "2026-11-24", "欧阳**"),
        ("农机购置补贴申请", "PY-7", "准予", "2026-11-23", "李**"),
        ("农机购置", "PY-9", "办结", "2026-11-22", ""),
    ]
    kept = (tmp_path / RESULTS).read_text(encoding="utf-8")
    assert "小龙" not in kept
    assert (tmp_path / RESULTS).stat().st_mode & 0o077 == 0
    assert publish(tmp_path, *rows) == (0, 0, 0)


def test_a_result_is_changed_and_withdrawn_by_its_receipt_number(tmp_path: Path) -> None:
    publish(tmp_path, "A02,PY-7,准予,2026-11-23,,", "A02,PY-8,准予,2026-11-23,,")
    assert publish(tmp_path, "A02,PY-7,不予许可,2026-11-23,,", "A02,PY-8,准予,2026-11-23,,是") == (1, 1, 0)
    assert [(receipt, result) for _, receipt, result, _, _ in public(tmp_path)] == [("PY-7", "不予许可")]


def test_a_result_is_public_for_as_many_days_as_the_plan_says_by_the_halls_own_calendar(tmp_path: Path) -> None:
    assert publish(tmp_path, "A02,PY-1,准予,2026-11-22,,", "A02,PY-2,准予,2026-11-21,,") == (1, 0, 1)
    assert [receipt for _, receipt, *_ in public(tmp_path)] == ["PY-1"]
    midnight = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    assert public(tmp_path, midnight - timedelta(seconds=1)) != []
    assert public(tmp_path, midnight) == []


def test_not_more_than_can_be_read_are_shown(tmp_path: Path) -> None:
    publish(tmp_path, *(f"A02,PY-{place:03},准予,2026-11-23,," for place in range(MOST_SHOWN + 5)))
    assert len(public(tmp_path)) == MOST_SHOWN


@pytest.mark.parametrize(
    ("row", "column", "piece"),
    [
        (",PY-1,准予,2026-11-23,,", "事项", "不能空着"),
        ("农机,13812345678,准予,2026-11-23,,", "受理号", "不能是手机号或身份证号"),
        ("农机,PY 1,准予,2026-11-23,,", "受理号", "2 到 40 位"),
        ("农机 110105194912310021,PY-1,准予,2026-11-23,,", "事项", "手机号或身份证号"),
        ("农机,PY-1,准予请电13812345678,2026-11-23,,", "结果", "手机号或身份证号"),
        ("农机,PY-1,准予,2026-13-23,,", "办结日期", "不是日期"),
        ("农机,PY-1,准予,2026-11-23,,也许", "撤下", "看不懂"),
        (f"{'长' * 41},PY-1,准予,2026-11-23,,", "事项", "最多 40 个字"),
    ],
)
def test_a_mistake_is_told_at_its_row_and_column_and_nothing_becomes_public(
    tmp_path: Path, row: str, column: str, piece: str
) -> None:
    with pytest.raises(RowsError) as caught:
        publish(tmp_path, "A02,PY-0,准予,2026-11-23,,", row)
    (mistake,) = caught.value.mistakes
    assert (mistake.row, mistake.column) == (3, column)
    assert piece in mistake.sentence
    assert public(tmp_path) == []


def test_a_column_that_has_no_place_here_is_named() -> None:
    with pytest.raises(RowsError, match="联系方式和证件号码不能公示"):
        read_csv("事项,受理号,结果,办结日期,手机\n".encode(), PLAN)


def test_json_says_the_same() -> None:
    (entry,) = read_json(
        '[{"matter":"A02","receipt":"PY-1","result":"准予","date":"2026-11-23","name":"张三","withdrawn":true}]'.encode(),
        PLAN,
    )
    assert (entry.result.name, entry.withdrawn) == ("张*", True)


def test_an_announcement_holds_until_its_moment_or_until_it_is_ended(tmp_path: Path) -> None:
    urgent = Announcement(text="请从东门离开", at=NOW, until=NOW + timedelta(minutes=5))
    kept = KeptBulletin(tmp_path, PLAN)
    assert kept.now(NOW).urgent is None
    announce(tmp_path, urgent)
    assert kept.now(NOW).urgent == urgent
    assert kept.now(NOW + timedelta(minutes=5)).urgent is None
    announce(tmp_path, None)
    assert kept.now(NOW).urgent is None


def test_files_that_cannot_be_read_say_nothing_and_are_not_written_over(tmp_path: Path) -> None:
    (tmp_path / RESULTS).write_bytes(b"{")
    (tmp_path / ANNOUNCEMENT).write_bytes(b"{")
    assert KeptBulletin(tmp_path, PLAN).now(NOW) == Bulletin(hall="puyang")
    with pytest.raises(OSError, match="读不懂"):
        publish(tmp_path, "A02,PY-1,准予,2026-11-23,,")
    assert (tmp_path / RESULTS).read_bytes() == b"{"


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    told = [sys.executable, "-m", "queue_server", *words]
    return subprocess.run(told, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_by_hand_results_and_announcements_reach_every_display_of_a_running_hall(
    served: OnTheWire, tmp_path: Path
) -> None:
    sheet, state = tmp_path / "results.csv", ("--state", served.state.path)
    plan = ("--plan", ROOT / "assets/halls/puyang.toml")
    today = f"{datetime.now(UTC) + timedelta(hours=8):%Y-%m-%d}"
    with guest(served, "display-1") as display:
        display.subscribe(topics.BULLETIN.of(HALL))

        def newest() -> Bulletin:
            return decode(Bulletin, display.got[-1].payload)

        wait_for(lambda: display.got)
        assert newest() == Bulletin(hall=HALL)
        sheet.write_text(f"{HEAD}A02,PY-7,准予,{today},张三,\n", encoding="utf-8")
        assert command("results", "import", sheet, *plan, *state).stdout == "公示了 1 条，撤下了 0 条\n"
        wait_for(lambda: newest().results)
        assert newest().results[0].name == "张*"
        assert command("results", "list", *plan, *state).stdout == f"{today} PY-7 农机购置补贴申请 准予 张*\n"
        assert command("announce", "请从东门离开", "--minutes", "5", *state).returncode == 0
        wait_for(lambda: newest().urgent)
        assert command("announce", "--end", *state).returncode == 0
        wait_for(lambda: newest().urgent is None)
    wrong = command("announce", *state)
    assert (wrong.returncode, wrong.stdout) == (2, "")


def test_the_template_is_turned_away_until_it_is_filled_in(tmp_path: Path) -> None:
    sheet = tmp_path / "results.csv"
    assert command("results", "template", "--out", sheet).returncode == 0
    with pytest.raises(RowsError):
        read_csv(sheet.read_bytes(), PLAN)
