"""What an LED strip shows, as a picture of its lamps."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from devices.fonts import noto_sans_cjk

LAMP_PX = 5
Colour = tuple[int, int, int]
LIT: Colour = (255, 66, 22)
UNLIT = (38, 10, 8)
HOUSING = (12, 12, 12)
EDGE_PX = 12
LETTER_PX = (6, 7)
"""Width with the gap, and height, of the letters on signs too low for Chinese."""
LETTER_TOP = 2
"""Empty rows above them in Pillow's own font."""


def strip_picture(
    text: str, *, width: int, height: int, glyph_px: int, top: int, wrap: bool, page: int, lit: Colour = LIT
) -> Image.Image:
    """Draw the lamps of a strip of `width` × `height`; characters are `glyph_px` high, ASCII half as wide.

    Args:
        top: first row of lamps the text uses.
        wrap: flow over several lines and then pages; otherwise the rest of a line is not seen.
        page: which page is seen, counted from 0, taken modulo the number of pages.
    """
    lines = _flow(text, width // (glyph_px // 2)) if wrap else [text]
    per_page = max(1, (height - top) // glyph_px)
    pages = [lines[start : start + per_page] for start in range(0, len(lines), per_page)] or [[]]
    dots = Image.new("L", (width, height))
    draw = ImageDraw.Draw(dots)
    font = noto_sans_cjk(glyph_px - 1, mono=True)
    for number, line in enumerate(pages[page % len(pages)]):
        left = 0
        baseline = top + number * glyph_px + round(glyph_px * 0.84)
        for character in line:
            cell = glyph_px // 2 if character.isascii() else glyph_px
            draw.text((left + cell / 2, baseline), character, fill=255, font=font, anchor="ms")
            left += cell
    return _lamps(dots, lit)


def letters_picture(text: str, *, width: int, height: int, page: int, lit: Colour = LIT) -> Image.Image:
    """A low strip with Latin letters of 5 × 7 lamps; a text longer than it is seen in pieces."""
    across, high = LETTER_PX
    pieces = _flow(text, width // across)
    dots = Image.new("L", (width, height))
    draw = ImageDraw.Draw(dots)
    top = (height - high) // 2 - LETTER_TOP
    draw.text((0, top), pieces[page % len(pieces)], fill=255, font=ImageFont.load_default_imagefont())
    return _lamps(dots, lit)


def lamps_picture(rows: Sequence[str], width: int, height: int, *, lit: Colour = LIT) -> Image.Image:
    """A strip that shows rows of dots, `0` for dark ones."""
    dots = Image.new("L", (width, height))
    for y, row in enumerate(rows[:height]):
        for x, dot in enumerate(row[:width]):
            if dot != "0":
                dots.putpixel((x, y), 255)
    return _lamps(dots, lit)


def dark_picture(width: int, height: int) -> Image.Image:
    """The strip without power or text."""
    return _lamps(Image.new("L", (width, height)))


def _flow(text: str, columns: int) -> list[str]:
    lines = [""]
    used = 0
    for character in text:
        cells = 1 if character.isascii() else 2
        if used + cells > columns:
            lines.append("")
            used = 0
        lines[-1] += character
        used += cells
    return lines


def _lamps(dots: Image.Image, colour: Colour = LIT) -> Image.Image:
    size = (dots.width * LAMP_PX, dots.height * LAMP_PX)
    mask = dots.point(lambda grey: 255 if grey > 105 else 0).resize(size, Image.Resampling.NEAREST)
    colours = Image.composite(Image.new("RGB", size, colour), Image.new("RGB", size, UNLIT), mask)
    cell = Image.new("L", (LAMP_PX, LAMP_PX))
    ImageDraw.Draw(cell).ellipse((0, 0, LAMP_PX - 2, LAMP_PX - 2), fill=255)
    row = Image.new("L", (size[0], LAMP_PX))
    for column in range(dots.width):
        row.paste(cell, (column * LAMP_PX, 0))
    holes = Image.new("L", size)
    for line in range(dots.height):
        holes.paste(row, (0, line * LAMP_PX))
    lit = Image.composite(colours, Image.new("RGB", size, HOUSING), holes)
    framed = Image.new("RGB", (size[0] + 2 * EDGE_PX, size[1] + 2 * EDGE_PX), HOUSING)
    framed.paste(lit, (EDGE_PX, EDGE_PX))
    return framed
