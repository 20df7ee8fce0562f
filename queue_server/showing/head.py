"""The head of the display: the hall, day and time; in place of the day, in red, when the hall is not reached."""

from queue_server.showing import theme as t
from queue_server.showing.parts import END, Box, Painting, Words
from queue_server.showing.setting import MARGIN, Setting
from queue_server.showing.view import Shown
from queue_server.showing.widths import fitting, width, words

HALL, DATE, CLOCK, LINK = 52.0, 48.0, 50.0, 34.0
LINK_HEIGHT, LINK_PAD, APART = 60.0, 24.0, 48.0


def head(shown: Shown, setting: Setting) -> Painting:
    """One line, in portrait two."""
    area, right = setting.head, setting.panel.width - MARGIN
    first, second = (area.height * 0.31, area.height * 0.72) if setting.panel.upright else (area.height / 2,) * 2
    until = right - width("00:00", CLOCK) - APART
    beside = _link(shown.link, until, second) if shown.link else (_date(shown.date, until, second),)
    taken = right if setting.panel.upright else until - _width(shown) - APART
    return (
        Box(area.x, area.y, area.width, area.height, t.HEAD),
        words(shown.hall, MARGIN, first, fitting(shown.hall, HALL, taken - MARGIN, bold=True), t.WHITE, bold=True),
        words(shown.clock, right, second, CLOCK, t.WHITE, anchor=END),
        *beside,
    )


def _width(shown: Shown) -> float:
    """What stands before the clock takes."""
    return width(shown.link, LINK, bold=True) + 2 * LINK_PAD if shown.link else width(shown.date, DATE)


def _date(date: str, until: float, middle: float) -> Words:
    return words(date, until, middle, DATE, t.WHITE, anchor=END)


def _link(link: str, until: float, middle: float) -> Painting:
    wide = width(link, LINK, bold=True) + 2 * LINK_PAD
    return (
        Box(until - wide, middle - LINK_HEIGHT / 2, wide, LINK_HEIGHT, t.LOST, 12),
        words(link, until - LINK_PAD, middle, LINK, t.WHITE, bold=True, anchor=END),
    )
