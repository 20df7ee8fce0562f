"""What stands beside the calls: pages that take turns, and below them the missed numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from queue_server.contract.bulletin import PublicResult
from queue_server.contract.words import Language, say
from queue_server.showing import theme as t
from queue_server.showing.chips import PAD, RADIUS, result_chip, service_chip, window_chip
from queue_server.showing.parts import END, Area, Box, Painting
from queue_server.showing.setting import Setting
from queue_server.showing.view import ServiceRow, Shown, WindowRow
from queue_server.showing.widths import fitting, width, words

PAGE_S = 10.0
"""How long a page stands."""
HEADING, HEADING_SIZE, ENGLISH_SIZE = 62.0, 40.0, 28.0
GAP = 0.115
"""The share of a chip's place that stays free below it."""
MISSED_A_LINE, MISSED_LINE, MISSED_SIZE, MISSED_PAD = 4, 66.0, 46.0, 31.0

Row = TypeVar("Row")


@dataclass(frozen=True)
class Kind(Generic[Row]):
    """One kind of page: a chip takes `step` with the gap below it, and `least` before there is another page.

    `column` is the least width of a chip where several stand in a line.
    """

    heading: Callable[[Language], str]
    chip: Callable[[Row, Area], Painting]
    step: float
    least: float
    column: float = 0.0


SERVICES: Kind[ServiceRow] = Kind(lambda language: say(language, "等候情况"), service_chip, 120, 96)
WINDOWS: Kind[WindowRow] = Kind(lambda language: say(language, "各窗口"), window_chip, 84, 84, 285)
RESULTS: Kind[PublicResult] = Kind(lambda language: say(language, "办结公告"), result_chip, 122, 122)


def beside(shown: Shown, setting: Setting, at_s: float) -> Painting:
    """The page whose turn it is at `at_s` seconds of the epoch; they change no oftener than every ten seconds."""
    area = setting.beside
    lines = -(-len(shown.missed) // MISSED_A_LINE)
    lowest = HEADING + MISSED_PAD + MISSED_LINE * lines if lines else 0.0
    room = Area(area.x, area.y, area.width, area.height - lowest - (20 if lines else 0))
    pages = [
        *_pages(SERVICES, shown.services, room, setting),
        *_pages(WINDOWS, shown.windows, room, setting),
        *_pages(RESULTS, shown.results, room, setting),
    ]
    page = pages[int(at_s // PAGE_S) % len(pages)] if pages else ()
    missed = Area(area.x, area.bottom - lowest, area.width, lowest)
    return (*page, *(_missed(shown.missed, missed, setting) if lines else ()))


def _pages(kind: Kind[Row], rows: Sequence[Row], room: Area, setting: Setting) -> list[Painting]:
    """The rows on as few pages as hold them, evenly."""
    if not rows:
        return []
    below = Area(room.x, room.y + HEADING, room.width, room.height - HEADING)
    columns = max(1, int(below.width // kind.column)) if kind.column else 1
    lines = max(1, int((below.height + kind.least * GAP) // kind.least))
    count = -(-len(rows) // (lines * columns))
    each = -(-len(rows) // count)
    step = min(kind.step, (below.height + kind.least * GAP) / -(-each // columns))
    pages = []
    for page in range(count):
        mark = f"  {page + 1}/{count}" if count > 1 else ""
        here = rows[page * each : (page + 1) * each]
        chips = [kind.chip(row, _place(below, place, columns, step)) for place, row in enumerate(here)]
        heading = _heading(kind.heading("zh_CN") + mark, kind.heading("en") if setting.english else "", room)
        pages.append((*heading, *(part for chip in chips for part in chip)))
    return pages


def _place(room: Area, place: int, columns: int, step: float) -> Area:
    line, column = divmod(place, columns)
    gap = step * GAP
    wide = (room.width + gap) / columns
    return Area(room.x + wide * column, room.y + step * line, wide - gap, step - gap)


def _heading(heading: str, english: str, room: Area) -> Painting:
    middle = room.y + 26
    size = fitting(heading, HEADING_SIZE, room.width)
    parts = [words(heading, room.x, middle, size, t.SOFT)]
    left = room.width - width(heading, size) - 24
    if english and width(english, ENGLISH_SIZE) <= left:
        parts.append(words(english, room.right, middle + 4, ENGLISH_SIZE, t.SOFT, anchor=END))
    return tuple(parts)


def _missed(missed: tuple[str, ...], area: Area, setting: Setting) -> Painting:
    heading = say("zh_CN", "过号请到窗口或自助机重新排入")
    panel = Area(area.x, area.y + HEADING, area.width, area.height - HEADING)
    column = (area.width - 2 * PAD) / MISSED_A_LINE
    parts = [
        *_heading(heading, say("en", "过号") if setting.english else "", area),
        Box(panel.x, panel.y, panel.width, panel.height, t.PANEL, RADIUS),
    ]
    for place, number in enumerate(missed):
        line, at = divmod(place, MISSED_A_LINE)
        middle = panel.y + MISSED_PAD / 2 + MISSED_LINE * (line + 0.5)
        size = fitting(number, MISSED_SIZE, column - 16)
        parts.append(words(number, panel.x + PAD + column * at, middle, size, t.WHITE))
    return tuple(parts)
