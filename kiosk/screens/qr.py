"""A QR code on the screen, black on white whatever the colours around it."""

import segno
from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.properties import StringProperty
from kivy.uix.widget import Widget

QUIET_MODULES = 4


class QrCode(Widget):  # type: ignore[misc]
    """The largest square that fits, its quiet zone included; nothing while `content` is empty."""

    content = StringProperty("")

    def __init__(self, **options: object) -> None:
        self._texture: Texture | None = None
        super().__init__(**options)
        for name in ("pos", "size"):
            self.fbind(name, self._draw)

    def on_content(self, _widget: object, content: str) -> None:
        self._texture = _texture(content) if content else None
        self._draw()

    def _draw(self, *_: object) -> None:
        self.canvas.clear()
        if self._texture is None:
            return
        side = min(self.size)
        with self.canvas:
            Color(1, 1, 1, 1)
            Rectangle(
                texture=self._texture, pos=(self.center_x - side / 2, self.center_y - side / 2), size=(side, side)
            )


def _texture(content: str) -> Texture:
    rows = list(segno.make_qr(content, error="m").matrix_iter(border=QUIET_MODULES))
    texture = Texture.create(size=(len(rows), len(rows)), colorfmt="luminance")
    texture.mag_filter = texture.min_filter = "nearest"
    shades = bytes(0 if dark else 255 for row in reversed(rows) for dark in row)
    texture.blit_buffer(shades, colorfmt="luminance", bufferfmt="ubyte")
    return texture
