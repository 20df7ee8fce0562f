"""Reading a file of bookings, CSV or JSON: all of them, or all mistakes at once, each at its row and column."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from queue_server.bookings.columns import COLUMNS, Column, looks_personal
from queue_server.contract.bookings import MOST_AT_ONCE, MOST_MISFITS, Booking
from queue_server.contract.plan import Plan
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Misfit

MAX_BYTES = 1024 * 1024
COLUMN_OF = {
    "unknown_matter": "matter",
    "unknown_priority": "priority",
    "booking_off_grid": "time",
    "booking_full": "time",
    "booking_past": "date",
    "booking_too_far": "date",
}
"""Where what the desk refuses is written; everything else is about the code."""


class RowMistake(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake at `row`, counted as Excel does (JSON: from 1), 0 for the whole file; `column` is its heading there."""

    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = f"第 {self.row} 行" if self.row else "表格"
        return f"{place}{f'“{self.column}”' if self.column else ''}：{self.sentence}"


class BookingsError(ValueError):
    """The file cannot be used; `mistakes` has the first `MOST_MISFITS` that were found."""

    def __init__(self, mistakes: Sequence[RowMistake]) -> None:
        self.mistakes = tuple(mistakes[:MOST_MISFITS])
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The bookings of a file, with the row of each and what its columns are called."""

    bookings: tuple[Booking, ...]
    rows: tuple[int, ...]
    headings: dict[str, str]

    def refused(self, misfits: Sequence[Misfit]) -> BookingsError:
        """What the desk would not take, at its place in the file."""
        return BookingsError(
            [
                RowMistake(
                    row=self.rows[misfit.place],
                    column=self.headings[COLUMN_OF.get(misfit.why.code, "code")],
                    sentence=misfit.why.sentence,
                )
                for misfit in misfits
            ]
        )


def read_csv(content: bytes, plan: Plan) -> Sheet:
    """The bookings in a CSV file with a row of headings, UTF-8 (with or without mark) or GB18030, as Excel saves them.

    Raises:
        BookingsError: with every mistake.
    """
    try:
        rows = list(csv.reader(io.StringIO(_text(content), newline=""), strict=True))
    except csv.Error as error:
        raise _unreadable(f"不是能读的 CSV（{error}）") from error
    if not rows:
        raise _unreadable("一条预约也没有")
    headings = [cell.strip() for cell in rows[0]]
    fields = _fields(headings, 1)
    numbered = [
        (number, {field: cells[at].strip() if at < len(cells) else "" for field, at in fields.items()})
        for number, cells in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in cells)
    ]
    return _sheet(numbered, {field: headings[at] for field, at in fields.items()}, plan)


def read_json(content: bytes, plan: Plan) -> Sheet:
    """The bookings in a JSON list of objects, whose keys are the columns' names.

    Raises:
        BookingsError: with every mistake.
    """
    try:
        rows = msgspec.json.decode(content, type=list[dict[str, str | bool | None]])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _unreadable(f"应当是一列预约，每一项都是文字（{error}）") from error
    headings = list(dict.fromkeys(key for row in rows for key in row))
    fields = _fields(headings, 0) if rows else {}
    names = {field: headings[at] for field, at in fields.items()}
    numbered = [
        (number, {field: _plain(row.get(name)) for field, name in names.items()}) for number, row in enumerate(rows, 1)
    ]
    return _sheet(numbered, names, plan)


def _sheet(rows: list[tuple[int, dict[str, str]]], headings: dict[str, str], plan: Plan) -> Sheet:
    if not rows:
        raise _unreadable("一条预约也没有")
    if len(rows) > MOST_AT_ONCE:
        raise _unreadable(refuse("too_many_bookings", most=MOST_AT_ONCE).sentence)
    zone, bookings, mistakes = ZoneInfo(plan.hall.timezone), [], list[RowMistake]()
    for number, cells in rows:
        read: dict[str, Any] = {}
        for column in COLUMNS:
            try:
                read[column.field] = _cell(column, cells.get(column.field, ""), plan)
            except ValueError as error:
                mistakes.append(RowMistake(row=number, column=headings[column.field], sentence=str(error)))
        if len(read) == len(COLUMNS):
            slot = datetime.combine(read.pop("date"), read.pop("time"), zone)
            bookings.append(Booking(slot=slot, **read))
    if mistakes:
        raise BookingsError(mistakes)
    return Sheet(tuple(bookings), tuple(number for number, _ in rows), {c.field: c.heading for c in COLUMNS} | headings)


def _cell(column: Column, text: str, plan: Plan) -> Any:
    if column.required and not text:
        raise ValueError("不能空着")
    return column.read(plan, text)


def _fields(headings: list[str], row: int) -> dict[str, int]:
    """Where each field is; every heading must be one, once."""
    known = {name: column.field for column in COLUMNS for name in (column.field, column.heading)}
    found: dict[str, int] = {}
    mistakes = []
    for at, heading in enumerate(headings):
        field = known.get(heading.lower())
        if field is None and heading:
            mistakes.append(RowMistake(row=row, column=heading, sentence=_stranger(heading)))
        elif field in found:
            mistakes.append(RowMistake(row=row, column=heading, sentence="这一列有两个，请去掉一个"))
        elif field is not None:
            found[field] = at
    missing = [column.heading for column in COLUMNS if column.required and column.field not in found]
    if missing:
        mistakes.append(RowMistake(row=row, column="", sentence=f"缺少这些列：{'、'.join(missing)}"))
    if mistakes:
        raise BookingsError(mistakes)
    return found


def _stranger(heading: str) -> str:
    if looks_personal(heading):
        return "请删掉这一列：预约只要预约号、事项和时间，用不着个人信息，这里不收也不存"
    return f"没有这一列，可以有{'、'.join(column.heading for column in COLUMNS)}"


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable("不是 UTF-8 或 GB18030 的文字，请在 Excel 里另存为“CSV UTF-8”")


def _plain(value: str | bool | None) -> str:
    """A JSON value as a cell would say it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return (value or "").strip()


def _unreadable(sentence: str) -> BookingsError:
    return BookingsError([RowMistake(row=0, column="", sentence=sentence)])
