"""A call is read from ten metres: how high its digits are in millimetres on the panel of the theme."""

from math import hypot, radians, tan

import pytest
from PIL import ImageFont

from kiosk.display import theme
from kiosk.display.layout import Box, Words, paint
from kiosk.display.rows import shown
from kiosk.fonts import chinese_faces
from tests.kiosk.display.boards import NOW, board, call
from tests.kiosk.display.test_painting import width

PX_MM = theme.PANEL_INCH * 25.4 / hypot(theme.WIDTH, theme.HEIGHT)
"""Millimetres of one pixel."""


def call_parts(number: str, window: int) -> tuple[Box, Words]:
    """The box and the number of the only call on the display."""
    seen = shown(board(call(number, window, 1)), NOW, hall="大厅", notice="", connected=True)
    painting = paint(seen, width)
    place = next(at for at, part in enumerate(painting) if isinstance(part, Words) and part.text == number)
    box, words = painting[place - 1], painting[place]
    assert isinstance(box, Box)
    assert isinstance(words, Words)
    return box, words


def digit_px(size: float) -> float:
    """The height of the lowest digit, from its base to its top."""
    face = ImageFont.truetype(chinese_faces()["Bold"], 1000)
    return min(-face.getbbox(digit, anchor="ls")[1] for digit in "0123456789") * size / 1000


@pytest.mark.parametrize("window", [1, 4, 9, 12])
@pytest.mark.parametrize("number", ["A012", "B888", "C003", "D888", "J107"])
def test_the_digits_of_a_call_are_read_from_ten_metres(number: str, window: int) -> None:
    _, words = call_parts(number, window)
    assert digit_px(words.size) * PX_MM >= theme.LEGIBLE_MM


def test_the_height_is_half_a_degree_of_arc_at_ten_metres() -> None:
    assert pytest.approx(10_000 * tan(radians(0.5)), abs=0.5) == theme.LEGIBLE_MM


def test_the_largest_number_stays_inside_its_row() -> None:
    box, words = call_parts("A012", 1)
    half = digit_px(words.size) / 2
    assert box.y + 12 < words.middle - half < words.middle + half < box.y + box.height - 12
