"""What a screen says: its texts in the order of reading, and each control by its words; from the widgets themselves.

So nothing is to be seen that is not also spoken.
"""

from collections.abc import Iterable, Iterator

from kivy.uix.label import Label
from kivy.uix.widget import Widget

from kiosk.screens.bar import EaseButton
from kiosk.screens.controls import Pressable, Words
from kiosk.screens.keyboard import Key
from queue_server.contract.words import Language, say


def controls(parts: Iterable[Widget]) -> list[Pressable]:
    """The controls that can be touched now, in the order of reading."""
    return [widget for part in parts for widget in _seen(part) if isinstance(widget, Pressable) and widget.enabled]


def places(present: Iterable[Pressable], size: tuple[float, float]) -> dict[str, tuple[float, float]]:
    """The middle of each control by its words, as shares of the window's `size` from the top left."""
    found = {}
    for control in present:
        x, y = control.to_window(*control.center)
        found[words_of(control)] = (round(x / size[0], 4), round(1 - y / size[1], 4))
    return found


def words_of(widget: Widget) -> str:
    """All words on a control or in a part, in the order of reading."""
    return "，".join(filter(None, (_text(label) for label in _seen(widget) if isinstance(label, Label))))


def spoken_control(control: Pressable, language: Language) -> str:
    """A control by its words, and whether it is on where it can be."""
    words = words_of(control)
    if isinstance(control, EaseButton) and control.on:
        return f"{words}，{say(language, '已打开')}"
    return words


def spoken_screen(parts: Iterable[Widget], language: Language) -> tuple[str, ...]:
    """The whole screen: what is to be read, then what can be chosen; keys of a keyboard speak when they are reached."""
    parts = tuple(parts)
    texts = [_text(label) for part in parts for label in _texts(part)]
    choices = [spoken_control(control, language) for control in controls(parts) if not isinstance(control, Key)]
    offered = [say(language, "可以选："), *choices] if choices else []
    return tuple(filter(None, (*texts, *offered)))


def _texts(part: Widget) -> Iterator[Label]:
    """The labels outside of controls, and on those that take no touch now."""
    for widget in _seen(part, into_controls=False):
        if isinstance(widget, Label):
            yield widget


def _seen(widget: Widget, *, into_controls: bool = True) -> Iterator[Widget]:
    if widget.opacity == 0 or widget.width < 1 or widget.height < 1:
        return
    if isinstance(widget, Pressable) and widget.enabled and not into_controls:
        return
    yield widget
    for child in reversed(widget.children):
        yield from _seen(child, into_controls=into_controls)


def _text(label: Label) -> str:
    return str(label.words if isinstance(label, Words) else label.text).strip()
