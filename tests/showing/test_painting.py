"""The painting keeps everything on the panel and readable, on every panel and for every size of hall."""

from datetime import timedelta
from itertools import pairwise

import pytest
from PIL import ImageFont

from kiosk.fonts import chinese_faces
from kiosk.screens.palettes import Colour, contrast
from queue_server.showing import Box, Painting, Words
from queue_server.showing.beside import PAGE_S
from queue_server.showing.chips import LEAST, service_chip
from queue_server.showing.parts import Area
from queue_server.showing.setting import MARGIN
from queue_server.showing.theme import PAIRS
from queue_server.showing.view import ServiceRow
from queue_server.showing.widths import ADVANCES, DIGIT, width
from tests.showing.boards import NOW
from tests.showing.halls import LANDSCAPE, PANELS, UPRIGHT, display, face, hall, told

NOTICE = "12月1日起城乡居民医保集中缴费，请携带户口簿和银行卡到2号窗口办理。"
SIZES = ((2, 1), (4, 5), (40, 20))
"""Windows and services."""


def pages(panel: tuple[int, int], windows: int, services: int, *, connected: bool, english: bool) -> list[Painting]:
    """The display at each of its turns."""
    plan = hall(windows, services)
    shown = face(plan, display(panel, english=english, notice=NOTICE))
    news = told(plan, calls=min(windows + 2, 40), results=7, connected=connected)
    return [shown.painting(news, NOW + timedelta(seconds=PAGE_S * turn)) for turn in range(20)]


def texts(paintings: list[Painting]) -> set[str]:
    """All words on them."""
    return {part.text for painting in paintings for part in painting if isinstance(part, Words)}


@pytest.mark.parametrize(("windows", "services"), SIZES)
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("english", [True, False])
@pytest.mark.parametrize("connected", [True, False])
def test_nothing_leaves_the_panel_or_runs_into_other_words(
    panel: tuple[int, int], windows: int, services: int, english: bool, connected: bool
) -> None:
    wide, high = (side * 1080 / min(panel) for side in panel)
    for painting in pages(panel, windows, services, connected=connected, english=english):
        spans: dict[int, list[tuple[float, float]]] = {}
        for part in painting:
            match part:
                case Box():
                    assert -0.5 <= part.x <= part.x + part.width <= wide + 0.5
                    assert -0.5 <= part.y <= part.y + part.height <= high + 0.5
                case Words():
                    left = part.x - part.width * part.anchor
                    assert MARGIN - 8 <= left < left + part.width <= wide - MARGIN + 8, part.text
                    assert part.size >= 16, part.text
                    spans.setdefault(round(part.middle / 12), []).append((left, left + part.width))
        for line in spans.values():
            for (_, end), (begin, _) in pairwise(sorted(line)):
                assert end < begin


@pytest.mark.parametrize("panel", [LANDSCAPE, UPRIGHT])
def test_every_service_window_and_result_of_a_large_hall_has_its_turn(panel: tuple[int, int]) -> None:
    plan = hall(40, 20)
    shown = face(plan, display(panel))
    news = told(plan, calls=40, results=7)
    said = texts([shown.painting(news, NOW + timedelta(seconds=PAGE_S * turn)) for turn in range(20)])
    rows = shown.shown(news, NOW)
    assert {f"{row.window} 号" for row in rows.windows} <= said
    assert {row.number or "暂停" for row in rows.windows} <= said
    assert {f"欧阳**  PY-{place}" for place in range(7)} <= said
    assert len(rows.services) == 20


def test_a_page_stands_for_ten_seconds() -> None:
    plan = hall(4, 20)
    shown, news = face(plan), told(plan)
    begin = NOW.timestamp() // PAGE_S * PAGE_S - NOW.timestamp()
    looks = [shown.painting(news, NOW + timedelta(seconds=begin + 20 + at)) for at in (0.1, 5, 9.9, 10.1)]
    assert looks[0] == looks[1] == looks[2] != looks[3]


def colour(code: str) -> Colour:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue, 1.0


def test_every_text_is_readable_on_its_ground() -> None:
    assert min(contrast(colour(text), colour(ground)) for text, ground in PAIRS) >= 4.5


def test_every_pair_of_text_and_ground_in_use_is_known() -> None:
    for connected in (True, False):
        for painting in pages(LANDSCAPE, 40, 20, connected=connected, english=True):
            boxes: list[Box] = []
            for part in painting:
                if isinstance(part, Box):
                    boxes.append(part)
                elif isinstance(part, Words):
                    middle = part.x - part.width * (part.anchor - 0.5)
                    under = [box for box in boxes if box.x <= middle <= box.x + box.width]
                    under = [box for box in under if box.y <= part.middle <= box.y + box.height]
                    assert (part.colour, under[-1].colour if under else "#0a1f2b") in PAIRS, part.text


@pytest.mark.parametrize("bold", [False, True])
def test_widths_are_those_of_the_font(bold: bool) -> None:
    font = ImageFont.truetype(chinese_faces()["Bold" if bold else "Regular"], 1000)
    assert {sign: round(font.getlength(sign)) for sign in ADVANCES[bold]} == ADVANCES[bold]
    for text in ("请到12号窗口", "约 110–140 分钟", "Farm advice and information", "通知：12月1日（周二）起。"):
        assert font.getlength(text) / 1000 <= width(text, 1, bold=bold) <= font.getlength(text) / 1000 * 1.03


def test_the_height_of_a_digit_is_that_of_the_font() -> None:
    font = ImageFont.truetype(chinese_faces()["Bold"], 1000)
    assert min(-font.getbbox(digit, anchor="ls")[1] for digit in "0123456789") == DIGIT


def test_a_name_is_never_smaller_than_how_its_service_stands() -> None:
    closed = ServiceRow("社会事务与救助", "", "未开，11月30日 08:30 开")
    name, state = (part for part in service_chip(closed, Area(0, 0, 600, 106)) if isinstance(part, Words))
    assert (name.text, state.text) == (closed.name, closed.state)
    assert name.middle < state.middle
    assert name.size >= state.size >= LEAST
