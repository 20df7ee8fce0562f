"""The guide as an Excel workbook that a clerk can edit: made from a plan, read back, every mistake at its cell."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from queue_server.contract.plan import Plan
from queue_server.guide.columns import COLUMNS, Column, cells

SHEET = "事项"
HEADING_ROW, HINT_ROW, FIRST_ROW = 1, 2, 3
SPARE_ROWS = 200
"""So many rows below the last matter are ready for new ones: as text, with their lists."""


def template(plan: Plan) -> bytes:
    """An .xlsx workbook with the plan's matters, one a row: headings, what to write, and lists to choose from."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    last = FIRST_ROW + len(plan.matter) + SPARE_ROWS
    _row(sheet, HEADING_ROW, [column.heading for column in COLUMNS])
    _row(sheet, HINT_ROW, [column.hint for column in COLUMNS])
    for row, matter in enumerate(plan.matter, FIRST_ROW):
        _row(sheet, row, cells(matter))
    for row in range(FIRST_ROW + len(plan.matter), last + 1):
        _row(sheet, row, [""] * len(COLUMNS))
    for number, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        heading, hint = sheet.cell(HEADING_ROW, number), sheet.cell(HINT_ROW, number)
        heading.font, heading.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B5D7A")
        hint.font, hint.fill = Font(italic=True, color="4A5A68"), PatternFill("solid", fgColor="E3F0F4")
        choices = tuple(service.prefix for service in plan.service) if column.field == "service" else column.choices
        if choices:
            sheet.add_data_validation(_list(column, choices, f"{letter}{FIRST_ROW}:{letter}{last}"))
    sheet.freeze_panes = f"C{FIRST_ROW}"
    return _bytes(book)


def _row(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    """Writes texts as texts: nothing becomes a formula or loses its leading zero."""
    for number, text in enumerate(texts, 1):
        cell = sheet.cell(row, number)
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if text:
            cell.value = text
            cell.data_type = "s"


def _list(column: Column, choices: Sequence[str], cells_covered: str) -> DataValidation:
    validation: Any = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    validation.showErrorMessage = True
    validation.errorTitle, validation.error = column.heading, f"只能是{'、'.join(choices)}"
    validation.add(cells_covered)
    return validation


def _bytes(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
