"""Draws a line that runs across the screen because it is too long for it."""

from typing import Protocol

from kivy.graphics import PopMatrix, PushMatrix, Rectangle, Translate
from kivy.graphics.scissor_instructions import ScissorPop, ScissorPush
from kivy.graphics.texture import Texture

from queue_server.showing import Ticker
from queue_server.showing.foot import ticker_left

PIECE = 24
"""Signs of a piece of the line, each small enough for a texture."""


class Textures(Protocol):
    """Makes textures of words."""

    def __call__(self, text: str, size_px: float, *, bold: bool = False) -> Texture: ...


class RunningLine:
    """One line, drawn into the canvas in whose context it is made.

    Args:
        place: its left edge and its middle in the window, in pixels.
        room: the width that it runs across, in pixels.
        scale: pixels of a unit.
    """

    def __init__(self, ticker: Ticker, place: tuple[int, int], room: int, scale: float, texture: Textures) -> None:
        self._left, middle = place
        self._room, self._scale, self._ticker = room, scale, ticker
        half = round(ticker.size * scale)
        ScissorPush(x=self._left, y=middle - half, width=room, height=2 * half)
        PushMatrix()
        self._place = Translate(self._left, 0)
        start = 0
        for begin in range(0, len(ticker.text), PIECE):
            drawn = texture(ticker.text[begin : begin + PIECE], ticker.size * scale)
            Rectangle(texture=drawn, pos=(start, middle - round(drawn.height / 2)), size=drawn.size)
            start += drawn.width
        PopMatrix()
        ScissorPop()

    def move(self, now_s: float) -> None:
        """Puts the line where it is at so many seconds of the epoch."""
        left = ticker_left(self._ticker.width, self._room / self._scale, now_s - self._ticker.began)
        self._place.x = self._left + round(left * self._scale)
