"""The pieces every screen is made of: words, cards, buttons, tiles in a grid."""

import time
from pathlib import Path
from typing import Any, ClassVar

from kivy.core.text import Label as CoreLabel
from kivy.input.motionevent import MotionEvent
from kivy.lang import Builder
from kivy.properties import BooleanProperty, ColorProperty, ListProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.label import Label
from kivy.uix.layout import Layout
from kivy.uix.widget import Widget

from kiosk.screens import theme
from kiosk.wrapping import wrap

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

DOUBLE_STRIKE_S = 0.5
"""The same button does nothing again for so long."""
SETTLE_S = 0.3
"""A touch that begins so soon after the screen changed was meant for the one before it."""


class Words(Label):  # type: ignore[misc]
    """Text that breaks as Chinese should and is as high as it needs."""

    words = StringProperty("")

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in ("words", "width", "font_size", "bold"):
            self.fbind(name, self._break)

    def _break(self, *_: object) -> None:
        self.text = "\n".join(self._lines(self.width - 2))

    def _lines(self, width: float) -> list[str]:
        measure = CoreLabel(font_name=self.font_name, font_size=self.font_size, bold=self.bold)
        return wrap(self.words, lambda line: measure.get_extents(line)[0] <= width)


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
            if len(lines) <= self.most_lines:
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


class Panel(BoxLayout):  # type: ignore[misc]
    """A card with a border."""

    fill = ColorProperty(theme.CARD)
    line = ColorProperty(theme.LINE)


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
        now = time.monotonic()
        meant = self.pressed and self.collide_point(*touch.pos)
        if meant and now - self._activated_at >= self.rests_s:
            self._activated_at = now
            self.dispatch("on_activate")
        self.pressed = False
        return True

    def on_activate(self) -> None:
        """Default of the event."""


class WordButton(Pressable):
    """A button with words on it."""

    words = StringProperty("")


class MainButton(WordButton):
    """The one next action."""


class QuietButton(WordButton):
    """Another way."""


class BarButton(WordButton):
    """A button of the bar at the foot."""


class HelpButton(WordButton):
    """叫人帮忙."""


class Pager(BoxLayout):  # type: ignore[misc]
    """上一页 and 下一页; takes no room while there is one page."""

    needed = BooleanProperty(False)
    language = StringProperty("zh_CN")
    __events__ = ("on_turn",)

    def on_turn(self, by: int) -> None:
        """Default of the event."""


class Notice(Panel):
    """One plain sentence that a person should read now; takes no room when empty."""

    words = StringProperty("")


class Fact(BoxLayout):  # type: ignore[misc]
    """A small label over a large value."""

    label = StringProperty("")
    value = StringProperty("")


class Tiles(Layout):  # type: ignore[misc]
    """Children from the top left in `columns`; the last one takes the rest of its row; rows no higher than asked."""

    columns = NumericProperty(2)
    gap = NumericProperty(0)
    highest = NumericProperty(100000)
    stretch = BooleanProperty(True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        layout = self._trigger_layout
        for name in ("pos", "size", "children", "columns", "gap", "highest"):
            self.fbind(name, layout)

    def do_layout(self, *_: object) -> None:
        tiles = list(reversed(self.children))
        columns = max(1, min(int(self.columns), len(tiles)))
        rows = -(-len(tiles) // columns) or 1
        width = (self.width - self.gap * (columns - 1)) / columns
        height = min(self.highest, (self.height - self.gap * (rows - 1)) / rows)
        for place, tile in enumerate(tiles):
            row, column = divmod(place, columns)
            last = self.stretch and place == len(tiles) - 1
            tile.x = self.x + column * (width + self.gap)
            tile.width = self.right - tile.x if last else width
            tile.height = height
            tile.y = self.top - (row + 1) * height - row * self.gap


class Cover(Widget):  # type: ignore[misc]
    """Keeps touches from what lies below it."""

    def on_touch_down(self, touch: MotionEvent) -> bool:
        return bool(super().on_touch_down(touch)) or bool(self.collide_point(*touch.pos))
