"""Where everything is on the display: from what is shown to boxes and words in pixels of a 1920×1080 screen."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.display import theme as t
from kiosk.display.rows import CALL_ROWS, CallRow, ServiceRow, Shown
from kiosk.screens.palettes import Colour
from kiosk.wrapping import wrap
from queue_server.contract.words import say

MARGIN, GAP, RADIUS = 48, 20, 24
HEAD, FOOT = 110, 84
TOP = HEAD + 36
BOTTOM = t.HEIGHT - FOOT - 20
LEFT_WIDTH = 1188
RIGHT = MARGIN + LEFT_WIDTH + 36
RIGHT_WIDTH = t.WIDTH - MARGIN - RIGHT
HEADING = 62
SERVICE_ROW, SERVICE_GAP = 106, 14
MISSED_A_LINE, MISSED_LINE = 4, 66
NUMBER, PLEASE, WINDOW = 188, 50, 106
"""Sizes of a call's words; the number's digits are `theme.LEGIBLE_MM` high on `theme.PANEL_INCH`."""
PAD, APART = 44, 30
TICKER_PX_S, TICKER_PIECE = 90.0, 24
"""How fast a line runs, slow enough to read along; its pieces in signs, each small enough for a texture."""
LEFT, CENTRE, END = 0.0, 0.5, 1.0
"""Which part of the words stands at their `x`."""

Width = Callable[[str, float, bool], float]
"""How wide a text is at a size, bold or not."""


@dataclass(frozen=True)
class Box:
    """A filled box; `x`, `y` is its top left corner."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    radius: float = 0


@dataclass(frozen=True)
class Words:
    """One line of text around the height `middle`, its `anchor` at `x`."""

    text: str
    x: float
    middle: float
    size: float
    colour: Colour
    bold: bool = False
    anchor: float = LEFT


@dataclass(frozen=True)
class Ticker:
    """A line too long for the screen that runs across it; `pieces` are where each part begins in it, and the part."""

    pieces: tuple[tuple[float, str], ...]
    length: float
    middle: float
    size: float
    colour: Colour


Painting = list[Box | Words | Ticker]


def paint(shown: Shown, width: Width) -> Painting:
    """The whole display, back to front."""
    return [*_head(shown, width), *_calls(shown.calls, width), *_beside(shown, width), *_foot(shown.notice, width)]


def fitting(text: str, size: float, room: float, width: Width, *, bold: bool = False) -> float:
    """The size, made smaller where the text would not fit into the room."""
    wide = width(text, size, bold)
    return size if wide <= room else size * room / wide * 0.99


def ticker_left(length: float, seconds: float) -> float:
    """Where a line that runs begins after so long: it comes in at the right edge, leaves at the left, comes again."""
    return t.WIDTH - seconds * TICKER_PX_S % (length + t.WIDTH)


def _head(shown: Shown, width: Width) -> Painting:
    right, middle = t.WIDTH - MARGIN, HEAD / 2
    date_at = right - width("00:00", 50, False) - 48
    link_at = date_at - width(shown.date, 48, False) - 48
    room = link_at - MARGIN - (width(shown.link, 32, False) + 48 if shown.link else 0)
    return [
        Box(0, 0, t.WIDTH, HEAD, t.HEAD),
        Words(shown.hall, MARGIN, middle, fitting(shown.hall, 52, room, width, bold=True), t.WHITE, bold=True),
        *([Words(shown.link, link_at, middle, 32, t.WHITE, anchor=END)] if shown.link else []),
        Words(shown.date, date_at, middle, 48, t.WHITE, anchor=END),
        Words(shown.clock, right, middle, 50, t.WHITE, anchor=END),
    ]


def _calls(calls: tuple[CallRow, ...], width: Width) -> Painting:
    if not calls:
        middle = (TOP + BOTTOM) / 2
        hint = say("zh_CN", "请留意屏幕和广播")
        return [
            Box(MARGIN, TOP, LEFT_WIDTH, BOTTOM - TOP, t.PANEL, RADIUS),
            Words(hint, MARGIN + LEFT_WIDTH / 2, middle, 72, t.SOFT, anchor=CENTRE),
        ]
    height = (BOTTOM - TOP - GAP * (CALL_ROWS - 1)) / CALL_ROWS
    tops = (TOP + (height + GAP) * place for place in range(len(calls)))
    return [part for call, top in zip(calls, tops, strict=True) for part in _call(call, top, height, width)]


def _call(call: CallRow, top: float, height: float, width: Width) -> Painting:
    ground, ink, soft = (t.CALL, t.ON_CALL, t.ON_CALL_SOFT) if call.fresh else (t.PANEL, t.WHITE, t.SOFT)
    middle, left, right = top + height / 2 - 7, MARGIN + PAD, MARGIN + LEFT_WIDTH - PAD
    window = say("zh_CN", "{window} 号窗口", window=call.window)
    window_from = right - max(width(window, WINDOW, True), width("0 号窗口", WINDOW, True))
    please = say("zh_CN", "请到")
    please_at = window_from - APART
    room = please_at - width(please, PLEASE, False) - APART - left
    size = fitting(call.number, NUMBER, room, width, bold=True)
    return [
        Box(MARGIN, top, LEFT_WIDTH, height, ground, RADIUS),
        Words(call.number, left, middle - 5, size, ink, bold=True),
        Words(please, please_at, middle, PLEASE, soft, anchor=END),
        Words(window, right, middle, WINDOW, ink, bold=True, anchor=END),
    ]


def _beside(shown: Shown, width: Width) -> Painting:
    if not shown.services:
        return []
    lines = -(-len(shown.missed) // MISSED_A_LINE)
    missed_height = HEADING + 31 + MISSED_LINE * lines if lines else 0
    count = len(shown.services)
    step = min(SERVICE_ROW + SERVICE_GAP, (BOTTOM - TOP - HEADING - missed_height - 20) / count)
    row = step - min(SERVICE_GAP, step * 0.12)
    parts: Painting = [Words(say("zh_CN", "等候情况"), RIGHT, TOP + 26, 40, t.SOFT)]
    for place, service in enumerate(shown.services):
        parts += _service(service, TOP + HEADING + place * step, row, width)
    if lines:
        parts += _missed(shown.missed, BOTTOM - missed_height, lines, width)
    return parts


def _service(service: ServiceRow, top: float, height: float, width: Width) -> Painting:
    middle, right, zoom = top + height / 2, RIGHT + RIGHT_WIDTH - 28, height / SERVICE_ROW
    state, count = 36 * zoom, 52 * zoom
    counted = width(service.count, count, True) + 14 if service.count else 0
    if service.wait:
        return _expected(service, top, height, right - counted, width)
    room = right - counted - width(service.state, state, False) - 24 - (RIGHT + 28)
    parts: Painting = [
        Box(RIGHT, top, RIGHT_WIDTH, height, t.PANEL, RADIUS * zoom * 0.8),
        Words(service.name, RIGHT + 28, middle, fitting(service.name, 42 * zoom, room, width), t.WHITE),
        Words(service.state, right - counted, middle, state, t.SOFT if service.count else t.QUIET, anchor=END),
    ]
    if service.count:
        parts.append(Words(service.count, right, middle, count, t.WHITE, bold=True, anchor=END))
    return parts


def _expected(service: ServiceRow, top: float, height: float, until: float, width: Width) -> Painting:
    """A service whose wait is known: its name over the wait, the people at the right."""
    zoom, left = height / SERVICE_ROW, RIGHT + 28
    room = until - 24 - left
    count = Words(service.count, RIGHT + RIGHT_WIDTH - 28, top + height / 2, 52 * zoom, t.WHITE, bold=True, anchor=END)
    wait = fitting(service.wait, 34 * zoom, room, width)
    return [
        Box(RIGHT, top, RIGHT_WIDTH, height, t.PANEL, RADIUS * zoom * 0.8),
        Words(service.name, left, top + height * 0.31, fitting(service.name, 40 * zoom, room, width), t.WHITE),
        Words(service.wait, left, top + height * 0.73, wait, t.SOFT),
        count,
    ]


def _missed(missed: tuple[str, ...], top: float, lines: int, width: Width) -> Painting:
    heading = say("zh_CN", "过号请到窗口或自助机重新排入")
    panel, column = top + HEADING, (RIGHT_WIDTH - 56) / MISSED_A_LINE
    parts: Painting = [
        Words(heading, RIGHT, top + 26, fitting(heading, 40, RIGHT_WIDTH, width), t.SOFT),
        Box(RIGHT, panel, RIGHT_WIDTH, 31 + MISSED_LINE * lines, t.PANEL, RADIUS * 0.8),
    ]
    for place, number in enumerate(missed):
        line, at = divmod(place, MISSED_A_LINE)
        middle = panel + 15.5 + MISSED_LINE * (line + 0.5)
        size = fitting(number, 46, column - 16, width)
        parts.append(Words(number, RIGHT + 28 + column * at, middle, size, t.WHITE))
    return parts


def _foot(notice: str, width: Width) -> Painting:
    top = t.HEIGHT - FOOT
    parts: Painting = [Box(0, top, t.WIDTH, FOOT, t.FOOT)]
    if not notice:
        return parts
    text = " ".join(say("zh_CN", "通知：{notice}", notice=notice).split())
    still = _still(text, width)
    if still is None:
        return [*parts, _ticker(text, 40, top + FOOT / 2, width)]
    size, lines = still
    for place, line in enumerate(lines):
        parts.append(Words(line, MARGIN, top + FOOT * (place + 0.5) / len(lines), size, t.QUIET))
    return parts


def _still(text: str, width: Width) -> tuple[float, list[str]] | None:
    """The notice in one large line or in two smaller ones; None where it has to run."""
    room = t.WIDTH - 2 * MARGIN
    if width(text, 40, False) <= room:
        return 40, [text]
    lines = wrap(text, lambda line: width(line, 32, False) <= room)
    return (32, lines) if len(lines) == 2 and all(width(line, 32, False) <= room for line in lines) else None


def _ticker(text: str, size: float, middle: float, width: Width) -> Ticker:
    pieces: list[tuple[float, str]] = []
    length = 0.0
    for begin in range(0, len(text), TICKER_PIECE):
        piece = text[begin : begin + TICKER_PIECE]
        pieces.append((length, piece))
        length += width(piece, size, False)
    return Ticker(tuple(pieces), length, middle, size, t.QUIET)
