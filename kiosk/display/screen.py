"""The display's window: draws the painting when it has changed, and survives whatever fails."""

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
from kivy.utils import get_color_from_hex

from kiosk.display.mistakes import NoScreenError
from kiosk.display.ticker import RunningLine
from kiosk.fonts import chinese_faces
from queue_server.showing import Box, Painting, Ticker, Words
from queue_server.showing.theme import GROUND

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


def every(seconds: float, call: Callable[[], None]) -> None:
    """Calls on the screen's thread, again and again."""
    Clock.schedule_interval(lambda _: call(), seconds)


class DisplayWindow:
    """Opens the window; `painting` gives what is to be seen now, `size` its width and height in its own units.

    `alive` is told again and again while this thread goes on.

    Attributes:
        canvas: everything that is to be seen.

    Raises:
        NoScreenError: no display.
        FontMissingError: no Chinese fonts.
    """

    def __init__(
        self,
        painting: Callable[[], Painting],
        size: tuple[float, float],
        alive: Callable[[], None] = lambda: None,
    ) -> None:
        if Window is None:
            raise NoScreenError("打不开窗口：没有可用的屏幕（DISPLAY）")
        faces = chinese_faces()
        LabelBase.register(DEFAULT_FONT, str(faces["Regular"]), fn_bold=str(faces["Bold"]))
        self._painting = painting
        self._size = size
        self._alive = alive
        self._drawn: Painting | None = None
        self._running: RunningLine | None = None
        self.canvas = Widget()
        Window.clearcolor = get_color_from_hex(GROUND)
        Window.set_title("厅号 综合显示屏")
        Window.bind(on_request_close=lambda *_, **__: False, on_resize=lambda *_: self._again())
        ExceptionManager.add_handler(_Survivor())

    def draw(self, seen: Callable[[], None] | None = None) -> None:
        """Draws what is to be seen now, where it differs from what is; `seen` is called once that is on the glass."""
        try:
            painting = self._painting()
            if painting != self._drawn:
                self._put(painting)
                self._drawn = painting
        finally:
            if seen is not None:
                Clock.schedule_once(lambda _: seen(), 0)  # in the next frame: this one ends with the picture

    def run(self) -> None:
        """Until `leave`."""
        self.draw()
        Clock.schedule_interval(lambda _: self._tick(), TICK_S)
        Clock.schedule_interval(lambda _: self._move(), FRAME_S)
        runTouchApp(self.canvas)

    def _tick(self) -> None:
        self._alive()
        self.draw()

    def _again(self) -> None:
        self._drawn = None
        self.draw()

    def _put(self, painting: Painting) -> None:
        canvas, scale = self.canvas.canvas, self._scale()
        left, top = self._corner(scale)
        canvas.clear()
        self._running = None
        with canvas:
            for part in painting:
                Color(*get_color_from_hex(part.colour))
                match part:
                    case Box():
                        size = (max(1, round(part.width * scale)), max(1, round(part.height * scale)))
                        at = (left + round(part.x * scale), top - round(part.y * scale) - size[1])
                        if part.radius:
                            RoundedRectangle(pos=at, size=size, radius=[round(part.radius * scale)], segments=24)
                        else:
                            Rectangle(pos=at, size=size)
                    case Words():
                        texture = _texture(part.text, part.size * scale, bold=part.bold)
                        x = left + round(part.x * scale - texture.width * part.anchor)
                        y = top - round(part.middle * scale + texture.height / 2)
                        Rectangle(texture=texture, pos=(x, y), size=texture.size)
                    case Ticker():
                        room = round(self._size[0] * scale)
                        middle = top - round(part.middle * scale)
                        self._running = RunningLine(part, (left, middle), room, scale, _texture)
        self._move()

    def _move(self) -> None:
        if self._running is not None:
            self._running.move(time.time())

    def _scale(self) -> float:
        """Pixels of a unit."""
        return float(min(side / units for side, units in zip(Window.size, self._size, strict=True)))

    def _corner(self, scale: float) -> tuple[int, int]:
        """The top left corner of the picture in the window's coordinates, which begin at the bottom."""
        width, height = Window.size
        return round((width - self._size[0] * scale) / 2), round(height - (height - self._size[1] * scale) / 2)


def _texture(text: str, size_px: float, *, bold: bool = False) -> Texture:
    label = CoreLabel(text=text, font_size=max(1, round(size_px)), bold=bold, color=(1, 1, 1, 1))
    label.refresh()
    return label.texture


class _Survivor(ExceptionHandler):  # type: ignore[misc]
    """A failed handler is written down; the display goes on."""

    def handle_exception(self, exception: BaseException) -> int:
        if not isinstance(exception, Exception):
            return int(ExceptionManager.RAISE)
        log.error("the display failed to show something", exc_info=exception)
        return int(ExceptionManager.PASS)
