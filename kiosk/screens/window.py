"""The kiosk's window: one session, its screens, and nothing that an odd touch or a failed handler could stop."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kivy.base import ExceptionManager, runTouchApp, stopTouchApp
from kivy.clock import Clock
from kivy.core.text import DEFAULT_FONT, LabelBase
from kivy.core.window import Window
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from kiosk import visit as v
from kiosk.fonts import chinese_faces
from kiosk.screens.aloud import controls
from kiosk.screens.controls import Pressable
from kiosk.screens.corners import Corners
from kiosk.screens.flips import tell_flips
from kiosk.screens.focus import HEADSET, KEYS, FiveKey, Focus
from kiosk.screens.frame import Frame
from kiosk.screens.scene import Scene
from kiosk.screens.setting import NoScreenError
from kiosk.screens.surviving import Survivor
from kiosk.screens.swiftness import keep_for_good, quicken
from kiosk.screens.theme import theme
from kiosk.screens.voice import ScreenVoice
from kiosk.screens.warming import first_steps
from kiosk.speech.narrator import Said
from kiosk.trace import trace, tracing

TICK_S = 0.25
ROUNDS = 100
"""How often text and layout may settle before a frame (Kivy's own: 20, too few for type that shrinks to fit)."""


def post(call: Callable[[], None]) -> None:
    """Brings a call to the screen's thread, from any thread."""
    Clock.schedule_once(lambda _: call(), 0)


def leave() -> None:
    """Ends the window; from a signal handler too."""
    Clock.schedule_once(lambda _: stopTouchApp(), 0)


class KioskWindow:
    """Opens the window and draws scenes into it.

    Attributes:
        stage: everything that is to be seen.

    Args:
        scene: gives the present scene.
        take: told what happens on the glass, and when time passes.
        reset: called after a failed handler; the visit begins anew.
        inch: the panel's diagonal.
        say: says aloud what is to be heard.
        alive: told again and again while this thread goes on.

    Raises:
        NoScreenError: the display does not answer.
        FontMissingError: no Chinese fonts.
    """

    def __init__(
        self,
        scene: Callable[[], Scene],
        take: Callable[[v.Happening], None],
        reset: Callable[[], None],
        inch: float,
        *,
        say: Callable[[Said], None] = lambda said: None,
        alive: Callable[[], None] = lambda: None,
    ) -> None:
        if Window is None:
            raise NoScreenError("打不开窗口：屏幕没有回应（DISPLAY）")
        faces = chinese_faces()
        LabelBase.register(DEFAULT_FONT, str(faces["Regular"]), fn_bold=str(faces["Bold"]))
        width, height = Window.size
        theme.fit(width, height, inch)
        quicken()
        self._wear(v.Look())
        Clock.max_iteration = ROUNDS
        self._scene = scene
        self._take = take
        self._alive = alive
        self._voice = ScreenVoice(say, lambda: self.parts)
        self._focus = Focus(lambda: controls(self.parts), self._voice.reached)
        self.stage = FloatLayout()
        self._frame = self._usual = Frame(take, self._voice.again)
        self._usual.make_all()
        self.stage.add_widget(self._frame)
        self.stage.add_widget(self._focus.ring)
        self._corners = Corners()
        self._shown: object = None
        self._warned = False
        self._step = ""
        Window.set_title("厅号 自助机")
        Window.bind(on_touch_down=self._on_touch, on_key_down=self._on_key)
        ExceptionManager.add_handler(Survivor(reset))

    @property
    def parts(self) -> tuple[Widget, ...]:
        """What is to be read and touched now, in the order of reading."""
        return self._frame.parts

    def draw(self) -> None:
        """Draws the present scene."""
        scene = self._scene()
        if scene.visit.ease.look != theme.look:
            self._dress(scene.visit.ease.look)
        self._frame.show(scene)
        shown, warning = (self._frame, *self._frame.shown), self._frame.warning
        if shown != self._shown:
            self._focus.forget()
        self._voice.follow(scene, shown, warned=warning and not self._warned)
        self._shown, self._warned = shown, warning
        step = type(scene.visit.step).__name__
        if step != self._step:
            self._step = step
            trace("screen", step=step)

    def run(self) -> None:
        """Until `leave`."""
        self._warm()
        self.draw()
        Clock.schedule_interval(lambda _: self._tick(), TICK_S)
        if tracing():
            tell_flips(lambda: self.parts)
        keep_for_good()
        runTouchApp(self.stage)

    def _warm(self) -> None:
        """Lays out what most visitors see, as it will be on the glass."""
        self.stage.size = Window.size
        scene = self._scene()
        for step in first_steps(scene.plan):
            self._frame.show(replace(scene, visit=replace(scene.visit, step=step)))
            Clock.tick_draw()

    def _tick(self) -> None:
        self._alive()
        self._take(v.Tick())

    def _dress(self, look: v.Look) -> None:
        """Another look: a new face, but the usual one is kept, as every visit ends with it."""
        self._wear(look)
        self._frame = self._usual if look == v.Look() else Frame(self._take, self._voice.again)
        self.stage.clear_widgets()
        self.stage.add_widget(self._frame)
        self.stage.add_widget(self._focus.ring)
        Pressable.settle()

    @staticmethod
    def _wear(look: v.Look) -> None:
        """The window is cleared in the colour of the paper, so that nothing needs to fill it."""
        theme.use(look)
        Window.clearcolor = theme.PAPER

    def _on_key(self, _window: object, code: int, *_: object) -> bool:
        """The five keys and the headset's; every other key of whatever was plugged in does nothing."""
        if code in HEADSET:
            self._take(v.Touched())
            self._take(v.Headset(HEADSET[code]))
            self._voice.welcome()
        key = KEYS.get(code)
        if key is None:
            return True
        self._take(v.Touched())
        self._take(v.KeyStruck())
        match key:
            case FiveKey.UP | FiveKey.DOWN:
                self._focus.move(1 if key is FiveKey.DOWN else -1)
            case FiveKey.OK:
                self._focus.press()
            case FiveKey.BACK:
                self._take(self._frame.way_back)
            case FiveKey.HELP:
                self._voice.again()
        return True

    def _on_touch(self, _window: object, touch: Any) -> None:
        trace("touch", x=touch.x, y=touch.y)
        self._take(v.Touched())
        if self._corners.touched(touch.x, touch.y, Window.size, time.monotonic()):
            self._take(v.CornersTouched())
