"""Lamps at the windows on GPIO lines: what they should show as a value, one driver, the lines injected."""

from devices.lamp.lamp import Glow, Lamp, LampHealth
from devices.lamp.lines import GpiodLines, Lines

__all__ = ["Glow", "GpiodLines", "Lamp", "LampHealth", "Lines"]
