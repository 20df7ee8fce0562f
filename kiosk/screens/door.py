"""The technician's door: a PIN, and behind it how this kiosk is. It leads nowhere else."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk import visit as v
from kiosk.checks import Check
from kiosk.screens.columns import Columns
from kiosk.screens.keyboard import Key, Row
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.theme import theme
from kiosk.screens.tiles import Pager

WIDGETS = (Columns, Pager)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

DOT = "●"
ROWS, LOW_ROWS = ("123", "456", "789", "<0>"), ("12345<", "67890>")
"""The keys; `<` takes the last digit away, `>` tries the PIN."""


class CheckRow(BoxLayout):  # type: ignore[misc]
    """One line of the checks."""

    name = StringProperty("")
    words = StringProperty("")
    well = BooleanProperty(True)


class DoorScreen(Screen):
    """Digits; what was entered is seen as dots."""

    entered = StringProperty("")
    dots = StringProperty("")
    sentence = StringProperty("")

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._delete, self._enter = Key(), Key()
        self._delete.bind(on_activate=lambda _: self.tell(v.Typed(self.entered[:-1])))
        self._enter.bind(on_activate=lambda _: self.tell(v.TryDoor()))
        low = theme.look.reach and not theme.portrait
        for signs in LOW_ROWS if low else ROWS:
            row = Row()
            for sign in signs:
                row.add_widget(self._key(sign))
            self.ids.digits.add_widget(row)

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Door)
        self.entered = step.entered
        self._delete.words, self._enter.words = scene.say("删除"), scene.say("确定")
        self.dots = DOT * len(step.entered)
        self.sentence = (
            scene.say("密码不对，或错得太多，请过几分钟再试") if step.wrong else scene.say("请输入技术员密码")
        )

    def title(self, scene: Scene) -> str:
        return scene.say("技术员")

    def _key(self, sign: str) -> Key:
        if sign in "<>":
            return self._delete if sign == "<" else self._enter
        key = Key(letter=sign, words=sign)
        key.bind(on_activate=lambda key: self.tell(v.Typed(self.entered + key.letter)))
        return key


class ChecksScreen(Screen):
    """The checks, those that are not well first."""

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[Check, ...] = ()

    def show(self, scene: Scene) -> None:
        super().show(scene)
        shown = tuple(sorted(scene.checks, key=lambda check: check.well))
        if shown != self._shown:
            self._shown = shown
            self.ids.rows.clear_widgets()
            for check in shown:
                self.ids.rows.add_widget(CheckRow(name=check.name, words=check.words, well=check.well))

    def title(self, scene: Scene) -> str:
        return scene.say("这台机器的情况")
