"""What is in the same place on every screen: the bar at the top, the bar at the foot, and what covers the body."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, ColorProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout

from kiosk import visit as v
from kiosk.screens.bar import FootBar
from kiosk.screens.controls import NOTHING, Cover, Pressable
from kiosk.screens.faces import FACES
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.theme import theme

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


HOMEWARD = v.Confirm | v.Facts | v.Online | v.Papers | v.Priority | v.Sorry | v.Sure | v.Number | v.Rating | v.Complaint
"""Where the foot has a way home beside the way back."""


class TopBar(BoxLayout):  # type: ignore[misc]
    """The title, the time and the date; of another colour, and with a word for the time, while the hall practises."""

    fill = ColorProperty(NOTHING)
    title = StringProperty("")
    clock = StringProperty("")
    date = StringProperty("")
    tall = BooleanProperty(False)
    practice = StringProperty("")


class Word(Cover, FloatLayout):  # type: ignore[misc]
    """A word that must be read before the body is touched again."""

    fill = ColorProperty(NOTHING)
    title = StringProperty("")
    words = StringProperty("")
    agree = StringProperty("")
    __events__ = ("on_answer",)

    def on_answer(self) -> None:
        """Default of the event."""


class Frame(BoxLayout):  # type: ignore[misc]
    """The whole window in the look that is in use; shows one screen at a time, each made when it is first wanted."""

    def __init__(self, tell: Callable[[v.Happening], None], again: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell
        self._screens: dict[type[Screen], Screen] = {}
        self._screen: Screen | None = None
        self._foot = FootBar(tell, again)
        self.add_widget(self._foot)
        self._help = Word()
        self._help.bind(on_answer=lambda *_: tell(v.CloseHelp()))
        self._still = Word()

    def make_all(self) -> None:
        """Makes every screen now, so that no first touch waits for it."""
        for face in FACES.values():
            self._made(face)

    @property
    def warning(self) -> bool:
        """Whether the visitor is asked whether they are still there."""
        return self._still.parent is not None

    @property
    def way_back(self) -> v.Happening:
        """What the key for back means here."""
        if self.word is self._help:
            return v.CloseHelp()
        return v.Back() if self._foot.back else v.Home() if self._foot.home else v.Touched()

    @property
    def shown(self) -> tuple[object, ...]:
        """Changes whenever another screen or word comes up."""
        return self._screen, self.word

    @property
    def word(self) -> Word | None:
        """The word that covers the body, where one does."""
        return next((word for word in (self._still, self._help) if word.parent is not None), None)

    @property
    def parts(self) -> tuple[BoxLayout, ...]:
        """What is to be read and touched now, in the order of reading."""
        return self.ids.top, self.word or self._screen or self, self._foot

    def show(self, scene: Scene) -> None:
        """Draws the scene."""
        step = scene.visit.step
        screen = self._made(FACES[type(step)])
        screen.show(scene)
        self._bars(scene, screen)
        if screen is not self._screen:
            if self._screen is not None:
                self._screen.leave()
            self.ids.body.clear_widgets()
            self._settle_room()
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

    def _settle_room(self) -> None:
        """Gives the body its room before a screen comes; bars of another height would lay it out twice."""
        self.do_layout()
        self.ids.layer.do_layout()

    def _made(self, face: type[Screen]) -> Screen:
        if face not in self._screens:
            self._screens[face] = face(self._tell)
        return self._screens[face]

    def _bars(self, scene: Scene, screen: Screen) -> None:
        step, top = scene.visit.step, self.ids.top
        top.title = screen.title(scene)
        top.practice = scene.say("练习") if scene.board and scene.board.practice else ""
        top.tall = theme.portrait and isinstance(step, v.Idle)
        top.clock = scene.local.strftime("%H:%M")
        top.date = scene.say(
            "{month}月{day}日 {weekday}",
            month=scene.local.month,
            day=scene.local.day,
            weekday=scene.say(WEEKDAYS[scene.local.weekday()]),
        )
        self._foot.show(
            scene.language,
            scene.visit.ease,
            back=not isinstance(step, v.Idle | v.Asking | v.Number),
            home=isinstance(step, HOMEWARD),
            complain=isinstance(step, v.Idle),
        )

    def _cover(self, word: Word, wanted: bool) -> None:
        layer = self.ids.layer
        if wanted and word.parent is None:
            layer.add_widget(word)
        elif not wanted and word.parent is not None:
            layer.remove_widget(word)
            Pressable.settle()
