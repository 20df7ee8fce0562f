"""The four corners of the glass, touched clockwise from the top left: nobody does that by chance."""

CORNER_SHARE = 0.12
"""A corner is this share of the shorter side."""
WITHIN_S = 8.0
ORDER = ("top left", "top right", "bottom right", "bottom left")


class Corners:
    """Follows the touches of one glass."""

    def __init__(self) -> None:
        self._next = 0
        self._began = 0.0

    def touched(self, x: float, y: float, size: tuple[float, float], now: float) -> bool:
        """Whether this touch is the fourth corner.

        Args:
            x, y: pixels from the bottom left.
            now: seconds of any rising clock.
        """
        corner = _corner(x, y, size)
        if self._next and now - self._began > WITHIN_S:
            self._next = 0
        if corner != ORDER[self._next]:
            self._next = 0
        if corner != ORDER[self._next]:
            return False
        if self._next == 0:
            self._began = now
        self._next = (self._next + 1) % len(ORDER)
        return self._next == 0


def _corner(x: float, y: float, size: tuple[float, float]) -> str:
    width, height = size
    near = CORNER_SHARE * min(size)
    across = "left" if x <= near else "right" if x >= width - near else ""
    along = "bottom" if y <= near else "top" if y >= height - near else ""
    return f"{along} {across}" if along and across else ""
