"""What else can be done here: quiet buttons in a grid, named anew only when they change."""

from collections.abc import Callable, Sequence

from kivy.properties import ListProperty, NumericProperty, ObjectProperty

from kiosk.screens.controls import QuietButton
from kiosk.screens.tiles import Tiles
from kiosk.visit import Happening

Choice = tuple[str, Callable[[], Happening]]
"""The words on a button, and what to tell when it is touched."""


class Choices(Tiles):
    """As high as its rows of `row` pixels; `tell` is told what was touched."""

    row = NumericProperty(1)
    tell = ObjectProperty(None)
    words = ListProperty([])

    def __init__(self, **options: object) -> None:
        super().__init__(size_hint_y=None, **options)
        self._happenings: tuple[Callable[[], Happening], ...] = ()
        for name in ("words", "columns", "row", "gap"):
            self.fbind(name, self._measure)

    def offer(self, choices: Sequence[Choice], *, enabled: bool = True) -> None:
        """Shows these and no others."""
        self._happenings = tuple(happening for _, happening in choices)
        words = [word for word, _ in choices]
        if words != self.words:
            self.clear_widgets()
            for place, word in enumerate(words):
                button = QuietButton(words=word, height=self.row)
                button.bind(on_activate=lambda _, place=place: self.tell(self._happenings[place]()))
                self.add_widget(button)
            self.words = words
        for button in self.children:
            button.enabled = enabled

    def _measure(self, *_: object) -> None:
        rows = -(-len(self.words) // max(1, int(self.columns)))
        self.height = rows * self.row + max(0, rows - 1) * self.gap
