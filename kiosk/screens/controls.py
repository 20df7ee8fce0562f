"""The pieces every screen is made of: words, cards, buttons, tiles in a grid."""

import functools
import time
from pathlib import Path
from typing import Any, ClassVar

from kivy.core.text import Label as CoreLabel
from kivy.input.motionevent import MotionEvent
from kivy.lang import Builder
from kivy.properties import BooleanProperty, ColorProperty, ListProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.label import Label
from kivy.uix.widget import Widget

from queue_server.showing.wrapping import wrap

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

NOTHING = (0.0, 0.0, 0.0, 0.0)
"""The colour of what the layout file has not coloured yet."""
DOUBLE_STRIKE_S = 0.5
"""The same button does nothing again for so long."""
SETTLE_S = 0.3
"""A touch that begins so soon after the screen changed was meant for the one before it."""


@functools.cache
def _measure(size_px: float, bold: bool) -> CoreLabel:
    return CoreLabel(font_size=size_px, bold=bold)


@functools.lru_cache(maxsize=4096)
def extent(line: str, size_px: float, bold: bool) -> float:
    """How wide a line of text is, in pixels."""
    return float(_measure(size_px, bold).get_extents(line)[0])


class Words(Label):  # type: ignore[misc]
    """Text that breaks as Chinese should and is as high as it needs; `full_size` is its size before it was shrunk."""

    words = StringProperty("")
    full_size = NumericProperty(0)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in ("words", "width", "font_size", "bold"):
            self.fbind(name, self._break)

    def _break(self, *_: object) -> None:
        self.text = "\n".join(self._lines(self.width - 2))

    def _lines(self, width: float) -> list[str]:
        return wrap(self.words, lambda line: self._extent(line) <= width)

    def _extent(self, line: str) -> float:
        return extent(line, self.font_size, self.bold)


class Title(Words):
    """Words in the first of `sizes` (pixels) at which they take at most `most_lines`, all about equally long."""

    sizes = ListProperty([])
    most_lines = NumericProperty(1)

    def __init__(self, **options: Any) -> None:
        self._trying = False
        super().__init__(**options)
        self.fbind("sizes", self._break)

    def _break(self, *_: object) -> None:
        if self._trying:
            return
        self._trying = True
        for size in self.sizes:
            self.font_size = size
            lines = self._lines(self.width - 2)
            if len(lines) <= self.most_lines and all(self._extent(line) <= self.width for line in lines):
                break
        self.text = "\n".join(self._balanced(lines)) if self.sizes else ""
        self._trying = False

    def _balanced(self, lines: list[str]) -> list[str]:
        width = self.width - 2
        while len(lines) > 1 and width > self.width / 2:
            width -= self.font_size / 2
            narrower = self._lines(width)
            if len(narrower) > len(lines):
                break
            lines = narrower
        return lines


class Brief(Words):
    """The `whole` sentence where it takes at most `most_lines`, else the `brief` one."""

    whole = StringProperty("")
    brief = StringProperty("")
    most_lines = NumericProperty(1)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in ("whole", "brief", "width", "font_size"):
            self.fbind(name, self._choose)

    def _choose(self, *_: object) -> None:
        size_px = self.full_size or self.font_size
        lines = wrap(self.whole, lambda line: extent(line, size_px, self.bold) <= self.width - 2)
        self.words = self.whole if len(lines) <= self.most_lines else self.brief


class Read(BoxLayout):  # type: ignore[misc]
    """The part of a screen that is only read; the upper half where all controls are to be within reach."""

    grows = BooleanProperty(True)


class Act(BoxLayout):  # type: ignore[misc]
    """The part of a screen that is touched; within the lower half where that is wanted."""

    grows = BooleanProperty(False)


class Panel(BoxLayout):  # type: ignore[misc]
    """A card with a border."""

    fill = ColorProperty(NOTHING)
    line = ColorProperty(NOTHING)


class Pressable(Panel):
    """Answers a touch on its release, unless the finger slid off; guarded against double strikes.

    `pressed` is seen at once. `on_activate` comes once per touch.
    """

    pressed = BooleanProperty(False)
    enabled = BooleanProperty(True)
    __events__ = ("on_activate",)
    rests_s: ClassVar[float] = DOUBLE_STRIKE_S
    _settled_at: ClassVar[float] = 0.0

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._activated_at = 0.0

    @classmethod
    def settle(cls) -> None:
        """Another screen came up: for a moment no button takes a touch."""
        Pressable._settled_at = time.monotonic() + SETTLE_S

    def on_touch_down(self, touch: MotionEvent) -> bool:
        if not self.collide_point(*touch.pos) or not self.enabled or self.opacity == 0:
            return False
        if getattr(touch, "button", "left") != "left":
            return True
        if time.monotonic() >= Pressable._settled_at:
            touch.grab(self)
            self.pressed = True
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        self.pressed = self.collide_point(*touch.pos)
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        if self.pressed and self.collide_point(*touch.pos):
            self.activate()
        self.pressed = False
        return True

    def activate(self) -> None:
        """It is meant, by finger or key; nothing happens so soon after the last time."""
        now = time.monotonic()
        if now - self._activated_at >= self.rests_s:
            self._activated_at = now
            self.dispatch("on_activate")

    def on_activate(self) -> None:
        """Default of the event."""


class WordButton(Pressable):
    """A button with words on it."""

    words = StringProperty("")
    ink = ColorProperty(NOTHING)
    size_mm = NumericProperty(1)
    strong = BooleanProperty(True)


class MainButton(WordButton):
    """The one next action."""


class QuietButton(WordButton):
    """Another way."""


class Notice(Panel):
    """One plain sentence that a person should read now; takes no room when empty."""

    words = StringProperty("")


class Fact(BoxLayout):  # type: ignore[misc]
    """A small label over a large value."""

    label = StringProperty("")
    value = StringProperty("")


class Cover(Widget):  # type: ignore[misc]
    """Keeps touches from what lies below it."""

    def on_touch_down(self, touch: MotionEvent) -> bool:
        return bool(super().on_touch_down(touch)) or bool(self.collide_point(*touch.pos))
