"""Digits: a PIN of one's own choice, and a hall's address."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk.screens.controls import Notice
from kiosk.screens.keyboard import Key, Row
from kiosk.screens.setup.page import Action, Page
from kiosk.screens.setup.scene import SetupScene
from kiosk.setup import happenings as h
from kiosk.setup.steps import Address, Pin

WIDGETS = (Notice,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

DELETE = "<"


class DigitsPage(Page):
    """What was entered, and a block of keys as on a telephone."""

    text = StringProperty("")
    field = StringProperty("")
    notice = StringProperty("")
    rows: tuple[str, ...] = ("123", "456", "789", "<0")

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__(tell)
        self._delete = Key()
        self._delete.bind(on_activate=lambda _: self.tell(h.Typed(self.text[:-1])))
        for signs in self.rows:
            row = Row()
            for sign in signs:
                row.add_widget(self._delete if sign == DELETE else self._key(sign))
            self.ids.digits.add_widget(row)

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        self._delete.words = scene.say("删除")

    def _key(self, sign: str) -> Key:
        key = Key(letter=sign, words=sign)
        key.bind(on_activate=lambda key: self.tell(h.Typed(self.text + key.letter)))
        return key


class PinPage(DigitsPage):
    """A PIN, seen as it is typed: its owner stands here and has to remember it."""

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, Pin)
        person = scene.setup.person(step.person)
        self.text, self.field = step.text, step.text or "－－－－"
        if person is None:
            self.heading = scene.say("技术员密码是什么？")
            self.hint = scene.say("6 到 8 位数字。以后依次点屏幕四个角，再输入它，就能看机器的情况。")
        else:
            self.heading = scene.say("{name}的密码是什么？", name=scene.told(person.name))
            self.hint = scene.say("4 到 8 位数字。第一次登录以后，本人要自己换一个。")
        easy = scene.say("位数不够，或太容易猜到（同一个数字、连着的数字）。请换一个。")
        self.notice = easy if step.wrong else ""

    def main(self, scene: SetupScene) -> Action:
        return Action(scene.say("就用这个密码"), h.Next()) if self.text else Action()


class AddressPage(DigitsPage):
    """Where the hall is."""

    rows = ("123", "456", "789", ".0:", "<")

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, Address)
        self.text, self.field = step.text, step.text or "192.168.1.5"
        self.heading = scene.say("总台的地址是什么？")
        self.hint = scene.say("大厅网页的“终端”里写着，是四段数字，中间有点。")
        self.notice = scene.say("这不像地址，应当像 192.168.1.5，每段不超过 255。") if step.wrong else ""

    def main(self, scene: SetupScene) -> Action:
        return Action(scene.say("下一步"), h.Next()) if self.text else Action()
