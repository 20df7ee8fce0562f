"""The bars of accessibility measured on a real face: sizes in millimetres, contrasts, reach, what is not spoken.

The numbers of the bars are those of WCAG 2.2, ADA 707, EN 301 549 and the studies named in `kiosk/BARS.md`.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kivy.uix.label import Label

from kiosk.screens.aloud import controls, spoken_control, spoken_screen, words_of
from kiosk.screens.bar import EaseButton
from kiosk.screens.keyboard import Key
from kiosk.screens.palettes import Colour, contrast
from kiosk.screens.theme import theme
from kiosk.visit import Look
from queue_server.contract.plan import Kiosk
from queue_server.contract.words import Language
from tests.kiosk.measuring import box_of, gap_between, visible

CAP_HEIGHT = 0.733
"""Height of a capital letter by the size of the type, in Noto Sans CJK."""

Measured = dict[str, float]


@dataclass(frozen=True)
class Bar:
    """One bar: its key in `Measured`, its words, and whether a value passes in a look at a panel."""

    key: str
    words: str
    holds: Callable[[float, Look, Kiosk], bool]


PIXEL_MM = 0.25
"""Lengths are whole pixels: on the sample panel one may be short by as much."""
BARS = (
    Bar("target_mm", "smallest control, mm (≥ 20)", lambda mm, look, kiosk: mm >= 20 - PIXEL_MM),
    Bar("ease_mm", "controls that make it easier, mm (≥ 25)", lambda mm, look, kiosk: mm >= 25 - PIXEL_MM),
    Bar("gap_mm", "smallest gap between controls, mm (≥ 3)", lambda mm, look, kiosk: mm >= 3 - PIXEL_MM),
    Bar("bezel_mm", "nearest control to the edge of the glass, mm (≥ 10)", lambda mm, look, kiosk: mm >= 10 - PIXEL_MM),
    Bar("han_mm", "smallest Chinese type, mm (≥ 7)", lambda mm, look, kiosk: mm >= 7),
    Bar(
        "cap_degrees",
        "smallest capitals from the viewing distance, degrees (≥ 0.5, large type ≥ 0.7)",
        lambda degrees, look, kiosk: degrees >= (0.69 if look.large else 0.5),
    ),
    Bar(
        "contrast",
        "least contrast of text (≥ 4.5, large and high contrast ≥ 7)",
        lambda ratio, look, kiosk: ratio >= (7.0 if look.large or look.contrast else 4.5),
    ),
    Bar("edge_contrast", "least contrast of a control's edge (≥ 3)", lambda ratio, look, kiosk: ratio >= 3.0),
    Bar(
        "highest_mm",
        "highest control above the floor, mm (reach: ≤ 1220)",
        lambda mm, look, kiosk: not look.reach or mm <= 1220,
    ),
    Bar("lowest_mm", "lowest control above the floor, mm (≥ 380)", lambda mm, look, kiosk: mm >= 380),
    Bar("longest", "longest words on a control, characters (≤ 20 Han)", lambda count, look, kiosk: count <= 20),
    Bar("unspoken", "words seen and not spoken (0)", lambda count, look, kiosk: count == 0),
)


def measure(window: Any, parts: tuple[Any, ...], language: Language, kiosk: Kiosk) -> Measured:
    """All bars of the present face."""
    mm = 1 / theme.mm(1000) * 1000
    present = controls(parts)
    labels = [label for part in parts for label in visible(part) if isinstance(label, Label) and label.text]
    boxes = [box_of(control) for control in present]
    sides = [min(right - left, top - bottom) * mm for left, bottom, right, top in boxes]
    edge = min(min(left, bottom, window.width - right, window.height - top) for left, bottom, right, top in boxes)
    eases = [min(control.width, control.height) * mm for control in present if isinstance(control, EaseButton)]
    type_mm = min(label.font_size for label in labels) * mm
    return {
        "target_mm": min(sides),
        "ease_mm": min(eases),
        "gap_mm": min(gap_between(one, other) for one, other in combinations(boxes, 2)) * mm,
        "bezel_mm": edge * mm,
        "han_mm": type_mm,
        "cap_degrees": math.degrees(math.atan(type_mm * CAP_HEIGHT / kiosk.viewing_mm)),
        "contrast": min(contrast(tuple(label.color), ground_of(label)) for label in labels),
        "edge_contrast": min(_edge(control) for control in present),
        "highest_mm": kiosk.bottom_mm + max(box[3] for box in boxes) * mm,
        "lowest_mm": kiosk.bottom_mm + min(box[1] for box in boxes) * mm,
        "longest": max(_han(control) for control in present if not isinstance(control, Key)),
        "unspoken": len(list(unspoken(parts, language))),
    }


def unspoken(parts: tuple[Any, ...], language: Language) -> Iterator[str]:
    """What is to be seen and neither read with the screen nor when the keys reach its control."""
    heard = [*spoken_screen(parts, language), *(spoken_control(control, language) for control in controls(parts))]
    all_heard = "\n".join(heard)
    for part in parts:
        for label in visible(part):
            words = _said(label)
            if words not in all_heard:
                yield words


def _said(label: Any) -> str:
    """The words of a label, empty for anything else."""
    return str(getattr(label, "words", "") or label.text).strip() if isinstance(label, Label) else ""


def ground_of(widget: Any) -> Colour:
    """The colour that the nearest part behind the widget is filled with; behind all of them is the cleared window."""
    while not (hasattr(widget, "fill") and widget.fill[3]):
        if widget.parent is widget:
            return tuple(widget.clearcolor)
        widget = widget.parent
    return tuple(widget.fill)


def _edge(control: Any) -> float:
    """How far the border, or else the whole of a control, stands out from what is behind it."""
    behind = ground_of(control.parent)
    return max(contrast(tuple(control.line), behind), contrast(tuple(control.fill), behind))


def _han(control: Any) -> int:
    """Han characters of the longest label on a control whose words are one sentence; cards of several are many."""
    labels = [label for label in visible(control) if isinstance(label, Label)]
    if len(labels) > 1:
        return 0
    return sum(1 for sign in words_of(control) if sign >= "\u4e00")
