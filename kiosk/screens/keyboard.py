"""The touch keyboard: the letters as on a telephone, one back, everything away."""

from pathlib import Path
from typing import ClassVar

from kivy.lang import Builder
from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.screens.controls import QuietButton

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
STRIKE_S = 0.06
"""Letters are typed twice on purpose; only a bouncing finger is faster."""


class Key(QuietButton):
    """One key; `letter` is what it types."""

    letter = StringProperty("")
    rests_s: ClassVar[float] = STRIKE_S


class Row(BoxLayout):  # type: ignore[misc]
    """One row of keys."""


class Keyboard(BoxLayout):  # type: ignore[misc]
    """Changes `text` as keys are struck."""

    text = StringProperty("")
    __events__ = ("on_typed",)

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self._clear = Key(size_hint_x=1.5)
        self._clear.bind(on_activate=lambda _: self.dispatch("on_typed", ""))
        self._back = Key(size_hint_x=1.5)
        self._back.bind(on_activate=lambda _: self.dispatch("on_typed", self.text[:-1]))
        first, second, third = ([self._letter(letter) for letter in letters] for letters in ROWS)
        self._row(first)
        self._row([Widget(size_hint_x=0.5), *second, Widget(size_hint_x=0.5)])
        self._row([self._clear, *third, self._back])

    def on_typed(self, text: str) -> None:
        """Default of the event: the whole text after a key."""

    def name(self, clear: str, back: str) -> None:
        """The words on the two keys that take away."""
        self._clear.words, self._back.words = clear, back

    def _letter(self, letter: str) -> Key:
        key = Key(letter=letter, words=letter.upper())
        key.bind(on_activate=lambda key: self.dispatch("on_typed", self.text + key.letter))
        return key

    def _row(self, keys: list[Widget]) -> None:
        row = Row()
        for key in keys:
            row.add_widget(key)
        self.add_widget(row)
