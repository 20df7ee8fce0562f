"""Whether the visitor belongs to those who go first: asked plainly, believed here, verified at the window."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.screens.controls import Pressable
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.tiles import PagedTiles
from queue_server.contract.plan import Priority

WIDGETS = (PagedTiles,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class ClassTile(Pressable):
    """One class of visitors; `on` while it is chosen."""

    name = StringProperty("")
    on = BooleanProperty(False)
    priority = StringProperty("")


class PriorityScreen(Screen):
    """The classes of the plan, and nobody in particular."""

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[Priority | None, ...] = ()
        self.follow_room(self.ids.classes)

    def show(self, scene: Scene) -> None:
        super().show(scene)
        assert isinstance(scene.visit.step, v.Priority)
        shown = self.ids.classes.page_of((*scene.plan.priority, None), 0)
        if shown != self._shown:
            self._build(shown)
        for tile, known in zip(reversed(self.ids.classes.ids.grid.children), shown, strict=True):
            tile.name = scene.called(known) if known else scene.say("我不属于这些")
            tile.on = (known.id if known else "") == scene.visit.priority

    def title(self, scene: Scene) -> str:
        return scene.say("优先办理")

    def _build(self, shown: tuple[Priority | None, ...]) -> None:
        self._shown = shown
        self.ids.classes.ids.grid.clear_widgets()
        for known in shown:
            tile = ClassTile(priority=known.id if known else "")
            tile.bind(on_activate=lambda tile: self.tell(v.ChoosePriority(tile.priority)))
            self.ids.classes.ids.grid.add_widget(tile)
