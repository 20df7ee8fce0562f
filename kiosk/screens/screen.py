"""What all screens have in common: their language, their way to tell of touches, their title."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.screens.scene import Scene
from kiosk.screens.theme import theme
from kiosk.screens.tiles import PagedTiles
from kiosk.visit import Happening

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class Screen(BoxLayout):  # type: ignore[misc]
    """The body of one step of the visit; `show` is called at every change and several times a second.

    What is read stands above what is touched where the panel stands upright or all controls are to be low
    (`stacked`), and beside it otherwise.
    """

    language = StringProperty("zh_CN")
    portrait = BooleanProperty(True)
    stacked = BooleanProperty(True)

    def __init__(self, tell: Callable[[Happening], None]) -> None:
        self.tell = tell
        self._scene: Scene | None = None
        super().__init__(portrait=theme.portrait, stacked=theme.portrait or theme.look.reach)

    def show(self, scene: Scene) -> None:
        """Draws the scene."""
        self._scene = scene
        self.language = scene.language

    def follow_room(self, tiles: PagedTiles) -> None:
        """Draws again when there is more room for tiles or less: others may fit."""
        tiles.bind(height=lambda *_: self.show(self._scene) if self._scene else None)

    def leave(self) -> None:
        """Another screen comes up."""

    def title(self, scene: Scene) -> str:
        """What stands in the bar at the top."""
        return scene.hall_name()
