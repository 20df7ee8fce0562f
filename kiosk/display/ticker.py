"""Draws a line that runs across the screen because it is too long for it."""

from collections.abc import Callable

from kivy.graphics import Color, PopMatrix, PushMatrix, Rectangle, Translate
from kivy.graphics.scissor_instructions import ScissorPop, ScissorPush
from kivy.graphics.texture import Texture

from kiosk.display import theme
from kiosk.display.layout import Ticker, ticker_left


class RunningLine:
    """One line, drawn into the canvas in whose context it is made; `corner` is the picture's top left in the window."""

    def __init__(self, ticker: Ticker, corner: tuple[int, int], texture: Callable[[str, float], Texture]) -> None:
        left, top = corner
        wide, high = theme.px(theme.WIDTH), theme.px(theme.HEIGHT)
        self._length = ticker.length
        ScissorPush(x=left, y=top - high, width=wide, height=high)
        PushMatrix()
        self._place = Translate(left, 0)
        self._left = left
        Color(*ticker.colour)
        for start, words in ticker.pieces:
            drawn = texture(words, ticker.size)
            y = top - round(ticker.middle * theme.scale() + drawn.height / 2)
            Rectangle(texture=drawn, pos=(round(start * theme.scale()), y), size=drawn.size)
        PopMatrix()
        ScissorPop()

    def move(self, seconds: float) -> None:
        """Puts the line where it is after so long."""
        self._place.x = self._left + round(ticker_left(self._length, seconds) * theme.scale())
