"""Plain text as A4 pages in a PDF: drawn dots with the Chinese font, so that no printer has to own one."""

import io

from PIL import Image, ImageDraw

from devices.fonts import noto_sans_cjk
from devices.printer.text import printable, wrap

DPI = 200
A4_DOTS = (1654, 2339)
MARGIN_DOTS = 157
"""20 mm."""
FONT_DOTS = 33
"""12 points."""
LINE_DOTS = 52
COLUMNS = (A4_DOTS[0] - 2 * MARGIN_DOTS) * 2 // FONT_DOTS
LINES = (A4_DOTS[1] - 2 * MARGIN_DOTS) // LINE_DOTS


def pdf_of(text: str) -> bytes:
    """The text on as many pages as it needs; line ends are kept, longer lines go on in the next one."""
    lines = [line for given in text.splitlines() or [""] for line in wrap(printable(given), COLUMNS)]
    pages = [_page(lines[start : start + LINES]) for start in range(0, len(lines), LINES)]
    content = io.BytesIO()
    pages[0].save(content, "PDF", resolution=DPI, save_all=True, append_images=pages[1:])
    return content.getvalue()


def _page(lines: list[str]) -> Image.Image:
    page = Image.new("L", A4_DOTS, 255)
    draw = ImageDraw.Draw(page)
    font = noto_sans_cjk(FONT_DOTS)
    for number, line in enumerate(lines):
        draw.text((MARGIN_DOTS, MARGIN_DOTS + number * LINE_DOTS), line, fill=0, font=font)
    return page.point(lambda grey: 255 if grey > 150 else 0).convert("1")
