"""The face in tokens: colours, and lengths in millimetres that become pixels of the panel in use."""

import math

Colour = tuple[float, float, float, float]


def _hex(code: str) -> Colour:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue, 1.0


BRAND = _hex("#0B5D7A")
BRAND_DARK = _hex("#083F54")
BRAND_LIGHT = _hex("#E3F0F4")
BRAND_PRESSED = _hex("#C9E1E9")
INK = _hex("#16222E")
INK_SOFT = _hex("#4A5A68")
LINE = _hex("#D5DDE2")
PAPER = _hex("#F5F7F8")
CARD = _hex("#FFFFFF")
HELP = _hex("#A15C00")
HELP_DARK = _hex("#7C4700")
HELP_LIGHT = _hex("#FBF1E2")
OK = _hex("#1D7A46")
OK_LIGHT = _hex("#E5F2EA")
WRONG = _hex("#B3261E")

PAIRS: tuple[tuple[Colour, Colour], ...] = (
    (CARD, BRAND),
    (CARD, BRAND_DARK),
    (BRAND_DARK, CARD),
    (BRAND_DARK, BRAND_LIGHT),
    (BRAND_DARK, BRAND_PRESSED),
    (INK, CARD),
    (INK, PAPER),
    (INK, BRAND_LIGHT),
    (INK, BRAND_PRESSED),
    (INK, HELP_LIGHT),
    (INK, OK_LIGHT),
    (INK_SOFT, CARD),
    (INK_SOFT, PAPER),
    (INK_SOFT, BRAND_PRESSED),
    (CARD, HELP),
    (CARD, HELP_DARK),
    (HELP_DARK, HELP_LIGHT),
    (OK, OK_LIGHT),
)
"""Every (text, ground) in use."""

SMALL, BODY, LEAD, TITLE, HEAD, NUMBER = 8.0, 9.0, 10.4, 13.0, 15.0, 74.0
"""Sizes of type in millimetres."""
MARGIN, GAP, RADIUS, EDGE = 14.0, 7.0, 6.0, 0.6
BAR = 44.0
"""Height of the bar at the foot."""
TARGET, LARGE_TARGET = 24.0, 28.0
"""Heights of buttons; never under 20."""

REFERENCE_INCH = 21.5


class _Panel:
    px_per_mm = math.hypot(1080, 1920) / REFERENCE_INCH / 25.4


_panel = _Panel()


def fit(width_px: float, height_px: float, diagonal_inch: float = REFERENCE_INCH) -> None:
    """Takes the panel's size; once, before the first widget is made."""
    _panel.px_per_mm = math.hypot(width_px, height_px) / diagonal_inch / 25.4


def mm(length: float) -> int:
    """Pixels of `length` millimetres on this panel, at least one."""
    return max(1, round(length * _panel.px_per_mm))


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio" and "relative luminance"."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
