"""The face in use: its colours, and lengths in millimetres that become pixels of the panel."""

import math

from kiosk.screens.palettes import CONTRAST, LARGE, NORMAL, Colour
from kiosk.visit import Look

REFERENCE_INCH = 21.5
LARGER = 1.5
"""How much larger all type is for who asks for large type."""

LEAST_MM = 8.4
"""No type gets smaller than this where it shrinks until its words have room."""


class Theme:
    """The tokens of one look, for the layout files; a face is built anew when another look is put in use."""

    HEADER: Colour
    ON_HEADER: Colour
    BRAND: Colour
    ON_BRAND: Colour
    BRAND_DARK: Colour
    BRAND_LIGHT: Colour
    BRAND_PRESSED: Colour
    MAIN_PRESSED: Colour
    INK: Colour
    INK_SOFT: Colour
    LINE: Colour
    EDGE: Colour
    PAPER: Colour
    CARD: Colour
    HELP: Colour
    ON_HELP: Colour
    HELP_PRESSED: Colour
    HELP_LIGHT: Colour
    OK: Colour
    OK_LIGHT: Colour
    WRONG: Colour
    FOCUS: Colour

    NUMBER = 74.0
    """The digits of a ticket, large for everybody, and where there is little room."""
    MARGIN, GAP, RADIUS, BORDER = 14.0, 7.0, 6.0, 0.6
    BEZEL = 10.2
    """No control is nearer to the edge of the glass."""
    TARGET, LARGE_TARGET = 24.0, 30.0
    """Heights of controls; never under 20."""
    FOCUS_WIDTH = 1.6

    def __init__(self) -> None:
        self._px_per_mm = 1.0
        self._height_px = 1.0
        self.portrait = True
        self.fit(1080, 1920)
        self.use(Look())

    def fit(self, width_px: float, height_px: float, diagonal_inch: float = REFERENCE_INCH) -> None:
        """Takes the panel's size; once, before the first widget is made."""
        self._px_per_mm = math.hypot(width_px, height_px) / diagonal_inch / 25.4
        self._height_px = height_px
        self.portrait = height_px > width_px

    def use(self, look: Look) -> None:
        """Puts a look in use for the widgets that are made from now on."""
        self.look = look
        vars(self).update(CONTRAST if look.contrast else LARGE if look.large else NORMAL)
        scale = LARGER if look.large else 1.0
        self.SMALL, self.BODY, self.LEAD, self.TITLE, self.HEAD = (
            size * scale for size in (8.0, 9.0, 10.4, 13.0, 15.0)
        )
        """Sizes of type in millimetres."""
        self.LEAST_NUMBER = 18.0 if look.reach or not self.portrait else 44.0
        """The digits of a ticket where there is little room."""
        self.KEY = 20.0 if look.large and look.reach else 22.0
        """Side of a key of the touch keyboard."""
        self.EASE_TARGET = 30.0 if look.large else 25.0
        """Height of the controls that make the face easier to use: found without needing them."""

    def mm(self, length: float) -> int:
        """Pixels of `length` millimetres on this panel, at least one."""
        return max(1, round(length * self._px_per_mm))

    @property
    def foot(self) -> int:
        """Height of the bar at the foot in pixels: two rows where the panel stands upright."""
        rows = 2 if self.portrait else 1
        return self.mm(self.BEZEL) + rows * (self.mm(self.EASE_TARGET) + self.mm(self.GAP - 1))

    @property
    def reachable(self) -> int:
        """Height in pixels that controls above the foot may take when all are to be within reach: half the panel."""
        return int(self._height_px / 2) - self.foot


theme = Theme()
"""The one in use."""
