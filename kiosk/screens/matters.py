"""The matters of one service, each with what it needs."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.screens.choices import Choices
from kiosk.screens.controls import Brief, Pressable
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.theme import theme
from kiosk.screens.tiles import ActionTile, PagedTiles
from queue_server.contract.plan import Matter
from queue_server.contract.waits import wait_line

WIDGETS = (Brief, Choices, PagedTiles)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class MatterCard(Pressable):
    """One matter."""

    name = StringProperty("")
    needs = StringProperty("")
    count = StringProperty("")
    code = StringProperty("")


class MattersScreen(Screen):
    """As many matters on a page as fit; with large type a touch takes the number at once."""

    heading = StringProperty("")
    waiting = StringProperty("")
    late = BooleanProperty(False)

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[Matter | str, ...] = ()
        self.follow_room(self.ids.cards)

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Matters)
        self.heading = scene.say("点一下要办的事，马上出号") if theme.look.large else scene.say("请点一下您要办的事")
        wait = scene.wait(step.service)
        about = (scene.closed(step.service) or scene.waiting(step.service), wait_line(scene.language, wait))
        self.waiting = "，".join(filter(None, about)) if scene.language == "zh_CN" else ", ".join(filter(None, about))
        self.late = wait is not None and wait.outlook == "not_today"
        asked = theme.look.large and bool(scene.plan.priority)
        self.ids.choices.offer(((scene.priority_words(), v.OpenPriority),) if asked and self.portrait else ())
        first = (scene.priority_words(),) if asked and not self.portrait else ()
        matters = tuple(matter for matter in scene.plan.matter if matter.service == step.service)
        page = self.ids.cards.page_of((*first, *matters), step.page)
        if page != self._shown:
            self._build(page)
        for card, matter in zip(reversed(self.ids.cards.ids.grid.children), page, strict=True):
            if isinstance(matter, str):
                continue
            card.name = scene.named(matter)
            comma = "、" if scene.language == "zh_CN" else ", "
            card.count = scene.say("要带 {count} 样材料", count=len(matter.needs))
            card.needs = scene.say("要带：{papers}", papers=comma.join(scene.needs(matter)))

    def title(self, scene: Scene) -> str:
        assert isinstance(scene.visit.step, v.Matters)
        return scene.named(scene.plan.services[scene.visit.step.service])

    def _build(self, page: tuple[Matter | str, ...]) -> None:
        self._shown = page
        grid = self.ids.cards.ids.grid
        grid.clear_widgets()
        for one in page:
            if isinstance(one, str):
                card: Pressable = ActionTile(words=one)
                card.bind(on_activate=lambda _: self.tell(v.OpenPriority()))
            else:
                card = MatterCard(code=one.code)
                card.bind(on_activate=lambda card: self.tell(v.ChooseMatter(card.code, uuid4().hex)))
            grid.add_widget(card)
