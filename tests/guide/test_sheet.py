"""The guide's workbook goes out and comes back the same, and tells every mistake at its cell."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from queue_server.contract.plan import Mistake, load
from queue_server.guide import reading
from queue_server.guide.columns import COLUMNS
from queue_server.guide.reading import SheetError, read
from queue_server.guide.sheet import template

PLAN = load(Path(__file__).parents[2] / "assets/halls/puyang.toml")
BOOK = template(PLAN)


def cell_of(field: str, row: int) -> str:
    """Where a field stands in the workbook."""
    at = [column.field for column in COLUMNS].index(field)
    return f"{chr(ord('A') + at)}{row}"


def edited(change: Callable[[object], None]) -> bytes:
    """The sample's workbook after somebody's hand."""
    book = load_workbook(io.BytesIO(BOOK))
    change(book.active)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def typed(**values: object) -> bytes:
    """The sample's workbook with other values in the row of the first matter."""

    def change(sheet: object) -> None:
        for field, value in values.items():
            sheet[cell_of(field, 3)] = value  # type: ignore[index]

    return edited(change)


def mistakes_of(content: bytes) -> dict[str, str]:
    """Cells and sentences."""
    with pytest.raises(SheetError) as caught:
        read(content, PLAN.services)
    return {mistake.key: mistake.sentence for mistake in caught.value.mistakes}


def test_the_workbook_of_a_plan_reads_back_as_the_same_matters() -> None:
    assert read(BOOK, PLAN.services) == PLAN.matter


def test_a_clerk_finds_headings_hints_and_lists_to_choose_from() -> None:
    sheet = load_workbook(io.BytesIO(BOOK)).active
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    assert [cell.value for cell in sheet[2]] == [column.hint for column in COLUMNS]
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert '"A,B,C,D,J,F"' in lists.values()
    assert '"即办,承诺,上报,联办"' in lists.values()
    assert sheet[cell_of("phone", 3)].number_format == "@"


@pytest.mark.parametrize(
    ("field", "value", "piece"),
    [
        ("code", None, "缺少事项编码"),
        ("name", "  ", "缺少事项名称"),
        ("service", "Z", "没有“Z”这项业务"),
        ("kind", "大事", "只能是审批、审核"),
        ("handling", "马上", "只能是即办、承诺"),
        ("basis", None, "还没有写"),
        ("basis", "=1+1", "公式"),
        ("needs_en", "one", "要和申报材料一样有 3 行"),
        ("deferrable", "结婚证", "“结婚证”不在 needs 里"),
        ("steps", "受理", "一行一步"),
        ("promise_days", "十天", "不是天数"),
        ("promise_days", 14, "各步骤加起来是 15"),
        ("statutory_days", 3, "超过了法定期限 3"),
        ("phone", "问前台", "不像电话号码"),
        ("online", "http://a.example", "https://"),
        ("onsite", "也许", "只能是是或否"),
        ("fee", "不\n收费", "只能写一行"),
        ("fee_fen", "十元", "不是金额"),
        ("fee_fen", "10.555", "不是金额"),
        ("fee_fen", 10, "收费标准就不能空着"),
    ],
)
def test_a_mistake_is_told_at_its_cell(field: str, value: object, piece: str) -> None:
    cell = "O3" if field == "statutory_days" else cell_of(field, 3)
    found = mistakes_of(typed(**{field: value}))
    assert piece in found[cell], found


def test_a_fee_needs_its_amount_in_yuan() -> None:
    assert "就要写金额" in mistakes_of(typed(fee="12.5 元"))[cell_of("fee_fen", 3)]
    assert [read(typed(fee="12.5 元", fee_fen=amount))[0].fee_fen for amount in (12.5, "12.50", "12.5元")] == [1250] * 3


def test_all_mistakes_are_told_at_once() -> None:
    found = mistakes_of(typed(kind="大事", handling="马上", phone="1", steps="受理", name_en=None, service="Z"))
    fields = ("kind", "handling", "phone", "steps", "name_en", "service")
    assert set(found) == {cell_of(field, 3) for field in fields}


def test_a_code_twice_is_told_with_the_row_where_it_was() -> None:
    assert mistakes_of(typed(code="A02")) == {"A4": "“A02”和第 3 行重复了"}


def test_numbers_and_units_that_people_write_are_understood() -> None:
    matter = read(typed(promise_days="15 个工作日", statutory_days=30.0, steps="受理:0\n\n核查 ： 15天\n"))[0]
    assert (matter.promise_days, matter.statutory_days) == (15, 30)
    assert [(step.name, step.days) for step in matter.steps] == [("受理", 0), ("核查", 15)]


def test_columns_may_stand_in_any_order_and_hints_may_be_deleted() -> None:
    def swap(sheet: object) -> None:
        sheet.move_range("A1:A60", cols=len(COLUMNS))  # type: ignore[attr-defined]
        sheet.delete_rows(2)  # type: ignore[attr-defined]

    assert read(edited(swap)) == PLAN.matter


def test_a_missing_column_is_named() -> None:
    found = mistakes_of(edited(lambda sheet: sheet.delete_cols(1)))  # type: ignore[attr-defined]
    assert found == {"第 1 行": "缺少这些列：事项编码；请用导出的模板"}


def test_an_empty_workbook_and_one_without_matters_are_told() -> None:
    target = io.BytesIO()
    Workbook().save(target)
    assert "缺少这些列" in mistakes_of(target.getvalue())["第 1 行"]
    nothing = edited(lambda sheet: sheet.delete_rows(3, 60))  # type: ignore[attr-defined]
    assert mistakes_of(nothing) == {"表格": "一个事项也没有"}


@pytest.mark.parametrize("content", [b"", b"hello", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, BOOK[:2000]])
def test_what_is_no_workbook_is_one_clear_mistake(content: bytes) -> None:
    assert mistakes_of(content) == {"表格": reading.NOT_A_WORKBOOK}


def test_a_file_that_is_too_large_is_not_opened() -> None:
    assert "超过 8 MB" in mistakes_of(b"PK" + b"\0" * reading.MAX_BYTES)["表格"]


def test_too_many_rows_are_told() -> None:
    def far(sheet: object) -> None:
        sheet["A6000"] = "A99"  # type: ignore[index]

    assert "超过 5000 行" in mistakes_of(edited(far))["表格"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_read_or_told(at: int, junk: bytes) -> None:
    told: list[Mistake] = []
    try:
        read(BOOK[:at] + junk + BOOK[at + len(junk) :])
    except SheetError as error:
        told = error.mistakes
    assert all(mistake.key and mistake.sentence for mistake in told)
