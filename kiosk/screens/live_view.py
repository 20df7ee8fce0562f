"""What the camera sees: the live picture with the paper's outline, and small pictures of the pages taken."""

import numpy as np
from kivy.graphics import Color, Line, Rectangle
from kivy.graphics.texture import Texture
from kivy.uix.widget import Widget
from numpy.typing import NDArray

from kiosk.scanning.desk_watch import LivePicture
from kiosk.screens.theme import theme

Picture = NDArray[np.uint8]


class PictureView(Widget):  # type: ignore[misc]
    """One picture in BGR, as large as fits; nothing of it is left in the graphics memory once it is gone."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self._texture: Texture | None = None
        for name in ("pos", "size"):
            self.fbind(name, self._place)

    def show(self, picture: Picture | None) -> None:
        """Shows this one, or none."""
        if picture is None:
            self._forget()
            return
        height, width = picture.shape[:2]
        if self._texture is None or self._texture.size != (width, height):
            self._forget()
            self._texture = Texture.create(size=(width, height), colorfmt="rgb")
            self._texture.flip_vertical()
        self._blit(np.ascontiguousarray(picture[:, :, ::-1]))
        self._place()

    def _blit(self, picture: Picture) -> None:
        assert self._texture is not None
        self._texture.blit_buffer(picture.reshape(-1), colorfmt="rgb", bufferfmt="ubyte")

    def _forget(self) -> None:
        if self._texture is not None:
            width, height = self._texture.size
            self._blit(np.zeros((int(height), int(width), 3), np.uint8))
            self._texture = None
        self.canvas.clear()

    def _box(self) -> tuple[float, float, float, float]:
        """Left, bottom, width and height of the picture in the window."""
        assert self._texture is not None
        width, height = self._texture.size
        scale = min(self.width / width, self.height / height)
        shown = width * scale, height * scale
        return self.center_x - shown[0] / 2, self.center_y - shown[1] / 2, *shown

    def _place(self, *_: object) -> None:
        self.canvas.clear()
        if self._texture is None:
            return
        left, bottom, width, height = self._box()
        with self.canvas:
            Color(1, 1, 1, 1)
            Rectangle(texture=self._texture, pos=(left, bottom), size=(width, height))
        self._draw_over(left, bottom, width, height)

    def _draw_over(self, left: float, bottom: float, width: float, height: float) -> None:
        """What lies over the picture: nothing."""


class LiveView(PictureView):
    """The live picture; the paper's outline is drawn as far around as it has lain still."""

    def __init__(self, **options: object) -> None:
        self._live: LivePicture | None = None
        super().__init__(**options)

    def look(self, live: LivePicture | None) -> None:
        """Shows what is seen now."""
        if live is not self._live:
            self._live = live
            self.show(live.picture if live else None)

    def _draw_over(self, left: float, bottom: float, width: float, height: float) -> None:
        live = self._live
        if live is None or live.corners is None or self._texture is None:
            return
        across, down = width / self._texture.width, height / self._texture.height
        corners = [(left + x * across, bottom + height - y * down) for x, y in live.corners]
        with self.canvas:
            Color(*theme.HELP[:3], 1)
            _outline(corners, 1.0)
            Color(*theme.OK[:3], 1)
            _outline(corners, 1.0 if live.taken else live.steady_share)


def _outline(corners: list[tuple[float, float]], share: float) -> None:
    """So much of the way around the corners, as a thick line."""
    if share <= 0:
        return
    points = [*corners[0]]
    for place in range(4):
        (x, y), (to_x, to_y) = corners[place], corners[(place + 1) % 4]
        part = min(1.0, max(0.0, share * 4 - place))
        points += [x + (to_x - x) * part, y + (to_y - y) * part]
    Line(points=points, width=theme.mm(1), joint="round", cap="round")
