"""The display's window: draws what is shown when it has changed, and survives whatever fails."""

import logging
import time
from collections.abc import Callable

from kivy.base import ExceptionHandler, ExceptionManager, runTouchApp, stopTouchApp
from kivy.clock import Clock
from kivy.core.text import DEFAULT_FONT, LabelBase
from kivy.core.text import Label as CoreLabel
from kivy.core.window import Window
from kivy.graphics import Color, Rectangle, RoundedRectangle
from kivy.graphics.texture import Texture
from kivy.uix.widget import Widget

from kiosk.display import theme
from kiosk.display.layout import Box, Painting, Ticker, Words, paint
from kiosk.display.mistakes import NoScreenError
from kiosk.display.rows import Shown
from kiosk.display.ticker import RunningLine
from kiosk.fonts import chinese_faces

log = logging.getLogger(__name__)

TICK_S = 0.5
FRAME_S = 1 / 30
"""How often a running line moves."""


def post(call: Callable[[], None]) -> None:
    """Brings a call to the screen's thread, from any thread."""
    Clock.schedule_once(lambda _: call(), 0)


def leave() -> None:
    """Ends the window; from a signal handler too."""
    Clock.schedule_once(lambda _: stopTouchApp(), 0)


class DisplayWindow:
    """Opens the window; `shown` gives what is to be seen now.

    Raises:
        NoScreenError: no display.
        FontMissingError: no Chinese fonts.
    """

    def __init__(self, shown: Callable[[], Shown]) -> None:
        if Window is None:
            raise NoScreenError("打不开窗口：没有可用的屏幕（DISPLAY）")
        faces = chinese_faces()
        LabelBase.register(DEFAULT_FONT, str(faces["Regular"]), fn_bold=str(faces["Bold"]))
        theme.fit(*Window.size)
        self._shown = shown
        self._drawn: Shown | None = None
        self._running: RunningLine | None = None
        self._since = time.monotonic()
        self._canvas = Widget()
        Window.clearcolor = theme.GROUND
        Window.set_title("厅号 综合显示屏")
        Window.bind(on_request_close=lambda *_, **__: False, on_resize=lambda *_: self._again())
        ExceptionManager.add_handler(_Survivor())

    def draw(self) -> None:
        """Draws what is to be seen now, where it differs from what is."""
        shown = self._shown()
        if shown == self._drawn:
            return
        self._put(paint(shown, width_of))
        self._drawn = shown

    def run(self) -> None:
        """Until `leave`."""
        self.draw()
        Clock.schedule_interval(lambda _: self.draw(), TICK_S)
        Clock.schedule_interval(lambda _: self._move(), FRAME_S)
        runTouchApp(self._canvas)

    def _again(self) -> None:
        theme.fit(*Window.size)
        self._drawn = None
        self.draw()

    def _put(self, painting: Painting) -> None:
        canvas, (left, top) = self._canvas.canvas, _corner()
        canvas.clear()
        self._running = None
        with canvas:
            for part in painting:
                match part:
                    case Box():
                        size = (theme.px(part.width), theme.px(part.height))
                        at = (left + round(part.x * theme.scale()), top - round(part.y * theme.scale()) - size[1])
                        Color(*part.colour)
                        if part.radius:
                            RoundedRectangle(pos=at, size=size, radius=[theme.px(part.radius)], segments=24)
                        else:
                            Rectangle(pos=at, size=size)
                    case Words():
                        texture = _texture(part.text, part.size, part.bold)
                        x = left + round(part.x * theme.scale() - texture.width * part.anchor)
                        y = top - round(part.middle * theme.scale() + texture.height / 2)
                        Color(*part.colour)
                        Rectangle(texture=texture, pos=(x, y), size=texture.size)
                    case Ticker():
                        self._running = RunningLine(part, (left, top), lambda text, size: _texture(text, size, False))
        self._move()

    def _move(self) -> None:
        if self._running is not None:
            self._running.move(time.monotonic() - self._since)


def width_of(text: str, size: float, bold: bool) -> float:
    """How wide the text is, in pixels of the reference screen."""
    label = CoreLabel(text=text, font_size=theme.px(size), bold=bold)
    return float(label.get_extents(text)[0]) / theme.scale()


def _texture(text: str, size: float, bold: bool) -> Texture:
    label = CoreLabel(text=text, font_size=theme.px(size), bold=bold, color=(1, 1, 1, 1))
    label.refresh()
    return label.texture


def _corner() -> tuple[int, int]:
    """The top left corner of the picture in the window's coordinates, which begin at the bottom."""
    width, height = Window.size
    return (width - theme.px(theme.WIDTH)) // 2, height - (height - theme.px(theme.HEIGHT)) // 2


class _Survivor(ExceptionHandler):  # type: ignore[misc]
    """A failed handler is written down; the display goes on."""

    def handle_exception(self, exception: BaseException) -> int:
        if not isinstance(exception, Exception):
            return int(ExceptionManager.RAISE)
        log.error("the display failed to show something", exc_info=exception)
        return int(ExceptionManager.PASS)
