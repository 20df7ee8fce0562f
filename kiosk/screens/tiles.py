"""A grid of equal tiles, and one that turns pages: as many as fit, whoever makes them asks how many that are."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from kivy.lang import Builder
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.layout import Layout

from kiosk.screens.bar import Pictogram
from kiosk.screens.controls import Pressable, QuietButton

WIDGETS = (Pictogram, QuietButton)
"""Named in the layout file."""

T = TypeVar("T")


class Tiles(Layout):  # type: ignore[misc]
    """Children from the top left in `columns`; the last one takes the rest of its row; rows no higher than asked."""

    columns = NumericProperty(2)
    gap = NumericProperty(0)
    highest = NumericProperty(100000)
    stretch = BooleanProperty(True)

    def __init__(self, **options: object) -> None:
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


class ActionTile(Pressable):
    """Something to do, among tiles of things to choose: where there is no room for a row of its own."""

    words = StringProperty("")
    picture = StringProperty("")


class Pager(BoxLayout):  # type: ignore[misc]
    """上一页 and 下一页; takes no room while there is one page."""

    needed = BooleanProperty(False)
    language = StringProperty("zh_CN")
    __events__ = ("on_turn",)

    def on_turn(self, by: int) -> None:
        """Default of the event."""


class PagedTiles(BoxLayout):  # type: ignore[misc]
    """Tiles of at least `least` pixels' height and, while there are `several` pages, the buttons that turn them."""

    columns = NumericProperty(2)
    gap = NumericProperty(0)
    least = NumericProperty(1)
    highest = NumericProperty(100000)
    stretch = BooleanProperty(True)
    several = BooleanProperty(False)
    language = StringProperty("zh_CN")
    turning = NumericProperty(0)
    __events__ = ("on_turn",)

    def on_turn(self, by: int) -> None:
        """Default of the event."""

    def page_of(self, wanted: Sequence[T], page: int) -> tuple[T, ...]:
        """Those of `wanted` that page `page` shows; pages turn round at the end."""
        fitting = self._fitting(self.height)
        self.several = len(wanted) > fitting
        if not self.several:
            return tuple(wanted)
        size = self._fitting(self.height - self.turning)
        start = page * size % (-(-len(wanted) // size) * size)
        return tuple(wanted[start : start + size])

    def _fitting(self, room: float) -> int:
        return max(1, int((room + self.gap) // (self.least + self.gap))) * int(self.columns)


Builder.load_file(str(Path(__file__).with_suffix(".kv")))
