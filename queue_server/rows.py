"""Rows of a table that people or other systems fill in, CSV or JSON: all of them, or all mistakes at once by place."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from queue_server.contract.plan import Plan

MAX_BYTES = 1024 * 1024
MOST_MISTAKES = 100
"""So many mistakes are told at once."""

Read = Callable[[Plan, str], Any]


class RowMistake(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake at `row`, counted as Excel does (JSON: from 1), 0 for the whole file; `column` is its heading there."""

    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = f"第 {self.row} 行" if self.row else "表格"
        return f"{place}{f'“{self.column}”' if self.column else ''}：{self.sentence}"


class RowsError(ValueError):
    """The file cannot be used; `mistakes` has the first `MOST_MISTAKES` that were found."""

    def __init__(self, mistakes: Sequence[RowMistake]) -> None:
        self.mistakes = tuple(mistakes[:MOST_MISTAKES])
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its two headings; `read` makes of a cell's text what it means, or raises ValueError in Chinese."""

    field: str
    heading: str
    hint: str
    read: Read
    required: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table: what a row is called (`预约`), its columns, and what a column that is none of them is told."""

    name: str
    columns: tuple[Column, ...]
    stranger: Callable[[str], str]
    most: int
    too_many: str


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says by field, and its number in the file."""

    number: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows, and what the columns are called in the file, by field."""

    rows: tuple[Row, ...]
    headings: dict[str, str]


def csv_rows(kind: Kind, content: bytes, plan: Plan) -> Rows:
    """The rows of a CSV file with a row of headings, UTF-8 (with or without mark) or GB18030, as Excel saves them.

    Raises:
        RowsError: with every mistake.
    """
    try:
        lines = list(csv.reader(io.StringIO(_text(content), newline=""), strict=True))
    except csv.Error as error:
        raise unreadable(f"不是能读的 CSV（{error}）") from error
    if not lines:
        raise unreadable(f"一条{kind.name}也没有")
    headings = [cell.strip() for cell in lines[0]]
    fields = _fields(kind, headings, 1)
    numbered = [
        (number, {field: cells[at].strip() if at < len(cells) else "" for field, at in fields.items()})
        for number, cells in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in cells)
    ]
    return _rows(kind, numbered, {field: headings[at] for field, at in fields.items()}, plan)


def json_rows(kind: Kind, content: bytes, plan: Plan) -> Rows:
    """The rows in a JSON list of objects, whose keys are the columns' names.

    Raises:
        RowsError: with every mistake.
    """
    try:
        lines = msgspec.json.decode(content, type=list[dict[str, str | bool | None]])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise unreadable(f"应当是一列{kind.name}，每一项都是文字（{error}）") from error
    headings = list(dict.fromkeys(key for line in lines for key in line))
    fields = _fields(kind, headings, 0) if lines else {}
    names = {field: headings[at] for field, at in fields.items()}
    numbered = [
        (number, {field: _plain(line.get(name)) for field, name in names.items()})
        for number, line in enumerate(lines, 1)
    ]
    return _rows(kind, numbered, names, plan)


def unreadable(sentence: str) -> RowsError:
    """What is wrong with the file as a whole."""
    return RowsError([RowMistake(row=0, column="", sentence=sentence)])


def _rows(kind: Kind, numbered: list[tuple[int, dict[str, str]]], headings: dict[str, str], plan: Plan) -> Rows:
    if not numbered:
        raise unreadable(f"一条{kind.name}也没有")
    if len(numbered) > kind.most:
        raise unreadable(kind.too_many)
    rows, mistakes = [], list[RowMistake]()
    for number, cells in numbered:
        read: dict[str, Any] = {}
        for column in kind.columns:
            try:
                read[column.field] = _cell(column, cells.get(column.field, ""), plan)
            except ValueError as error:
                mistakes.append(RowMistake(row=number, column=headings[column.field], sentence=str(error)))
        rows.append(Row(number, read))
    if mistakes:
        raise RowsError(mistakes)
    return Rows(tuple(rows), {column.field: column.heading for column in kind.columns} | headings)


def _cell(column: Column, text: str, plan: Plan) -> Any:
    if column.required and not text:
        raise ValueError("不能空着")
    return column.read(plan, text)


def _fields(kind: Kind, headings: list[str], row: int) -> dict[str, int]:
    """Where each field is; every heading must be one, once."""
    known = {name: column.field for column in kind.columns for name in (column.field, column.heading)}
    found: dict[str, int] = {}
    mistakes = []
    for at, heading in enumerate(headings):
        field = known.get(heading.lower())
        if field is None and heading:
            mistakes.append(RowMistake(row=row, column=heading, sentence=kind.stranger(heading)))
        elif field in found:
            mistakes.append(RowMistake(row=row, column=heading, sentence="这一列有两个，请去掉一个"))
        elif field is not None:
            found[field] = at
    missing = [column.heading for column in kind.columns if column.required and column.field not in found]
    if missing:
        mistakes.append(RowMistake(row=row, column="", sentence=f"缺少这些列：{'、'.join(missing)}"))
    if mistakes:
        raise RowsError(mistakes)
    return found


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable("不是 UTF-8 或 GB18030 的文字，请在 Excel 里另存为“CSV UTF-8”")


def _plain(value: str | bool | None) -> str:
    """A JSON value as a cell would say it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return (value or "").strip()
