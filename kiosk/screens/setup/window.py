"""The window of the first start: its screens, and nothing that an odd touch or a failed handler could stop."""

from collections.abc import Callable
from typing import Any

from kivy.base import ExceptionManager, runTouchApp
from kivy.clock import Clock
from kivy.core.text import DEFAULT_FONT, LabelBase
from kivy.core.window import Window
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from kiosk.fonts import chinese_faces
from kiosk.screens.flips import tell_flips
from kiosk.screens.setting import NoScreenError
from kiosk.screens.setup.frame import SetupFrame
from kiosk.screens.setup.scene import SetupScene
from kiosk.screens.surviving import Survivor
from kiosk.screens.swiftness import quicken
from kiosk.screens.theme import theme
from kiosk.setup import happenings as h
from kiosk.trace import trace, tracing
from kiosk.visit import Look

TICK_S = 0.25
ROUNDS = 100


class SetupWindow:
    """Opens the window and draws scenes into it.

    Args:
        scene: gives the present scene.
        take: told what happens on the glass, and when time passes.
        inch: the panel's diagonal.

    Raises:
        NoScreenError: the display does not answer.
        FontMissingError: no Chinese fonts.
    """

    def __init__(self, scene: Callable[[], SetupScene], take: Callable[[h.Happening], None], inch: float) -> None:
        if Window is None:
            raise NoScreenError("打不开窗口：屏幕没有回应（DISPLAY）")
        faces = chinese_faces()
        LabelBase.register(DEFAULT_FONT, str(faces["Regular"]), fn_bold=str(faces["Bold"]))
        width, height = Window.size
        theme.fit(width, height, inch)
        quicken()
        theme.use(Look())
        Window.clearcolor = theme.PAPER
        Clock.max_iteration = ROUNDS
        self._scene, self._take = scene, take
        self.stage = FloatLayout()
        self._frame = SetupFrame(take)
        self.stage.add_widget(self._frame)
        self._step = ""
        Window.set_title("厅号 新终端")
        Window.bind(on_touch_down=self._on_touch, on_key_down=lambda *_: True)
        ExceptionManager.add_handler(Survivor(self.draw))

    @property
    def parts(self) -> tuple[Widget, ...]:
        """What is to be read and touched now, in the order of reading."""
        return self._frame.parts

    def draw(self) -> None:
        """Draws the present scene."""
        scene = self._scene()
        self._frame.show(scene)
        step = type(scene.setup.step).__name__
        if step != self._step:
            self._step = step
            trace("screen", step=step)

    def run(self) -> None:
        """Until `kiosk.screens.window.leave`."""
        self.draw()
        Clock.schedule_interval(lambda _: self._take(h.Tick()), TICK_S)
        if tracing():
            tell_flips(lambda: self.parts)
        runTouchApp(self.stage)

    def _on_touch(self, _window: object, touch: Any) -> None:
        trace("touch", x=touch.x, y=touch.y)
        self._take(h.Touched())
