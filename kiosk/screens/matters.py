"""The matters of one service, each with what it needs."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.screens.controls import Pressable
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from queue_server.contract.plan import Matter

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class MatterCard(Pressable):
    """One matter."""

    name = StringProperty("")
    needs = StringProperty("")
    code = StringProperty("")


class MattersScreen(Screen):
    """Five (portrait) or six (landscape) matters at a time."""

    paged = BooleanProperty(False)

    def __init__(self, tell: Callable[[v.Happening], None], *, portrait: bool) -> None:
        super().__init__(tell, portrait=portrait)
        self._shown: tuple[Matter, ...] = ()

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Matters)
        matters = tuple(matter for matter in scene.plan.matter if matter.service == step.service)
        size = 5 if self.portrait else 6
        self.paged = len(matters) > size
        start = step.page * size % (-(-len(matters) // size) * size)
        page = matters[start : start + size]
        if page != self._shown:
            self._build(page)
        for card, matter in zip(reversed(self.ids.cards.children), page, strict=True):
            card.name = scene.named(matter)
            comma = "、" if scene.language == "zh_CN" else ", "
            card.needs = scene.say("要带：{papers}", papers=comma.join(scene.needs(matter)))

    def title(self, scene: Scene) -> str:
        assert isinstance(scene.visit.step, v.Matters)
        return scene.named(scene.plan.services[scene.visit.step.service])

    def _build(self, matters: tuple[Matter, ...]) -> None:
        self._shown = matters
        self.ids.cards.clear_widgets()
        for matter in matters:
            card = MatterCard(code=matter.code)
            card.bind(on_activate=lambda card: self.tell(v.ChooseMatter(card.code, uuid4().hex)))
            self.ids.cards.add_widget(card)
