"""Texts as rows of dots, for signs that know no Chinese but show pictures."""

from devices.led.codec import columns

LARGEST_CELL = 16
LIT_FROM = 105
"""Of 255: how much of a dot a stroke has to cover."""


def cell_of(height: int) -> int:
    """The side of a Chinese character on so many rows; even, so that an ASCII character has half of it."""
    return min(LARGEST_CELL, height) // 2 * 2


def dots_of(text: str, cell: int, height: int, lit: str = "1") -> tuple[str, ...]:
    """The rows of a text as dots, `lit` or `0`; Chinese characters are `cell` wide, ASCII half of that."""
    # Here and not above: an agent whose signs show no pictures needs neither the font nor Pillow.
    from PIL import Image, ImageDraw

    from devices.fonts import noto_sans_cjk

    image = Image.new("L", (max(1, columns(text)) * cell // 2, height))
    font = noto_sans_cjk(cell - 1, mono=True)
    left = 0
    baseline = (height - cell) // 2 + round(cell * 0.84)
    for character in text:
        # Each in a cell of its own: what hangs over would touch its neighbours.
        own = Image.new("L", (cell // 2 if character.isascii() else cell, height))
        ImageDraw.Draw(own).text((own.width / 2, baseline), character, fill=255, font=font, anchor="ms")
        image.paste(own, (left, 0))
        left += own.width
    grey = image.tobytes()
    return tuple(
        "".join(lit if value > LIT_FROM else "0" for value in grey[row * image.width : (row + 1) * image.width])
        for row in range(height)
    )
