"""A picture of this terminal's own screen, small enough for the wire."""

import io

from kivy.core.window import Window
from kivy.uix.widget import Widget
from PIL import Image

from queue_server.contract.orders import MOST_PICTURE_BYTES

SIDE_PX = 1280
QUALITIES = (80, 60, 40, 20)


class PictureTooLargeError(Exception):
    """Not even the worst quality fits."""


def picture_of(root: Widget) -> bytes:
    """What `root` shows on the window's ground, as a JPEG of at most `MOST_PICTURE_BYTES`; on the screen's thread.

    Raises:
        PictureTooLargeError: it does not fit.
    """
    texture = root.export_as_image().texture
    drawn = Image.frombytes("RGBA", texture.size, texture.pixels)
    ground = tuple(round(255 * part) for part in Window.clearcolor[:3])
    seen = Image.new("RGB", drawn.size, ground)
    seen.paste(drawn, mask=drawn.getchannel("A"))
    seen.thumbnail((SIDE_PX, SIDE_PX))
    for quality in QUALITIES:
        made = io.BytesIO()
        seen.save(made, "JPEG", quality=quality)
        if made.tell() <= MOST_PICTURE_BYTES:
            return made.getvalue()
    raise PictureTooLargeError
