"""A file of bookings as Excel or a program wrote it: all of it read, or every mistake at its row and column."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.bookings.reading import Sheet, read_csv, read_json
from queue_server.bookings.template import template
from queue_server.contract.bookings import MOST_AT_ONCE, MOST_MISFITS, Booking
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Misfit
from queue_server.rows import RowsError
from tests.queueing.calling.lines import ruled_plan

PLAN = ruled_plan()
HALF_PAST_TEN = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
HEAD = "预约号,事项,日期,时间,优先,取消"
ROW = "YY-0001,A1,2026-11-24,10:30,,"
ONE = (Booking(code="YY-0001", matter="A1", slot=HALF_PAST_TEN),)


def csv(*lines: str) -> Sheet:
    return read_csv("\r\n".join(lines).encode(), PLAN)


def mistakes(content: bytes, read: object = read_csv) -> list[tuple[int, str, str]]:
    assert callable(read)
    with pytest.raises(RowsError) as caught:
        read(content, PLAN)
    return [(mistake.row, mistake.column, mistake.sentence) for mistake in caught.value.mistakes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_is_read_as_excel_saves_it(encoding: str, end: str) -> None:
    content = end.join((HEAD, "YY-0001,事项A,2026/11/24,10:30:00,老年人,是", "", ",,,,,", ROW, "")).encode(encoding)
    sheet = read_csv(content, PLAN)
    assert sheet.bookings == (
        Booking(code="YY-0001", matter="A1", slot=HALF_PAST_TEN, priority="old", cancelled=True),
        *ONE,
    )
    assert sheet.rows == (2, 5)


def test_columns_are_known_by_either_name_in_any_order_and_some_may_be_missing() -> None:
    assert csv("Time,code,日期,matter", "10:30,YY-0001,2026-11-24,A1").bookings == ONE


@pytest.mark.parametrize(
    "date", ["2026-11-24", "2026/11/24", "2026.11.24", "20261124", "2026年11月24日", "2026/11/24 0:00"]
)
@pytest.mark.parametrize("time", ["10:30", "10：30", "10:30:00"])
def test_dates_and_times_are_read_as_people_write_them(date: str, time: str) -> None:
    assert csv(HEAD, f"YY-0001,A1,{date},{time},,").bookings == ONE


def test_every_mistake_is_told_at_its_row_and_column() -> None:
    lines = ["预约号,事项,date,时间,优先,取消", ROW, ",Z9,24.11.2026,9点,vip,也许", "YY-0003,A1,2026-02-30,25:00,,"]
    assert mistakes("\n".join(lines).encode()) == [
        (3, "预约号", "不能空着"),
        (3, "事项", "没有“Z9”这个事项，请重新选择"),
        (3, "date", "“24.11.2026”不是日期，应当像 2026-11-24"),
        (3, "时间", "“9点”不是时间，应当像 10:30"),
        (3, "优先", "没有“vip”这类优先，请按大厅配置选择"),
        (3, "取消", "“也许”看不懂，只能是“是”或“否”"),
        (4, "date", "“2026-02-30”不是日期，应当像 2026-11-24"),
        (4, "时间", "“25:00”不是时间，应当像 10:30"),
    ]


@pytest.mark.parametrize(
    "heading", ["姓名", "申请人", "手机号码", "联系电话", "身份证号", "Name", "mobile_no", "id card"]
)
def test_a_column_that_tells_who_somebody_is_is_sent_back(heading: str) -> None:
    ((row, column, sentence),) = mistakes(f"{HEAD},{heading}\n{ROW},x".encode())
    assert (row, column) == (1, heading)
    assert "用不着个人信息，这里不收也不存" in sentence


@pytest.mark.parametrize("code", ["13800138000", "138-0013-8000", "11010519491231002X", "110105491231002"])
def test_a_code_that_is_a_phone_or_identity_number_is_sent_back_without_being_repeated(code: str) -> None:
    ((row, column, sentence),) = mistakes(f"{HEAD}\n{code},A1,2026-11-24,10:30,,".encode())
    assert (row, column) == (2, "预约号")
    assert "不能用手机号或身份证号" in sentence
    assert code not in sentence


def test_a_long_code_of_digits_that_is_nobodys_number_is_good() -> None:
    for code in ("202611240000001", "20261124000000000", "202611240000000017"):
        assert csv(HEAD, f"{code},A1,2026-11-24,10:30,,").bookings[0].code == code


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", (0, "", "一条预约也没有")),
        (HEAD.encode(), (0, "", "一条预约也没有")),
        (f"{HEAD},备注\n{ROW},x".encode(), (1, "备注", "没有这一列，可以有预约号、事项、日期、时间、优先、取消")),
        (f"{HEAD},code\n{ROW},x".encode(), (1, "code", "这一列有两个，请去掉一个")),
        (f"预约号,日期\n{ROW}".encode(), (1, "", "缺少这些列：事项、时间")),
        (HEAD.encode("utf-16"), (0, "", "不是 UTF-8 或 GB18030 的文字，请在 Excel 里另存为“CSV UTF-8”")),
        ("\n".join((HEAD, *[ROW] * (MOST_AT_ONCE + 1))).encode(), (0, "", "一次最多导入 2000 条预约，请分几次")),
    ],
)
def test_what_is_no_file_of_bookings_is_told_in_one_sentence(content: bytes, told: tuple[int, str, str]) -> None:
    assert mistakes(content) == [told]


def test_a_quotation_that_does_not_end_is_no_csv() -> None:
    ((_, _, sentence),) = mistakes(f'{HEAD}\n"YY-0001,A1'.encode())
    assert "不是能读的 CSV" in sentence


def test_not_more_than_a_hundred_mistakes_are_told() -> None:
    assert len(mistakes("\n".join((HEAD, *["YY-0001,Z9,2026-11-24,10:30,,"] * 150)).encode())) == MOST_MISFITS


def test_json_says_the_same() -> None:
    row = {"code": "YY-0001", "matter": "事项A", "date": "2026-11-24", "time": "10:30"}
    rows = [row, row | {"priority": None, "cancelled": False}, row | {"priority": "老年人", "cancelled": True}]
    cancelled = Booking(code="YY-0001", matter="A1", slot=HALF_PAST_TEN, priority="old", cancelled=True)
    assert read_json(msgspec.json.encode(rows), PLAN).bookings == (*ONE, *ONE, cancelled)
    assert mistakes(msgspec.json.encode([row, row | {"time": ""}]), read_json) == [(2, "time", "不能空着")]
    ((row_number, column, _),) = mistakes(msgspec.json.encode([row | {"phone": "1"}]), read_json)
    assert (row_number, column) == (0, "phone")


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[1]", b'[{"code": 7}]', b'[{"code": "\xff"}]', b"[" * 100_000])
def test_what_is_no_json_list_is_told(content: bytes) -> None:
    ((row, _, sentence),) = mistakes(content, read_json)
    assert row == 0
    assert "应当是一列预约" in sentence


def test_what_the_desk_refuses_is_told_at_its_row_and_column() -> None:
    sheet = csv(
        "编号".replace("编号", "code") + ",事项,日期,时间",
        "",
        "YY-0001,A1,2026-11-24,10:30",
        "YY-0002,A1,2026-11-24,10:30",
    )
    error = sheet.refused([Misfit(place=1, why=refuse("booking_full", slot="11-24 10:30", service="惠农政策", most=4))])
    assert str(error) == "第 4 行“时间”：11-24 10:30 的惠农政策最多约 4 人，已经约满了"


def test_the_template_is_read_back_and_does_no_harm() -> None:
    (booking,) = read_csv(template(PLAN, HALF_PAST_TEN), PLAN).bookings
    assert booking.cancelled
    assert booking.slot == datetime(2026, 11, 25, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: f"{HEAD}\n{text}".encode())))
def test_any_bytes_are_bookings_or_told(content: bytes) -> None:
    for read in (read_csv, read_json):
        told: Sequence[object] = ()
        try:
            told = read(content, PLAN).bookings
        except RowsError as error:
            told = error.mistakes
        assert told
