"""What all screens have in common: their language, their way to tell of touches, their title."""

from collections.abc import Callable

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.screens.scene import Scene
from kiosk.visit import Happening


class Screen(BoxLayout):  # type: ignore[misc]
    """The body of one step of the visit; `show` is called at every change and several times a second."""

    language = StringProperty("zh_CN")
    portrait = BooleanProperty(True)

    def __init__(self, tell: Callable[[Happening], None], *, portrait: bool) -> None:
        self.tell = tell
        super().__init__(portrait=portrait)

    def show(self, scene: Scene) -> None:
        """Draws the scene."""
        self.language = scene.language

    def title(self, scene: Scene) -> str:
        """What stands in the bar at the top."""
        return scene.hall_name()
