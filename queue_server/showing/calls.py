"""The calls: number at the left, window at the right, nothing else in a row; only those that stand out are yellow."""

from queue_server.contract.words import say
from queue_server.showing import theme as t
from queue_server.showing.parts import CENTRE, END, Box, Painting
from queue_server.showing.setting import APART, GAP, PAD, Setting
from queue_server.showing.view import CallRow, Shown
from queue_server.showing.widths import width, words

RADIUS = 24.0
HINT = 72.0
LIFTED, LOWERED = 0.42, 0.82
"""Where the words of the window, and those below them, are in a row with two lines."""
OPTICAL = 0.06
"""How far the middle of digits is below the middle of their line, in their size."""
SECOND = 0.22
"""How large the second line is, in sizes of the number."""


def calls(shown: Shown, setting: Setting) -> Painting:
    """A row for each call; before the first of the day what to do."""
    area = setting.calls
    if not shown.calls:
        hint = say("zh_CN", "请留意屏幕和广播")
        ground = Box(area.x, area.y, area.width, area.height, t.PANEL, RADIUS)
        middle = area.y + area.height / 2
        return (ground, words(hint, area.x + area.width / 2, middle, HINT, t.SOFT, anchor=CENTRE))
    step = setting.sizes.row + GAP
    rows = [_row(call, area.y + step * place, shown, setting) for place, call in enumerate(shown.calls)]
    return tuple(part for row in rows for part in row)


def _row(call: CallRow, top: float, shown: Shown, setting: Setting) -> Painting:
    ground, ink, soft = (t.CALL, t.ON_CALL, t.ON_CALL_SOFT) if call.fresh else (t.PANEL, t.WHITE, t.SOFT)
    area, sizes = setting.calls, setting.sizes
    left, right = area.x + PAD, area.right - PAD
    middle = top + sizes.row / 2
    second = _second_line(call, shown, setting)
    window = words(
        say("zh_CN", "{window} 号窗口", window=call.window),
        right,
        (top + sizes.row * LIFTED if second else middle) - sizes.window * OPTICAL,
        sizes.window,
        ink,
        bold=True,
        anchor=END,
    )
    please_end = right - width(say("zh_CN", "{window} 号窗口", window=setting.window), sizes.window, bold=True) - APART
    please = words(say("zh_CN", "请到"), please_end, middle - sizes.please * OPTICAL, sizes.please, soft, anchor=END)
    below = words(second, right, top + sizes.row * LOWERED, sizes.number * SECOND, soft, anchor=END)
    return (
        Box(area.x, top, area.width, sizes.row, ground, RADIUS),
        words(call.number, left, middle - sizes.number * OPTICAL, sizes.number, ink, bold=True),
        *((please,) if sizes.please else ()),
        window,
        *((below,) if second else ()),
    )


def _second_line(call: CallRow, shown: Shown, setting: Setting) -> str:
    """While the hall is not reached, when the call was made; else the window in English where that is wanted."""
    if shown.link:
        return say("zh_CN", "{time} 叫号", time=call.time)
    return say("en", "{window} 号窗口", window=call.window) if setting.english else ""
