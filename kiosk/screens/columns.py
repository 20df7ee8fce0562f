"""Rows of their own heights, down one column and then the next, page after page."""

from kivy.properties import BooleanProperty, NumericProperty
from kivy.uix.layout import Layout
from kivy.uix.widget import Widget


class Columns(Layout):  # type: ignore[misc]
    """Shows the rows of one `page`, which turns round at the end; `several` says whether there are more.

    Rows set their own height by their width. `pager` is the room that a pager takes from this layout once there are
    several pages.
    """

    columns = NumericProperty(1)
    gap = NumericProperty(0)
    page = NumericProperty(0)
    pager = NumericProperty(0)
    several = BooleanProperty(False)

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        layout = self._trigger_layout
        for name in ("pos", "size", "children", "columns", "gap", "page"):
            self.fbind(name, layout)

    def add_widget(self, widget: Widget, *place: object, **options: object) -> None:
        widget.fbind("height", self._trigger_layout)
        super().add_widget(widget, *place, **options)

    def do_layout(self, *_: object) -> None:
        rows = list(reversed(self.children))
        width = (self.width - self.gap * (self.columns - 1)) / self.columns
        for row in rows:
            row.width = width
        room = self.height + (self.pager if self.several else 0)
        places = self._places(rows, room)
        self.several = _pages(places) > 1
        if self.several:
            places = self._places(rows, room - self.pager)
        pages = _pages(places)
        shown = int(self.page) % pages
        for row, (page, column, below) in zip(rows, places, strict=True):
            row.opacity = 1 if page == shown else 0
            row.x = self.x + column * (width + self.gap)
            row.top = self.top - below

    def _places(self, rows: list[Widget], room: float) -> list[tuple[int, int, float]]:
        """For each row its page, its column, and how far below the top it begins."""
        places = []
        page = column = 0
        used = 0.0
        for row in rows:
            if used and used + row.height > room:
                column, used = column + 1, 0.0
                if column == self.columns:
                    page, column = page + 1, 0
            places.append((page, column, used))
            used += row.height + self.gap
        return places


def _pages(places: list[tuple[int, int, float]]) -> int:
    return max((page for page, _, _ in places), default=0) + 1
