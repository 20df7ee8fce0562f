"""Is the time right? A big clock; five numbers with a key on and a key back where it is not."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.screens.controls import Notice
from kiosk.screens.frame import WEEKDAYS
from kiosk.screens.keyboard import Key
from kiosk.screens.setup.page import Action, Page
from kiosk.screens.setup.scene import SetupScene
from kiosk.setup import happenings as h
from kiosk.setup.steps import Clock

WIDGETS = (Notice,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

UNITS: dict[h.Unit, str] = {"year": "年", "month": "月", "day": "日", "hour": "时", "minute": "分"}


class Wheel(BoxLayout):  # type: ignore[misc]
    """One unit of the clock with a key on and a key back."""

    value = StringProperty("")
    unit = StringProperty("")


class ClockPage(Page):
    """The time of day large, and the date; or what it is being set to."""

    time = StringProperty("")
    date = StringProperty("")
    notice = StringProperty("")
    setting = BooleanProperty(False)

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__(tell)
        self._wheels: dict[h.Unit, Wheel] = {}
        self._keys: list[tuple[Key, h.Unit]] = []
        for unit in get_args(h.Unit):
            wheel = self._wheels[unit] = Wheel()
            wheel.add_widget(self._key(unit, -1))
            wheel.add_widget(self._key(unit, 1), len(wheel.children))
        self._shown_setting: bool | None = None

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, Clock)
        clock = step.wanted or scene.local
        self.setting = step.wanted is not None
        self.heading = scene.say("把时间改对") if self.setting else scene.say("现在的时间，对吗？")
        self.hint = (
            scene.say("照手机上的时间，用加号和减号改。")
            if self.setting
            else scene.say("取号、等候和办结期限都按这个时间算。请和手机对一对。")
        )
        self.time = clock.strftime("%H:%M") if self.portrait or not self.setting else ""
        self.date = scene.say(
            "{year}年{month}月{day}日 {weekday}",
            year=clock.year,
            month=clock.month,
            day=clock.day,
            weekday=scene.say(WEEKDAYS[clock.weekday()]),
        )
        self.notice = scene.say("时间没有改成：{why}", why=scene.told(step.failed)) if step.failed else ""
        for unit, wheel in self._wheels.items():
            wheel.value, wheel.unit = f"{getattr(clock, unit):02}", scene.say(UNITS[unit])
        for key, unit in self._keys:
            key.words = f"{scene.say(UNITS[unit])} {key.letter}"
        if self.setting != self._shown_setting:
            self._shown_setting = self.setting
            self.ids.wheels.clear_widgets()
            for wheel in self._wheels.values() if self.setting else ():
                self.ids.wheels.add_widget(wheel)

    def _key(self, unit: h.Unit, by: int) -> Key:
        key = Key(letter="+" if by > 0 else "−")
        key.bind(on_activate=lambda _: self.tell(h.Nudge(unit, by)))
        self._keys.append((key, unit))
        return key

    def main(self, scene: SetupScene) -> Action:
        return Action(scene.say("就是这个时间") if self.setting else scene.say("对，下一步"), h.Next())

    def quiet(self, scene: SetupScene) -> Action:
        return Action() if self.setting else Action(scene.say("不对，要改"), h.ClockWrong(scene.local))

    def has_back(self, scene: SetupScene) -> bool:
        return self.setting or not scene.setup.joins
