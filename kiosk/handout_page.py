"""A handout as one A4 page, drawn in the kiosk's own typeface, as a PDF."""

import functools
import io
from pathlib import Path

import img2pdf
import segno
from PIL import Image, ImageDraw, ImageFont

from kiosk.fonts import chinese_faces
from kiosk.handout import Handout
from queue_server.showing.wrapping import wrap

DOTS_PER_MM = 200 / 25.4
A4_MM = (210, 297)
MARGIN_MM, HEADING_MM, BODY_MM, TITLE_MM, QR_MM = 20.0, 5.2, 4.6, 8.0, 32.0
SMALLEST_MM = 2.8
"""Below this the text is not made smaller, even where a page would end in the middle of it."""


def a4_pdf(handout: Handout) -> bytes:
    """One A4 page; the type shrinks until everything fits. The same handout makes the same bytes.

    Raises:
        FontMissingError: the Chinese font is not installed.
    """
    scale = 1.0
    while True:
        page, used = _drawn(handout, scale)
        if used <= page.height - _px(MARGIN_MM) or BODY_MM * scale <= SMALLEST_MM:
            break
        scale *= 0.92
    written = io.BytesIO()
    page.save(written, "PNG")
    layout = img2pdf.get_layout_fun(pagesize=tuple(img2pdf.mm_to_pt(side) for side in A4_MM))
    made: bytes = img2pdf.convert(
        written.getvalue(), layout_fun=layout, producer="tinghao", nodate=True, engine=img2pdf.Engine.internal
    )
    return made


def _drawn(handout: Handout, scale: float) -> tuple[Image.Image, float]:
    """The page, and how far down it is used in dots."""
    page = Image.new("L", (_px(A4_MM[0]), _px(A4_MM[1])), 255)
    pen = _Pen(page, scale)
    pen.write(handout.hall, BODY_MM)
    code_at = pen.y
    pen.write(handout.title, TITLE_MM, bold=True, narrow=True)
    pen.write(handout.matter, HEADING_MM * 1.15, bold=True, narrow=True)
    pen.y = max(pen.y, code_at + _px(QR_MM + 6))
    _code(page, handout.address, code_at)
    for heading, lines in handout.sections:
        pen.y += _px(2.2 * scale)
        pen.write(heading, HEADING_MM, bold=True)
        for line in lines:
            pen.write(line, BODY_MM, indent_mm=5)
    pen.y += _px(4 * scale)
    pen.write(f"{handout.hint}    {handout.version}", BODY_MM * 0.8)
    return page, pen.y


def _code(page: Image.Image, content: str, top: float) -> None:
    file = io.BytesIO()
    segno.make_qr(content, error="m").save(file, kind="png", scale=8, border=4)
    side = _px(QR_MM)
    picture = Image.open(file).convert("L").resize((side, side), Image.Resampling.NEAREST)
    page.paste(picture, (page.width - _px(MARGIN_MM) - side, round(top)))


class _Pen:
    """Writes line after line down a page."""

    def __init__(self, page: Image.Image, scale: float) -> None:
        self._page = page
        self._draw = ImageDraw.Draw(page)
        self._scale = scale
        self.y: float = _px(MARGIN_MM)

    def write(
        self, text: str, size_mm: float, *, bold: bool = False, narrow: bool = False, indent_mm: float = 0
    ) -> None:
        """A paragraph; `narrow` keeps clear of the code at the right."""
        font = _font(_px(size_mm * self._scale), bold)
        left = _px(MARGIN_MM + indent_mm)
        width = self._page.width - left - _px(MARGIN_MM) - (_px(QR_MM + 6) if narrow else 0)
        for line in wrap(text, lambda line: font.getlength(line) <= width):
            self._draw.text((left, self.y), line, fill=0, font=font)
            self.y += _px(size_mm * self._scale * 1.45)


def _px(length_mm: float) -> int:
    return round(length_mm * DOTS_PER_MM)


@functools.lru_cache(maxsize=32)
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_faces()["Bold" if bold else "Regular"]), size)


@functools.cache
def _faces() -> dict[str, Path]:
    return chinese_faces()
