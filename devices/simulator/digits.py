"""What a board of seven-segment digits shows, as a picture."""

from PIL import Image, ImageDraw

from devices.simulator.strip import HOUSING, LIT, UNLIT

SEGMENTS = {
    **dict(zip("0123456789", (0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F), strict=True)),
    **dict(
        zip("ABCDEFGHJLNOPRSTUY", bytes.fromhex("77 7C 39 5E 79 71 3D 76 1E 38 54 5C 73 50 6D 78 3E 6E"), strict=True)
    ),
    "-": 0x40,
    "_": 0x08,
    " ": 0x00,
}
"""Bits a to g of each glyph; letters as seven segments can come near them."""
UNKNOWN = 0x49
"""Three bars for everything else."""
DIGIT_PX, PITCH_PX, MARGIN_PX, BAR_PX = (40, 76), 58, 16, 8


def digits_picture(text: str, digits: int) -> Image.Image:
    """Draw a board of `digits`, the text at its right end; a point belongs to the digit before it."""
    width = 2 * MARGIN_PX + digits * PITCH_PX - (PITCH_PX - DIGIT_PX[0]) + BAR_PX
    picture = Image.new("RGB", (width, DIGIT_PX[1] + 2 * MARGIN_PX), HOUSING)
    draw = ImageDraw.Draw(picture)
    glyphs: list[tuple[str, bool]] = []
    for character in text:
        if character == "." and glyphs and not glyphs[-1][1]:
            glyphs[-1] = (glyphs[-1][0], True)
        else:
            glyphs.append((character, False))
    blanks = [(" ", False)] * (digits - len(glyphs))
    for place, (character, point) in enumerate((blanks + glyphs)[-digits:]):
        _digit(draw, MARGIN_PX + place * PITCH_PX, SEGMENTS.get(character.upper(), UNKNOWN), point=point)
    return picture


def _digit(draw: ImageDraw.ImageDraw, left: int, segments: int, *, point: bool) -> None:
    width, height = DIGIT_PX
    top, half = MARGIN_PX, height // 2
    for bit, (x, y, across) in enumerate(
        (
            (0, 0, True),
            (width, 0, False),
            (width, half, False),
            (0, height, True),
            (0, half, False),
            (0, 0, False),
            (0, half, True),
        )
    ):
        colour = LIT if segments >> bit & 1 else UNLIT
        draw.polygon(_bar(left + x, top + y, width if across else half, across=across), fill=colour)
    end = (left + width + BAR_PX, top + height)
    draw.ellipse((end[0] - 3, end[1] - 3, end[0] + 4, end[1] + 4), fill=LIT if point else UNLIT)


def _bar(x: int, y: int, length: int, *, across: bool) -> list[tuple[int, int]]:
    """A bar with pointed ends, from (x, y) to the right or down."""
    thick, first, last = BAR_PX // 2, 2, length - 2
    along = [(first, 0), (first + thick, -thick), (last - thick, -thick), (last, 0), (last - thick, thick)]
    along.append((first + thick, thick))
    return [(x + run, y + off) if across else (x + off, y + run) for run, off in along]
