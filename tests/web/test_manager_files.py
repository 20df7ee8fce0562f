"""What a text of the hall does in a spreadsheet: nothing."""

import io

import openpyxl

from queue_server.web.manager.files import csv_of, xlsx_of
from queue_server.web.manager.tables import Table

FORMULA = '=HYPERLINK("http://elsewhere")'
TABLE = Table("按人员", ("人员", "取号"), ((FORMULA, 3), ("王秀兰", 4)))


def test_a_name_that_looks_like_a_formula_is_a_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of("统计", (TABLE,))))
    cells = [[cell.value for cell in row] for row in book["按人员"].iter_rows(min_row=3)]
    assert cells == [[f"'{FORMULA}", 3], ["王秀兰", 4]]
    assert csv_of(TABLE.rows).decode("utf-8-sig").startswith("\"'=HYPERLINK(")
