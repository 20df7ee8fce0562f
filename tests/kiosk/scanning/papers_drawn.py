"""Printed papers as pictures: a form on A4, an ID card, a till receipt; invented words only."""

import functools

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from kiosk.fonts import chinese_faces
from tests.kiosk.scanning.code_pictures import bare_code

Picture = NDArray[np.uint8]

A4, ID_CARD, RECEIPT = "A4", "ID card", "receipt"
SIZES = {A4: (1050, 1485), ID_CARD: (856, 540), RECEIPT: (480, 1000)}
"""Pixels of the drawing, with the paper's own ratio."""
WORDS = (
    "蒲阳镇便民服务大厅办理事项材料清单申请人联系电话住址受理部门经办签字日期耕地地力保护补贴社会保险登记证明复印件原件"
)
CODE_SAYS = "SL20260042"


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
        case "ID card":
            _card(draw, drawn, rng)
        case _:
            _receipt(draw, rng)
    return np.asarray(drawn, np.uint8)


def _form(draw: ImageDraw.ImageDraw, drawn: Image.Image, rng: np.random.Generator) -> None:
    draw.text((300, 90), _words(rng, 9), fill=(20, 20, 20), font=_font(50))
    for line in range(int(rng.integers(14, 26))):
        length = int(rng.integers(10, 27))
        draw.text((110, 210 + 42 * line), _words(rng, length), fill=(35, 35, 40), font=_font(30))
    code = Image.fromarray(bare_code("Code128", CODE_SAYS, 2))
    drawn.paste(code, (560, 1320 - code.height // 2))
    draw.ellipse((690, 1080, 900, 1290), outline=(200, 40, 40), width=7)


def _card(draw: ImageDraw.ImageDraw, drawn: Image.Image, rng: np.random.Generator) -> None:
    drawn.paste((215, 228, 236), (0, 0, *drawn.size))
    for line, length in enumerate((3, 5, 8, 11, 6)):
        draw.text((60, 60 + 70 * line), _words(rng, length), fill=(30, 30, 30), font=_font(34))
    draw.text((60, 450), "1" * 17 + "X", fill=(30, 30, 30), font=_font(40))
    draw.rectangle((580, 70, 790, 350), fill=(150, 170, 190))
    draw.ellipse((630, 110, 740, 250), fill=(214, 176, 150))


def _receipt(draw: ImageDraw.ImageDraw, rng: np.random.Generator) -> None:
    for line in range(20):
        draw.text((40, 50 + 44 * line), _words(rng, int(rng.integers(4, 13))), fill=(70, 70, 75), font=_font(30))


def _words(rng: np.random.Generator, length: int) -> str:
    return "".join(WORDS[place] for place in rng.integers(0, len(WORDS), length))


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(chinese_faces()["Regular"]), size)
