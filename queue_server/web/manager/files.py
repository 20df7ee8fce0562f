"""The tables as files: CSV and XLSX to go on reckoning with, PDF to print and sign."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

from queue_server.web.manager.tables import Cell, Table

Kind = Literal["csv", "xlsx", "pdf"]

MEDIA_TYPES: dict[Kind, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be reckoned by a spreadsheet."""


def csv_of(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows with the mark by which spreadsheets know UTF-8."""
    written = io.StringIO()
    csv.writer(written).writerows([plain(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def all_in_one(tables: tuple[Table, ...]) -> list[tuple[Cell, ...]]:
    """The tables below each other, each with its title."""
    rows: list[tuple[Cell, ...]] = []
    for table in tables:
        rows += [(table.title,), table.headings, *table.rows, ()]
    return rows


def xlsx_of(title: str, tables: tuple[Table, ...]) -> bytes:
    """A workbook with a sheet for each table."""
    from openpyxl import Workbook  # here, because most webs are never asked for it
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(table.title)
        sheet.append([title])
        sheet.append(table.headings)
        for row in table.rows:
            sheet.append([plain(cell) for cell in row])
        sheet["A1"].font = Font(bold=True, size=14)
        for cell in sheet[2]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "B3"
        for place, heading in enumerate(table.headings, 1):
            sheet.column_dimensions[get_column_letter(place)].width = 24 if place == 1 else max(9, 2 * len(heading) + 2)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def plain(cell: Cell) -> Cell:
    """The cell as a spreadsheet must take it: a text is never a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell
