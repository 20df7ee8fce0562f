"""What is in the same place on every screen: the bar at the top, the bar at the foot, and what covers the body."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout

from kiosk import visit as v
from kiosk.screens.controls import Cover, Pressable
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


class TopBar(BoxLayout):  # type: ignore[misc]
    """The title, the time and the date."""

    title = StringProperty("")
    clock = StringProperty("")
    date = StringProperty("")
    tall = BooleanProperty(False)


class FootBar(BoxLayout):  # type: ignore[misc]
    """返回, 首页, the other language, 叫人帮忙."""

    language = StringProperty("zh_CN")
    portrait = BooleanProperty(True)
    back = BooleanProperty(False)
    home = BooleanProperty(False)


class Word(Cover, FloatLayout):  # type: ignore[misc]
    """A word that must be read before the body is touched again."""

    title = StringProperty("")
    words = StringProperty("")
    agree = StringProperty("")
    __events__ = ("on_answer",)

    def on_answer(self) -> None:
        """Default of the event."""


class Frame(BoxLayout):  # type: ignore[misc]
    """The whole window; shows one screen at a time."""

    portrait = BooleanProperty(True)

    def __init__(self, screens: dict[type, Screen], tell: Callable[[v.Happening], None], *, portrait: bool) -> None:
        self.tell = tell
        super().__init__(portrait=portrait)
        self._screens = screens
        self._screen: Screen | None = None
        self._help = Word()
        self._help.bind(on_answer=lambda *_: tell(v.CloseHelp()))
        self._still = Word()

    def show(self, scene: Scene) -> None:
        """Draws the scene."""
        step = scene.visit.step
        screen = self._screens[type(step)]
        screen.show(scene)
        self._bars(scene, screen)
        if screen is not self._screen:
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(screen)
            self._screen = screen
            Pressable.settle()
        self._cover(self._help, scene.visit.help)
        self._help.title = scene.say("请找导办员")
        self._help.words = scene.say("请到大厅入口的导办台，或到任何一个开着的窗口说一声，工作人员帮您取号、填表。")
        self._help.agree = scene.say("知道了")
        left_s = v.still_there_s(step, scene.visit.touched_at, scene.now)
        self._cover(self._still, left_s is not None)
        self._still.title = scene.say("还在吗？")
        self._still.words = scene.say("{seconds} 秒后回到首页。点一下屏幕，可以接着办。", seconds=int(left_s or 0))
        self._still.agree = scene.say("我还在")

    def _bars(self, scene: Scene, screen: Screen) -> None:
        step, top, foot = scene.visit.step, self.ids.top, self.ids.foot
        top.title = screen.title(scene)
        top.tall = self.portrait and isinstance(step, v.Idle)
        top.clock = scene.local.strftime("%H:%M")
        top.date = scene.say(
            "{month}月{day}日 {weekday}",
            month=scene.local.month,
            day=scene.local.day,
            weekday=scene.say(WEEKDAYS[scene.local.weekday()]),
        )
        foot.language = scene.language
        foot.back = not isinstance(step, v.Idle | v.Asking | v.Number)
        foot.home = isinstance(step, v.Confirm | v.Facts | v.Online | v.Sorry | v.Number)

    def _cover(self, word: Word, wanted: bool) -> None:
        layer = self.ids.layer
        if wanted and word.parent is None:
            layer.add_widget(word)
        elif not wanted and word.parent is not None:
            layer.remove_widget(word)
            Pressable.settle()
