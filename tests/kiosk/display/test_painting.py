"""The painting keeps everything on the screen and readable; measured with the real font."""

from datetime import datetime
from functools import cache
from itertools import pairwise

import pytest
from PIL import ImageFont

from kiosk.display import theme
from kiosk.display.layout import Box, Words, paint
from kiosk.display.rows import Shown, shown
from kiosk.fonts import chinese_faces
from kiosk.screens.palettes import contrast
from tests.kiosk.display.boards import board, call, service, window

LONG = "农业技术与信息服务"
NOTICE = "12月1日起城乡居民医保集中缴费，请携带户口簿和银行卡到2号窗口办理。"


@cache
def face(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(chinese_faces()["Bold" if bold else "Regular"], size)


def width(text: str, size: float, bold: bool) -> float:
    return face(round(size), bold).getlength(text)


def full(services: int, notice: str, connected: bool) -> Shown:
    calls = [call(f"AB{place:04}", 9 + place, place) for place in range(1, 6)]
    hall = board(
        *calls,
        windows=tuple(window(one.window, one) for one in calls),
        services=tuple(service(LONG, waiting=108 * (place % 2)) for place in range(services)),
        missed=tuple(f"AB{place:04}" for place in range(9)),
    )
    at = datetime(2026, 12, 30, 10, 42, tzinfo=calls[0].at.tzinfo)
    return shown(hall, at, hall="某某自治县蒲阳民族镇人民政府便民服务大厅", notice=notice, connected=connected)


@pytest.mark.parametrize("services", [1, 5, 9])
@pytest.mark.parametrize("notice", ["", NOTICE, NOTICE * 2, NOTICE * 9])
@pytest.mark.parametrize("connected", [True, False])
def test_nothing_leaves_the_screen_or_runs_into_other_words(services: int, notice: str, connected: bool) -> None:
    painting = paint(full(services, notice, connected), width)
    lines: dict[float, list[tuple[float, float]]] = {}
    for part in painting:
        match part:
            case Box():
                assert 0 <= part.x <= part.x + part.width <= theme.WIDTH
                assert 0 <= part.y <= part.y + part.height <= theme.HEIGHT
            case Words():
                wide = width(part.text, part.size, part.bold)
                left = part.x - wide * part.anchor
                assert 40 <= left < left + wide <= theme.WIDTH - 40, part.text
                lines.setdefault(round(part.middle / 12), []).append((left, left + wide))
    for spans in lines.values():
        for (_, end), (begin, _) in pairwise(sorted(spans)):
            assert end < begin


def test_every_text_is_readable_on_its_ground() -> None:
    assert min(contrast(*pair) for pair in theme.PAIRS) >= 4.5
