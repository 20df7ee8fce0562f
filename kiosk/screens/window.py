"""The kiosk's window: one session, its screens, and nothing that an odd touch or a failed handler could stop."""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kivy.base import ExceptionHandler, ExceptionManager, runTouchApp, stopTouchApp
from kivy.clock import Clock
from kivy.core.text import DEFAULT_FONT, LabelBase
from kivy.core.window import Window

from kiosk import visit as v
from kiosk.fonts import chinese_faces
from kiosk.screens import theme
from kiosk.screens.confirm import ConfirmScreen
from kiosk.screens.corners import Corners
from kiosk.screens.door import ChecksScreen, DoorScreen
from kiosk.screens.facts import FactsScreen
from kiosk.screens.frame import Frame
from kiosk.screens.home import HomeScreen
from kiosk.screens.matters import MattersScreen
from kiosk.screens.my_ticket import MyTicketScreen
from kiosk.screens.number import NumberScreen
from kiosk.screens.online import OnlineScreen
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.search import SearchScreen
from kiosk.screens.setting import NoScreenError
from kiosk.screens.sorry import SorryScreen
from kiosk.trace import trace

log = logging.getLogger(__name__)

TICK_S = 0.25
RESET_S = 0.3
"""A failed screen is begun anew so soon, and one that fails every time not more often."""


def post(call: Callable[[], None]) -> None:
    """Brings a call to the screen's thread, from any thread."""
    Clock.schedule_once(lambda _: call(), 0)


def leave() -> None:
    """Ends the window; from a signal handler too."""
    Clock.schedule_once(lambda _: stopTouchApp(), 0)


class KioskWindow:
    """Opens the window and draws scenes into it.

    Args:
        scene: gives the present scene.
        take: told what happens on the glass, and when time passes.
        reset: called after a failed handler; the visit begins anew.

    Raises:
        NoScreenError: the display does not answer.
        FontMissingError: no Chinese fonts.
    """

    def __init__(
        self, scene: Callable[[], Scene], take: Callable[[v.Happening], None], reset: Callable[[], None], inch: float
    ) -> None:
        if Window is None:
            raise NoScreenError("打不开窗口：屏幕没有回应（DISPLAY）")
        faces = chinese_faces()
        LabelBase.register(DEFAULT_FONT, str(faces["Regular"]), fn_bold=str(faces["Bold"]))
        width, height = Window.size
        theme.fit(width, height, inch)
        self._scene = scene
        self._take = take
        portrait = height > width
        confirm = ConfirmScreen(take, portrait=portrait)
        screens: dict[type, Screen] = {
            v.Idle: HomeScreen(take, portrait=portrait),
            v.Matters: MattersScreen(take, portrait=portrait),
            v.Search: SearchScreen(take, portrait=portrait),
            v.Confirm: confirm,
            v.Facts: FactsScreen(take, portrait=portrait),
            v.Online: OnlineScreen(take, portrait=portrait),
            v.Asking: confirm,
            v.Number: NumberScreen(take, portrait=portrait),
            v.Sorry: SorryScreen(take, portrait=portrait),
            v.MyTicket: MyTicketScreen(take, portrait=portrait),
            v.Door: DoorScreen(take, portrait=portrait),
            v.Checks: ChecksScreen(take, portrait=portrait),
        }
        self._frame = Frame(screens, take, portrait=portrait)
        self._corners = Corners()
        self._first = True
        self._step = ""
        Window.clearcolor = theme.PAPER
        Window.set_title("厅号 自助机")
        Window.bind(on_touch_down=self._on_touch, on_flip=self._on_flip)
        ExceptionManager.add_handler(_Survivor(reset))

    def draw(self) -> None:
        """Draws the present scene."""
        scene = self._scene()
        self._frame.show(scene)
        step = type(scene.visit.step).__name__
        if step != self._step:
            self._step = step
            trace("screen", step=step)

    def run(self) -> None:
        """Until `leave`."""
        self.draw()
        Clock.schedule_interval(lambda _: self._take(v.Tick()), TICK_S)
        runTouchApp(self._frame)

    def _on_touch(self, _window: object, touch: Any) -> None:
        trace("touch", x=touch.x, y=touch.y)
        self._take(v.Touched())
        if self._corners.touched(touch.x, touch.y, Window.size, time.monotonic()):
            self._take(v.CornersTouched())

    def _on_flip(self, *_: object) -> None:
        if self._first:
            self._first = False
            Clock.schedule_once(lambda _: trace("first_frame"), 0)


class _Survivor(ExceptionHandler):  # type: ignore[misc]
    """A failed handler is written down and the kiosk goes back to its first screen."""

    def __init__(self, reset: Callable[[], None]) -> None:
        super().__init__()
        self._reset = reset

    def handle_exception(self, exception: BaseException) -> int:
        if not isinstance(exception, Exception):
            return int(ExceptionManager.RAISE)
        log.error("a screen failed", exc_info=exception)
        Clock.schedule_once(lambda _: self._reset(), RESET_S)
        return int(ExceptionManager.PASS)


def hall_time(timezone: str) -> datetime:
    """The hall's local time now."""
    return datetime.now(ZoneInfo(timezone))
