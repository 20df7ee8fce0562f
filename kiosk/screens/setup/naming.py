"""A name typed by its sounds: letters, the characters that they may stand for, and the name as it comes to be."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk.screens.keyboard import Key, Keyboard
from kiosk.screens.setup.page import Action, Page
from kiosk.screens.setup.scene import SetupScene
from kiosk.setup import happenings as h
from kiosk.setup.spelling import characters, is_name, put, spelled
from kiosk.setup.steps import Naming, PersonName

WIDGETS = (Keyboard,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

AT_ONCE = 9
LEVELS = ("镇", "乡", "街道", "县", "区")
"""What most places end with, to be had by one key."""
AND_HALL = "便民服务大厅"


class NameTyping(Page):
    """The field, the characters to choose from, the keys."""

    text = StringProperty("")
    field = StringProperty("")
    after = StringProperty("")

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__(tell)
        self._offered: tuple[str, ...] = ()

    def draw(self, scene: SetupScene, text: str, page: int, usual: tuple[str, ...]) -> None:
        """Shows the text, and the page of characters for its sound, or what is `usual` after a whole name."""
        self.text = text
        self.field = text.upper() or scene.say("按声音打字，再点要的字")
        found = characters(spelled(text))
        pages = max(1, -(-len(found) // AT_ONCE))
        shown = found[page % pages * AT_ONCE :][:AT_ONCE] if spelled(text) else usual
        self._offer(shown, more=scene.say("更多") if pages > 1 else "")
        self.ids.keyboard.name(scene.say("清空"), scene.say("删除"))

    def typed(self, text: str) -> None:
        """A key was struck."""
        self.tell(h.Typed(text))

    def _offer(self, shown: tuple[str, ...], more: str) -> None:
        offered = (*shown, more)
        if offered == self._offered:
            return
        self._offered = offered
        row = self.ids.characters
        row.clear_widgets()
        for letter in shown:
            key = Key(letter=letter, words=letter, size_mm=12)
            key.bind(on_activate=lambda key: self.tell(h.Typed(put(self.text, key.letter))))
            row.add_widget(key)
        if more:
            key = Key(words=more)
            key.bind(on_activate=lambda _: self.tell(h.TurnPage(1)))
            row.add_widget(key)


class NamingPage(NameTyping):
    """The hall's place."""

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, Naming)
        self.heading = scene.say("大厅在哪个乡镇？")
        self.hint = scene.say("例如蒲阳镇：打 PU 点“蒲”，打 YANG 点“阳”，再点“镇”。")
        self.draw(scene, step.text, step.page, LEVELS if step.text else ())
        known = is_name(step.text)
        whole = step.text if step.text.endswith(("大厅", "中心")) else step.text + AND_HALL
        self.after = scene.say("大厅的名字：{name}", name=whole) if known else ""

    def main(self, scene: SetupScene) -> Action:
        return Action(scene.say("下一步"), h.Next()) if is_name(self.text) else Action()


class PersonNamePage(NameTyping):
    """Somebody's name."""

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, PersonName)
        known = scene.setup.person(step.person)
        self.heading = scene.say("{post}是谁？", post=scene.post(known) if known else "")
        self.hint = scene.say("例如王秀兰：打 WANG 点“王”，打 XIU 点“秀”，打 LAN 点“兰”。")
        self.draw(scene, step.text, step.page, ())
        self.after = scene.say("现在是：{name}", name=scene.told(known.name)) if known else ""

    def main(self, scene: SetupScene) -> Action:
        return Action(scene.say("就是这个名字"), h.Next()) if is_name(self.text) else Action()

    def quiet(self, scene: SetupScene) -> Action:
        return Action(scene.say("换一个密码"), h.Choose("pin"))
