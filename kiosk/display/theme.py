"""The dark face of the display in tokens: colours, and lengths as pixels of a screen 1920 wide and 1080 high."""

from kiosk.screens.palettes import NORMAL, Colour

WHITE: Colour = NORMAL["CARD"]
HEAD: Colour = NORMAL["BRAND"]
GROUND: Colour = (10 / 255, 31 / 255, 43 / 255, 1.0)
PANEL: Colour = (18 / 255, 48 / 255, 63 / 255, 1.0)
FOOT: Colour = (6 / 255, 21 / 255, 29 / 255, 1.0)
CALL: Colour = (1.0, 207 / 255, 51 / 255, 1.0)
ON_CALL: Colour = (28 / 255, 20 / 255, 0.0, 1.0)
ON_CALL_SOFT: Colour = (77 / 255, 58 / 255, 0.0, 1.0)
SOFT: Colour = (159 / 255, 198 / 255, 214 / 255, 1.0)
QUIET: Colour = (207 / 255, 225 / 255, 232 / 255, 1.0)

PAIRS: tuple[tuple[Colour, Colour], ...] = (
    (WHITE, HEAD),
    (WHITE, PANEL),
    (SOFT, PANEL),
    (SOFT, GROUND),
    (QUIET, PANEL),
    (QUIET, FOOT),
    (ON_CALL, CALL),
    (ON_CALL_SOFT, CALL),
)
"""Every (text, ground) in use."""

WIDTH, HEIGHT = 1920, 1080

PANEL_INCH = 55
"""Diagonal of the smallest panel on which a call is read from ten metres."""
LEGIBLE_MM = 87
"""Least height of a call's digits there: half a degree of arc at ten metres."""


class _Screen:
    scale = 1.0


_screen = _Screen()


def fit(width_px: float, height_px: float) -> None:
    """Takes the screen's size; once, before the first widget is made."""
    _screen.scale = min(width_px / WIDTH, height_px / HEIGHT)


def scale() -> float:
    """Pixels of this screen for one of the reference screen."""
    return _screen.scale


def px(length: float) -> int:
    """Pixels of this screen for `length` pixels of the reference screen, at least one."""
    return max(1, round(length * _screen.scale))
