"""Geometry of what a window shows: text that is cut off or covers something, controls that are out of reach."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from kivy.uix.label import Label

from kiosk.visit import Look

NUMBER = re.compile(r"[A-Z]{1,2}[0-9]{3}")
IDENTITY = re.compile(r"[0-9]{17}[0-9Xx]")
TAIL = re.compile(r"尾号|ID ending")
DIGIT_HEIGHT = 0.8
Box = tuple[int, int, int, int]


def faults(window: Any, look: Look) -> list[str]:
    """Everything wrong with the present layout in that look, in words."""
    seen = list(visible(window.children[0]))
    texts = [(widget, _text_box(widget)) for widget in seen if isinstance(widget, Label) and widget.text]
    found = [f"beyond the screen: {widget.text}" for widget, box in texts if not _inside(box, (0, 0, *window.size))]
    for widget, box in texts:
        cards = [card for card in _above(widget) if type(card).__name__ not in ("Frame", "BoxLayout", "FloatLayout")]
        if cards and not _inside(box, box_of(cards[0])):
            found.append(f"beyond its {type(cards[0]).__name__}: {widget.text}")
    for (first, one), (second, other) in combinations(texts, 2):
        if gap_between(one, other) < 0 and not _covered(window, first) and not _covered(window, second):
            found.append(f"on top of each other: {first.text} / {second.text}")
    words = "\n".join(widget.text for widget, _ in texts)
    if IDENTITY.search(words) or (TAIL.search(words) and NUMBER.search(words)):
        found.append("a person can be known by what is to be seen")
    if look.reach:
        targets = [widget for widget in seen if hasattr(widget, "pressed") and not _covered(window, widget)]
        found += [f"out of reach: {box_of(target)}" for target in targets if target.top > window.height / 2 + 1]
    return found


def unfit(targets: list[Box], least: int, apart: int) -> Iterator[str]:
    """Keys that are too small for a finger or too near to each other, in pixels."""
    for place, (left, bottom, right, top) in enumerate(targets):
        if min(right - left, top - bottom) < least - 1:
            yield f"too small for a finger: {targets[place]}"
        for other in targets[:place]:
            if gap_between(targets[place], other) < apart - 1:
                yield f"too near to each other: {targets[place]} {other}"


def places(window: Any, kind: str) -> set[Box]:
    """Where the widgets of this kind are."""
    return {box_of(widget) for widget in visible(window.children[0]) if type(widget).__name__ == kind}


def visible(widget: Any) -> Iterator[Any]:
    """The widget and all in it that is to be seen."""
    if widget.opacity == 0 or widget.width < 1 or widget.height < 1:
        return
    yield widget
    for child in widget.children:
        yield from visible(child)


def _above(widget: Any) -> Iterator[Any]:
    while hasattr(widget.parent, "children") and widget.parent is not widget:
        widget = widget.parent
        if not hasattr(widget, "opacity"):
            return
        yield widget


def _covered(window: Any, widget: Any) -> bool:
    """Whether a word that must be read first lies over the widget."""
    words = [cover for cover in visible(window.children[0]) if type(cover).__name__ == "Word"]
    ancestors = list(_above(widget))
    return any(word not in ancestors and gap_between(box_of(word), box_of(widget)) < 0 for word in words)


def box_of(widget: Any) -> Box:
    """Left, bottom, right and top, in pixels."""
    return round(widget.x), round(widget.y), round(widget.right), round(widget.top)


def _text_box(label: Any) -> Box:
    """The ink of a label, centred in it as Kivy draws it; a number has no more than its digits' height."""
    width, height = label.texture_size
    if NUMBER.fullmatch(label.text):
        height = label.font_size * DIGIT_HEIGHT
    left, bottom = label.center_x - width / 2, label.center_y - height / 2
    return round(left), round(bottom), round(left + width), round(bottom + height)


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - 1 and inner[1] >= outer[1] - 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
    )


def gap_between(one: Box, other: Box) -> int:
    """Pixels between two boxes; negative when they overlap by more than a hair."""
    across = max(one[0], other[0]) - min(one[2], other[2])
    up = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, up) if max(across, up) >= 0 else min(-1, max(across, up))
