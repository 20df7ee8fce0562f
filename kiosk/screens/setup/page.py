"""What all screens of the first start have in common: a heading, what to do, and the actions that the foot offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, ColorProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.screens.bar import Pictogram
from kiosk.screens.controls import NOTHING, Words
from kiosk.screens.setup.plugs import strokes
from kiosk.screens.setup.scene import SetupScene
from kiosk.screens.theme import theme
from kiosk.setup import happenings as h

WIDGETS = (Pictogram, Words)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


@dataclass(frozen=True)
class Action:
    """A button of the foot: its words, and what its touch means; none where the words are empty."""

    words: str = ""
    touch: h.Touch | None = None


NO_ACTION = Action()


class Page(BoxLayout):  # type: ignore[misc]
    """The body of one step; `show` is called at every change and several times a second."""

    language = StringProperty("zh_CN")
    heading = StringProperty("")
    hint = StringProperty("")
    portrait = BooleanProperty(True)

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        self.tell = tell
        self._scene: SetupScene | None = None
        super().__init__(portrait=theme.portrait)

    def show(self, scene: SetupScene) -> None:
        """Draws the scene."""
        self._scene = scene
        self.language = scene.language

    def again(self, *_: object) -> None:
        """Draws once more, because there is another room for it."""
        if self._scene is not None:
            self.show(self._scene)

    def title(self, scene: SetupScene) -> str:
        """What stands in the bar at the top."""
        return scene.say("新终端")

    def main(self, scene: SetupScene) -> Action:
        """The one next action."""
        return NO_ACTION

    def quiet(self, scene: SetupScene) -> Action:
        """Another way."""
        return NO_ACTION

    def has_back(self, scene: SetupScene) -> bool:
        """Whether there is a screen to go back to."""
        return True


class Drawing(Pictogram):
    """A plug, or what a remedy points at, in strokes as wide as the picture is large."""

    def strokes(self) -> Sequence[Sequence[tuple[float, float]]]:
        return strokes(self.picture)

    def line_width(self, side: float) -> float:
        return max(1.2, side * 0.018)


class Line(BoxLayout):  # type: ignore[misc]
    """One row of a list: a mark in its colour, what it is about, and in words; a remedy below."""

    mark = StringProperty("")
    name = StringProperty("")
    words = StringProperty("")
    remedy = StringProperty("")
    picture = StringProperty("")
    ink = ColorProperty(NOTHING)
    size_mm = NumericProperty(8)
