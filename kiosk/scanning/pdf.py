"""Pages of one material made a PDF to keep, each with the words for which matter alone it may be used."""

import functools
import io
import math
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import img2pdf
from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from kiosk.fonts import chinese_faces

A4_MM = (210.0, 297.0)
ID_CARD_MM = (85.6, 54.0)
ANGLE_DEGREES = 30
LETTER_SHARE = 1 / 28
"""Height of a letter of the watermark by the shorter side of the page."""
INK = (150, 30, 30)
OPACITY = 66
"""Of 255: read at a glance, and the smallest print beneath is still read."""
JPEG_QUALITY = 88


class PageError(Exception):
    """A page is no picture, or there is none, or the page size is none."""


def pdf_of(pages: Sequence[bytes], watermark: str, size_mm: tuple[float, float] = A4_MM) -> bytes:
    """An archival PDF (PDF/A-1b, its colours in sRGB), one page a picture, the watermark drawn into the pictures.

    Args:
        pages: JPEG pictures, the first page first.
        watermark: see `watermark_for`.
        size_mm: width and height of the paper; a picture lying across turns it.

    Raises:
        PageError: no page, a page that is no picture, or a size that is none.
        FontMissingError: the Chinese font is not installed.
    """
    if not pages:
        raise PageError("no page")
    if min(size_mm) <= 0:
        raise PageError(f"a page of {size_mm} mm")
    marked = [_jpeg(marked_page(page, watermark)) for page in pages]
    profile = resources.files("pikepdf") / "pdfa" / "data" / "sRGB.icc"
    with resources.as_file(profile) as icc:
        made: bytes | None = img2pdf.convert(
            marked,
            layout_fun=img2pdf.get_layout_fun(
                pagesize=tuple(img2pdf.mm_to_pt(side) for side in sorted(size_mm)), auto_orient=True
            ),
            pdfa=str(icc),
            producer="tinghao",
            nodate=True,
            engine=img2pdf.Engine.internal,
        )
    if made is None:
        raise PageError("no PDF was made")
    return made


def watermark_for(matter: str, day: str) -> str:
    """The words across a paper: for which matter alone it may be used, and when it was scanned."""
    return f"仅供办理{matter}使用 {day}"


def marked_page(page: bytes, watermark: str) -> Image.Image:
    """The picture of a page with the watermark over it, slanted, row by row.

    Raises:
        PageError: this is no picture.
    """
    try:
        with Image.open(io.BytesIO(page)) as opened:
            picture = opened.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise PageError("a page is no picture") from error
    letter = max(round(min(picture.size) * LETTER_SHARE), 10)
    picture.paste(INK, mask=_slanted_rows(picture.size, watermark, letter))
    return picture


def _slanted_rows(size: tuple[int, int], watermark: str, letter: int) -> Image.Image:
    font = _font(letter)
    side = math.ceil(math.hypot(*size))
    rows = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(rows)
    step = math.ceil(font.getlength(watermark)) + 3 * letter
    for number, top in enumerate(range(0, side, 5 * letter)):
        for left in range(-(number % 2) * step // 2, side, step):
            draw.text((left, top), watermark, fill=OPACITY, font=font)
    turned = rows.rotate(ANGLE_DEGREES, resample=Image.Resampling.BICUBIC)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    return turned.crop((left, top, left + size[0], top + size[1]))


def _font(letter: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_face()), letter)


@functools.cache
def _face() -> Path:
    return chinese_faces()["Regular"]


def _jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()
