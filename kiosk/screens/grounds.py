"""The ground of a panel, border and round corners, as one small picture to be stretched: no pixel is filled twice."""

import functools
from collections.abc import Sequence

import numpy as np
from kivy.graphics.texture import Texture

from kiosk.screens.palettes import Colour
from kiosk.screens.theme import theme


def panel_ground(fill: Sequence[float], line: Sequence[float]) -> Texture:
    """The picture in these colours, for a `BorderImage` whose borders are the theme's radius."""
    return _ground(_colour(fill), _colour(line), theme.mm(theme.RADIUS), theme.mm(theme.BORDER))


def _colour(parts: Sequence[float]) -> Colour:
    red, green, blue, alpha = parts
    return red, green, blue, alpha


@functools.cache
def _ground(fill: Colour, line: Colour, radius: int, border: int) -> Texture:
    side = 2 * radius + 1
    centres = np.arange(side) + 0.5
    beyond = np.maximum(0, np.abs(centres - side / 2) - 0.5)
    inward = radius - np.hypot(beyond[:, None], beyond[None, :])
    inner = np.clip(inward - border + 0.5, 0, 1)[..., None]
    pixels = np.array(line) * (1 - inner) + np.array(fill) * inner
    pixels[..., 3] *= np.clip(inward + 0.5, 0, 1)
    texture = Texture.create(size=(side, side), colorfmt="rgba")
    texture.mag_filter = texture.min_filter = "nearest"
    texture.blit_buffer(np.round(pixels * 255).astype(np.uint8).tobytes(), colorfmt="rgba", bufferfmt="ubyte")
    return texture
