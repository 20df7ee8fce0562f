"""Finding a matter: by group, by the first letters of its name's sounds, by characters put together from them."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.screens.controls import Pressable
from kiosk.screens.keyboard import Key, Keyboard
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.theme import theme
from kiosk.screens.tiles import PagedTiles
from queue_server.contract.plan import Matter, Plan
from queue_server.guide.facts import group
from queue_server.guide.search import Index, spelled

WIDGETS = (Keyboard, PagedTiles)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

CHARACTERS = 8
MOST_FOUND = 60


class Found(Pressable):
    """A group or a matter, by its `key`, with a word about it."""

    name = StringProperty("")
    about = StringProperty("")
    key = StringProperty("")

    def sizes(self) -> list[int]:
        """What its name is tried in, in pixels: half a screen with a keyboard leaves little room."""
        if theme.look.reach:
            return [theme.mm(size) for size in ((theme.SMALL, 10, 8) if theme.look.large else (theme.SMALL,))]
        return [theme.mm(size) for size in (theme.LEAD, theme.BODY, theme.SMALL, 9.5)]


class SearchScreen(Screen):
    """The field, the characters that may be meant, the keys, and what is found."""

    text = StringProperty("")
    field = StringProperty("")
    heading = StringProperty("")
    grouped = BooleanProperty(False)

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._plan: Plan | None = None
        self._index = Index(())
        self._shown: tuple[object, ...] = ()
        self._characters: tuple[str, ...] = ()
        self.follow_room(self.ids.found)
        if theme.look.reach and not self.portrait:
            self.ids.typing.remove_widget(self.ids.characters)
            self.ids.results.add_widget(self.ids.characters, len(self.ids.results.children))

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Search)
        if self._plan is not scene.plan:
            self._plan, self._index = scene.plan, Index(scene.plan.matter)
        self.text = step.text
        self.field = step.text.upper() or scene.say("例如 耕地补贴 就打 GDBT")
        self.grouped = not step.text and not step.group
        self._offer(self._index.characters(step.text, CHARACTERS))
        if self.grouped:
            self._groups(scene, step.page)
        else:
            self._matters(scene, step)
        self.ids.keyboard.name(scene.say("清空"), scene.say("删除"))

    def title(self, scene: Scene) -> str:
        return scene.say("查事项")

    def typed(self, text: str) -> None:
        """A key was struck."""
        self.tell(v.Typed(text))

    def _offer(self, characters: tuple[str, ...]) -> None:
        if characters == self._characters:
            return
        self._characters = characters
        row = self.ids.characters
        row.clear_widgets()
        for character in characters:
            key = Key(letter=character, words=character)
            key.bind(on_activate=self._put)
            row.add_widget(key)

    def _put(self, key: Key) -> None:
        kept = self.text[: len(self.text) - len(spelled(self.text))]
        self.tell(v.Typed(kept + key.letter))

    def _groups(self, scene: Scene, page: int) -> None:
        members: dict[str, list[Matter]] = {}
        for matter in scene.plan.matter:
            members.setdefault(_group(scene.plan, matter), []).append(matter)
        self.heading = _asked(scene)
        shown = self.ids.found.page_of(tuple(members), page)
        if self._changed(("groups", scene.language, *shown)):
            for key in shown:
                first, *_ = members[key]
                name = group(first, scene.language) or scene.named(scene.plan.services[first.service])
                found = Found(key=key, name=name, about=scene.say("{count} 件事", count=len(members[key])))
                found.bind(on_activate=lambda found: self.tell(v.ChooseGroup(found.key)))
                self.ids.found.ids.grid.add_widget(found)

    def _matters(self, scene: Scene, step: v.Search) -> None:
        if step.text:
            found = self._index.find(step.text, MOST_FOUND)
            self.heading = (
                scene.say("找到 {count} 件事，请点要办的", count=len(found))
                if found
                else scene.say("没有找到。请换几个字母再试，或按“叫人帮忙”。")
            )
        else:
            found = tuple(matter for matter in scene.plan.matter if _group(scene.plan, matter) == step.group)
            self.heading = group(found[0], scene.language) or step.group if found else ""
        shown = self.ids.found.page_of(found, step.page)
        if self._changed((scene.language, *shown)):
            for matter in shown:
                about = scene.say("要带 {count} 样材料", count=len(matter.needs))
                card = Found(key=matter.code, name=scene.named(matter), about=about)
                card.bind(on_activate=lambda card: self.tell(v.ChooseMatter(card.key, uuid4().hex)))
                self.ids.found.ids.grid.add_widget(card)

    def _changed(self, shown: tuple[object, ...]) -> bool:
        """Whether something else is to be shown; then the place for it is empty."""
        if shown == self._shown:
            return False
        self._shown = shown
        self.ids.found.ids.grid.clear_widgets()
        return True


def _asked(scene: Scene) -> str:
    """What is looked for."""
    match scene.visit.step:
        case v.Search(adding=v.Confirm()):
            return scene.say("还要办哪件事？打拼音首字母，或选一类")
        case v.Search(swapping=v.MyTicket()):
            return scene.say("换成哪件事？打拼音首字母，或选一类")
    return scene.say("打拼音首字母来查，或从这里选一类")


def _group(plan: Plan, matter: Matter) -> str:
    """The group by its Chinese name; a matter without one is in the group of its service."""
    return matter.group or plan.services[matter.service].name
