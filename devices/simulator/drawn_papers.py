"""Printed papers as pictures: forms on A4, an ID card, a till receipt; invented words only."""

import numpy as np
import segno
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from devices.fonts import noto_sans_cjk

Picture = NDArray[np.uint8]

A4, A4_QR, ID_CARD, RECEIPT = "A4", "A4 with QR", "ID card", "receipt"
SIZES = {A4: (1050, 1485), A4_QR: (1050, 1485), ID_CARD: (856, 540), RECEIPT: (480, 1000)}
"""Pixels of the drawing, with the paper's own ratio."""
LEVEL_ONE = 3755
"""Characters of GB 2312, the usual ones, from row 16 on, 94 in a row."""
CODE_SAYS, QR_SAYS = "SL20260042", "https://example.cn/form?no=20260042"


def paper(kind: str, rng: np.random.Generator) -> Picture:
    """One paper in RGB, upright, without any margin around it."""
    size = SIZES[kind]
    tint = rng.integers(232, 253)
    ground = (int(tint), int(tint), int(tint - rng.integers(0, 10)))
    drawn = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(drawn)
    match kind:
        case "A4":
            _form(draw, drawn, rng)
        case "A4 with QR":
            _form(draw, drawn, rng)
            _qr(drawn)
        case "ID card":
            _card(draw, drawn, rng)
        case _:
            _receipt(draw, rng)
    return np.asarray(drawn, np.uint8)


def _form(draw: ImageDraw.ImageDraw, drawn: Image.Image, rng: np.random.Generator) -> None:
    draw.text((300, 90), _words(rng, 9), fill=(20, 20, 20), font=noto_sans_cjk(50))
    for line in range(int(rng.integers(14, 26))):
        length = int(rng.integers(10, 27))
        draw.text((110, 210 + 42 * line), _words(rng, length), fill=(35, 35, 40), font=noto_sans_cjk(30))
    bare = zxingcpp.create_barcode(CODE_SAYS, zxingcpp.BarcodeFormat.Code128).to_image(scale=2)
    code = Image.fromarray(np.pad(np.asarray(bare, np.uint8), 20, constant_values=255))
    drawn.paste(code, (560, 1320 - code.height // 2))
    draw.ellipse((690, 1080, 900, 1290), outline=(200, 40, 40), width=7)


def _qr(drawn: Image.Image) -> None:
    modules = np.array(
        [[0 if dark else 255 for dark in row] for row in segno.make(QR_SAYS, micro=False).matrix], np.uint8
    )
    code = Image.fromarray(modules).resize((5 * len(modules), 5 * len(modules)), Image.Resampling.NEAREST)
    drawn.paste(code, (110, 1300 - code.height // 2))


def _card(draw: ImageDraw.ImageDraw, drawn: Image.Image, rng: np.random.Generator) -> None:
    drawn.paste((215, 228, 236), (0, 0, *drawn.size))
    for line, length in enumerate((3, 5, 8, 11, 6)):
        draw.text((60, 60 + 70 * line), _words(rng, length), fill=(30, 30, 30), font=noto_sans_cjk(34))
    draw.text((60, 450), "1" * 17 + "X", fill=(30, 30, 30), font=noto_sans_cjk(40))
    draw.rectangle((580, 70, 790, 350), fill=(150, 170, 190))
    draw.ellipse((630, 110, 740, 250), fill=(214, 176, 150))


def _receipt(draw: ImageDraw.ImageDraw, rng: np.random.Generator) -> None:
    for line in range(20):
        draw.text(
            (40, 50 + 44 * line), _words(rng, int(rng.integers(4, 13))), fill=(70, 70, 75), font=noto_sans_cjk(30)
        )


def _words(rng: np.random.Generator, length: int) -> str:
    rows = (divmod(int(place), 94) for place in rng.integers(0, LEVEL_ONE, length))
    return bytes(part for row, cell in rows for part in (0xB0 + row, 0xA1 + cell)).decode("gb2312")
