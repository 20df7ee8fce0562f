"""The foot: notices in turn, each read to its end; an urgent one in the colour of help, alone."""

import re

from queue_server.showing import theme as t
from queue_server.showing.parts import Box, Painting, Ticker
from queue_server.showing.setting import MARGIN, Setting
from queue_server.showing.view import Shown
from queue_server.showing.widths import fitting, width, words
from queue_server.showing.wrapping import NOT_FIRST, wrap

LARGE, SMALL = 40.0, 30.0
LINES = {1: (0.5,), 2: (0.27, 0.73)}
"""Where lines are in the foot."""
PAUSE = re.compile("[，。；！？]|[,;.] ")
"""After which a notice is best broken."""
STANDS_S = 15.0
"""How long a notice stands that fits."""
RUNS_UNITS_S = 90.0
"""How fast one runs that does not, slow enough to read along."""


def foot(shown: Shown, setting: Setting, at_s: float) -> Painting:
    """The notice whose turn it is at `at_s` seconds of the epoch."""
    area = setting.foot
    texts = shown.urgent or shown.notices
    ground, ink = (t.URGENT, t.WHITE) if shown.urgent else (t.FOOT, t.QUIET)
    box = Box(area.x, area.y, area.width, area.height, ground)
    if not texts:
        return (box,)
    text, began = _turn(texts, at_s, area.width)
    still = _still(text, area.width)
    if still is None:
        middle = area.y + area.height / 2
        return (box, Ticker(text, began, middle, LARGE, width(text, LARGE), ink))
    size, lines = still
    places = zip(lines, LINES[len(lines)], strict=True)
    return (box, *(words(line, MARGIN, area.y + area.height * at, size, ink) for line, at in places))


def ticker_left(length: float, room: float, seconds: float) -> float:
    """Where a line that runs begins after so long: it comes in at the right edge, leaves at the left, comes again."""
    return room - seconds * RUNS_UNITS_S % (length + room)


def _turn(texts: tuple[str, ...], at_s: float, room: float) -> tuple[str, float]:
    """The text whose turn it is, and when that turn began."""
    stays = [_stays_s(text, room) for text in texts]
    began = at_s // sum(stays) * sum(stays)
    for text, stay in zip(texts, stays, strict=True):
        if at_s < began + stay:
            return text, began
        began += stay
    return texts[0], began


def _stays_s(text: str, room: float) -> float:
    return STANDS_S if _still(text, room) else (width(text, LARGE) + room) / RUNS_UNITS_S


def _still(text: str, wide: float) -> tuple[float, list[str]] | None:
    """The notice in one line, or in two smaller ones; None where it has to run."""
    room = wide - 2 * MARGIN
    size = fitting(text, LARGE, room)
    if size >= SMALL:
        return size, [text]
    lines = _two_lines(text, room)
    return (SMALL, lines) if lines else None


def _two_lines(text: str, room: float) -> list[str]:
    """Broken at a pause, into lines as equal as can be; where there is none, anywhere; empty where it is too long."""
    halves = [[text[: pause.end()].rstrip(), text[pause.end() :]] for pause in PAUSE.finditer(text)]
    anywhere = wrap(text, lambda line: width(line, SMALL) <= room)
    good = [lines for lines in halves if lines[1] and lines[1][0] not in NOT_FIRST and _longest(lines) <= room]
    if good:
        return min(good, key=_longest)
    return anywhere if len(anywhere) == 2 and _longest(anywhere) <= room else []


def _longest(lines: list[str]) -> float:
    return max(width(line, SMALL) for line in lines)
