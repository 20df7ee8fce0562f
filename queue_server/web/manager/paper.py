"""The tables on A4 paper, lying, in the hall's typeface; a PDF of pictures that looks alike wherever it is opened."""

import functools
import io
from pathlib import Path

import img2pdf
from PIL import Image, ImageDraw, ImageFont

from queue_server.showing.wrapping import wrap
from queue_server.web.manager.tables import Cell, Table

FOLDERS = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"))
SIMPLIFIED_CHINESE = 2
"""Index of "Noto Sans CJK SC" in the collection file."""
DOTS_PER_MM = 150 / 25.4
A4_MM = (297, 210)
MARGIN_MM, TITLE_MM, TEXT_MM, ROW_MM, FIRST_MM = 14.0, 5.5, 3.0, 6.2, 42.0
HEAD_MM = 11.0


class FontMissingError(Exception):
    """The package fonts-noto-cjk is not installed; the text says so in Chinese."""


def pdf_of(title: str, tables: tuple[Table, ...]) -> bytes:
    """As many pages as the tables take. The same tables make the same bytes.

    Raises:
        FontMissingError: the Chinese font is not installed.
    """
    paper = _Paper(title)
    for table in tables:
        paper.put(table)
    layout = img2pdf.get_layout_fun(pagesize=tuple(img2pdf.mm_to_pt(side) for side in A4_MM))
    made: bytes = img2pdf.convert(
        [_png(page) for page in paper.pages],
        layout_fun=layout,
        title=title,
        producer="tinghao",
        nodate=True,
        engine=img2pdf.Engine.internal,
    )
    return made


class _Paper:
    """Pages that are filled from top to bottom."""

    def __init__(self, title: str) -> None:
        self._title = title
        self.pages: list[Image.Image] = []
        self._turn()

    def put(self, table: Table) -> None:
        """The table, its headings again on every page that it goes on to."""
        self._room(TITLE_MM * 1.8 + HEAD_MM + ROW_MM)
        self._text(MARGIN_MM, table.title, TEXT_MM * 1.3, bold=True)
        self._y += TITLE_MM * 1.5
        self._heads(table)
        for row in table.rows:
            if self._y + ROW_MM > A4_MM[1] - MARGIN_MM:
                self._turn()
                self._heads(table)
            self._cells(row)
            self._y += ROW_MM
            self._line()
        self._y += TITLE_MM

    def _room(self, height_mm: float) -> None:
        if self._y + height_mm > A4_MM[1] - MARGIN_MM:
            self._turn()

    def _turn(self) -> None:
        page = Image.new("L", (_px(A4_MM[0]), _px(A4_MM[1])), 255)
        self.pages.append(page)
        self._draw = ImageDraw.Draw(page)
        self._y = MARGIN_MM
        self._text(MARGIN_MM, self._title, TITLE_MM, bold=True)
        self._text(A4_MM[0] - MARGIN_MM, str(len(self.pages)), TEXT_MM, bold=False, anchor="ra")
        self._y += TITLE_MM * 2

    def _heads(self, table: Table) -> None:
        font = _font(_px(TEXT_MM * 0.9), bold=True)
        room = _px(_column(1, len(table.headings))[1] - 1)
        for place, heading in enumerate(table.headings):
            x, anchor = _edge(place, len(table.headings))
            for row, part in enumerate(wrap(heading, lambda line: font.getlength(line) <= room)):
                self._draw.text((_px(x), _px(self._y + row * TEXT_MM * 1.4)), part, 0, font, anchor=anchor)
        self._y += HEAD_MM
        self._line()

    def _cells(self, cells: tuple[Cell, ...]) -> None:
        for place, cell in enumerate(cells):
            x, anchor = _edge(place, len(cells))
            self._text(x, str(cell), TEXT_MM, bold=False, anchor=anchor, down_mm=1.4)

    def _text(
        self, x_mm: float, text: str, size_mm: float, *, bold: bool, anchor: str = "la", down_mm: float = 0.0
    ) -> None:
        self._draw.text((_px(x_mm), _px(self._y + down_mm)), text, 0, _font(_px(size_mm), bold=bold), anchor=anchor)

    def _line(self) -> None:
        self._draw.line((_px(MARGIN_MM), _px(self._y), _px(A4_MM[0] - MARGIN_MM), _px(self._y)), fill=190)


def _column(place: int, columns: int) -> tuple[float, float]:
    """Where a column begins and how wide it is."""
    width = (A4_MM[0] - 2 * MARGIN_MM - FIRST_MM) / (columns - 1)
    return (MARGIN_MM, FIRST_MM) if place == 0 else (MARGIN_MM + FIRST_MM + (place - 1) * width, width)


def _edge(place: int, columns: int) -> tuple[float, str]:
    """Where the text of a column is set: names from the left, figures to the right."""
    left, width = _column(place, columns)
    return (left, "la") if place == 0 else (left + width - 1, "ra")


def _png(page: Image.Image) -> bytes:
    written = io.BytesIO()
    page.save(written, "PNG")
    return written.getvalue()


def _px(length_mm: float) -> int:
    return round(length_mm * DOTS_PER_MM)


@functools.lru_cache(maxsize=16)
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    name = f"NotoSansCJK-{'Bold' if bold else 'Regular'}.ttc"
    for folder in FOLDERS:
        if (folder / name).exists():
            return ImageFont.truetype(str(folder / name), size, index=SIMPLIFIED_CHINESE)
    raise FontMissingError(f"没有找到字体 {name}，请安装 fonts-noto-cjk")
