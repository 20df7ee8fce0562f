"""Reading the guide's workbook: matters, or all mistakes at once, each at its cell (`C5`)."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from queue_server.contract.plan import Matter, Mistake
from queue_server.contract.plan.facts_sense import matter_mistakes
from queue_server.guide.columns import COLUMNS, Column
from queue_server.guide.sheet import SHEET

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_ROWS = 5000
MAX_COLUMNS = 60
LAST_EXCEL_ROW = 1_048_576
UNREADABLE = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, EOFError, OSError, NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip
"""What openpyxl raises on bytes that are no workbook; it promises nothing better."""
NOT_A_WORKBOOK = "不是能读的 Excel 工作簿；旧的 .xls 或加了密码的，请另存为不加密码的 .xlsx"

Row = tuple[int, list[Any]]
"""The number of a row in Excel, and what its cells hold."""


class SheetError(ValueError):
    """The workbook cannot be used; each of `mistakes` has a cell (`C5`), a row, or `表格` for the whole as its key."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


def read(content: bytes, services: Iterable[str] = ()) -> tuple[Matter, ...]:
    """The matters in the bytes of a workbook; with `services` given, each must lead to one of them.

    Columns are known by their headings, in any order; rows without anything in them are passed over.

    Raises:
        SheetError: with every mistake.
    """
    rows = _rows(content)
    number, headings = next(rows, (1, []))
    places = {_text(heading): at for at, heading in enumerate(headings)}
    missing = [column.heading for column in COLUMNS if column.heading not in places]
    if missing:
        raise SheetError([Mistake(f"第 {number} 行", f"缺少这些列：{'、'.join(missing)}；请用导出的模板")])
    reader = _Reader({column.field: places[column.heading] for column in COLUMNS}, frozenset(services))
    for number, values in rows:
        reader.take(number, values)
    if not reader.matters and not reader.mistakes:
        raise SheetError([Mistake("表格", "一个事项也没有")])
    if reader.mistakes:
        raise SheetError([Mistake(cell, sentence) for cell, sentence in reader.mistakes.items()])
    return tuple(reader.matters)


class _Reader:
    """Takes row after row; the first mistake of a cell stays."""

    def __init__(self, places: dict[str, int], services: frozenset[str]) -> None:
        self._places = places
        self._services = services
        self._codes: dict[str, int] = {}
        self.matters: list[Matter] = []
        self.mistakes: dict[str, str] = {}

    def take(self, number: int, values: list[Any]) -> None:
        texts = {field: _text(values[at]) if at < len(values) else "" for field, at in self._places.items()}
        if not any(texts.values()) or all(texts[column.field] in ("", column.hint) for column in COLUMNS):
            return
        read = {column.field: value for column in COLUMNS if (value := self._cell(column, number, texts)) is not None}
        unread = {column.field: column.read("") for column in COLUMNS if column.field not in read}
        matter = Matter(**(read | unread))
        for mistake in matter_mistakes(matter):
            self._wrong(mistake.key.partition("[")[0], number, mistake.sentence)
        if len(matter.needs) != len(matter.needs_en):
            self._wrong("needs_en", number, f"要和申报材料一样有 {len(matter.needs)} 行")
        if matter.service and self._services and matter.service not in self._services:
            self._wrong("service", number, f"没有“{matter.service}”这项业务，可以是{'、'.join(sorted(self._services))}")
        before = self._codes.setdefault(matter.code, number)
        if matter.code and before != number:
            self._wrong("code", number, f"“{matter.code}”和第 {before} 行重复了")
        self.matters.append(matter)

    def _cell(self, column: Column, number: int, texts: dict[str, str]) -> Any:
        text = texts[column.field]
        try:
            if text.startswith(FORMULA):
                raise ValueError("这里是公式，请改成文字")
            if column.required and not text:
                raise ValueError(f"缺少{column.heading}")
            if "\n" in text and column.field not in SEVERAL_LINES:
                raise ValueError("只能写一行")
            return column.read(text)
        except ValueError as error:
            self._wrong(column.field, number, str(error))
            return None

    def _wrong(self, field: str, number: int, sentence: str) -> None:
        self.mistakes.setdefault(f"{get_column_letter(self._places[field] + 1)}{number}", sentence)


SEVERAL_LINES = ("needs", "needs_en", "deferrable", "steps")
FORMULA = "\0"
"""What `_rows` puts before a formula; no cell's text can have it."""


def _text(value: Any) -> str:
    """A cell's value as a clerk reads it: whole numbers without `.0`, line ends as one sign."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u3000")


def _rows(content: bytes) -> Iterator[Row]:
    """The rows that hold something.

    Raises:
        SheetError: too large, or no workbook.
    """
    if len(content) > MAX_BYTES:
        raise SheetError([Mistake("表格", f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不像是事项表")])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise SheetError([Mistake("表格", "展开后太大，不像是事项表")])
        book = load_workbook(io.BytesIO(content), read_only=True)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        sheet.reset_dimensions()
        found = []
        for number, row in enumerate(sheet.iter_rows(max_row=LAST_EXCEL_ROW, max_col=MAX_COLUMNS), 1):
            values = [FORMULA + str(cell.value) if cell.data_type == "f" else cell.value for cell in row]
            if any(value not in (None, "") for value in values):
                if number > MAX_ROWS:
                    raise SheetError([Mistake("表格", f"超过 {MAX_ROWS} 行，不像是事项表")])
                found.append((number, values))
        book.close()
    except SheetError:
        raise
    except UNREADABLE as error:
        raise SheetError([Mistake("表格", NOT_A_WORKBOOK)]) from error
    yield from found
