"""The desktop in front of the person, where there is one, and sizes of windows that fit on it."""

import os
import subprocess

Size = tuple[int, int]

ASK_TIMEOUT_S = 5.0
WITHIN = 0.88
"""Panels and title bars need the rest."""


def desktop() -> Size | None:
    """The size of the screen that `$DISPLAY` names; None without one, or when it cannot be reached."""
    if not os.environ.get("DISPLAY"):
        return None
    try:
        asked = subprocess.run(
            ["xdotool", "getdisplaygeometry"], capture_output=True, timeout=ASK_TIMEOUT_S, check=True, text=True
        )
        width, height = (int(part) for part in asked.stdout.split())
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return width, height


def side_by_side(kiosk: Size, display: Size, screen: Size) -> tuple[Size, Size]:
    """Both windows in their own proportions, made smaller so that they fit next to each other on `screen`; pure."""
    width, height = screen[0] * WITHIN, screen[1] * WITHIN
    kiosk = _within(kiosk, width / 2, height)
    return kiosk, _within(display, width - kiosk[0], height)


def _within(size: Size, width: float, height: float) -> Size:
    factor = min(1.0, width / size[0], height / size[1])
    return round(size[0] * factor), round(size[1] * factor)
