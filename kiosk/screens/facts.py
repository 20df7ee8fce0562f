"""The public facts of one matter (八公开), to read before queueing, to print, and to take along on a phone."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk import visit as v
from kiosk.handout import matter_address
from kiosk.screens.columns import Columns
from kiosk.screens.qr import QrCode
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.tiles import Pager
from kiosk.troubles import handout_sentence
from queue_server.guide.facts import Fact, facts, particulars
from queue_server.guide.version import version

WIDGETS = (Columns, Pager, QrCode)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class FactRow(BoxLayout):  # type: ignore[misc]
    """A label with what is stated about it."""

    label = StringProperty("")
    value = StringProperty("")


class FactsScreen(Screen):
    """All facts, in one column or two; on further pages where the letters are large."""

    version = StringProperty("")
    address = StringProperty("")
    handout = StringProperty("")
    printing = BooleanProperty(False)

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[Fact, ...] = ()
        self._guide: tuple[object, str] = (None, "")

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Facts)
        matter = scene.plan.matters[step.confirm.wish.matter]
        self.version = scene.say("指南版本 {version}", version=self._version(scene))
        self.address = matter_address(scene.plan, matter)
        self.printing = step.handout == v.SlipState()
        self.handout = handout_sentence(scene.language, step.handout)
        rows = (*facts(matter, scene.language), *particulars(matter, scene.language))
        self.ids.rows.page = step.page
        if rows != self._shown:
            self._shown = rows
            self.ids.rows.clear_widgets()
            for row in rows:
                self.ids.rows.add_widget(FactRow(label=row.label, value=row.value))

    def title(self, scene: Scene) -> str:
        return scene.say("办事指南")

    def _version(self, scene: Scene) -> str:
        if self._guide[0] is not scene.plan:
            self._guide = scene.plan, version(scene.plan.matter)
        return self._guide[1]
