"""A panel in units, 1080 of which are its shorter side, and how large digits must be to be read from afar."""

from dataclasses import dataclass
from math import hypot, radians, tan

from queue_server.contract.plan import Display

SHORT = 1080.0
MM_PER_INCH = 25.4
LEGIBLE_DEGREES = 0.5
"""The least height of a digit as seen by the eye."""


@dataclass(frozen=True)
class Panel:
    """Its width and height in units, and how many millimetres a unit is there."""

    width: float
    height: float
    unit_mm: float

    @property
    def upright(self) -> bool:
        """Whether it hangs in portrait: calls stand above the rest then, else beside it."""
        return self.width < self.height * 1.2


def panel_of(display: Display) -> Panel:
    """The display's panel."""
    width_px, height_px = display.panel_px
    unit_px = min(width_px, height_px) / SHORT
    px_mm = display.panel_inch * MM_PER_INCH / hypot(width_px, height_px)
    return Panel(width_px / unit_px, height_px / unit_px, px_mm * unit_px)


def legible_mm(viewing_m: float) -> float:
    """The least height of a call's digits for a reader so far away: 87.3 mm at 10 m."""
    return viewing_m * 1000 * tan(radians(LEGIBLE_DEGREES))
