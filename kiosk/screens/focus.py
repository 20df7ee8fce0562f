"""The five keys: up, down, OK, back and help reach everything that a finger can touch."""

from collections.abc import Callable, Sequence
from enum import Enum

from kivy.graphics import Color, Line
from kivy.uix.widget import Widget

from kiosk.screens.controls import Pressable
from kiosk.screens.theme import theme

RING_GAP_MM = 1.2


class FiveKey(Enum):
    """The keys of an accessibility keypad; a keyboard's arrows, Enter, Backspace or Escape, and F1 do the same."""

    UP = "up"
    DOWN = "down"
    OK = "ok"
    BACK = "back"
    HELP = "help"


KEYS = {
    273: FiveKey.UP,
    276: FiveKey.UP,
    274: FiveKey.DOWN,
    275: FiveKey.DOWN,
    9: FiveKey.DOWN,
    13: FiveKey.OK,
    271: FiveKey.OK,
    32: FiveKey.OK,
    8: FiveKey.BACK,
    27: FiveKey.BACK,
    282: FiveKey.HELP,
}
"""By Kivy's key codes: arrows (left is up, right is down), tab, enter and space, backspace and escape, F1."""

HEADSET = {1073741930: True, 1073741931: False}
"""By SDL's key codes: F15 from an accessibility keypad with a socket, a headset came in; F16, it went."""


class FocusRing(Widget):  # type: ignore[misc]
    """A ring around the control that the keys are at; takes no touch."""

    def around(self, control: Pressable | None) -> None:
        """Draws it there, or nowhere."""
        self.canvas.clear()
        if control is None:
            return
        gap = theme.mm(RING_GAP_MM)
        x, y = control.to_window(control.x, control.y)
        box = (x - gap, y - gap, control.width + 2 * gap, control.height + 2 * gap, theme.mm(theme.RADIUS))
        with self.canvas:
            Color(*theme.FOCUS)
            Line(rounded_rectangle=box, width=theme.mm(theme.FOCUS_WIDTH) / 2)


class Focus:
    """Where the keys are among the present controls.

    Args:
        present: the controls that can be touched now, in the order of reading.
        reached: told which control the keys have come to.
    """

    def __init__(self, present: Callable[[], Sequence[Pressable]], reached: Callable[[Pressable], None]) -> None:
        self._present = present
        self._reached = reached
        self._at: Pressable | None = None
        self.ring = FocusRing()

    def forget(self) -> None:
        """Another screen: the keys are before its first control."""
        self._at = None
        self.ring.around(None)

    def move(self, by: int) -> None:
        """To the next control (1) or the one before (-1); after the last one comes the first."""
        present = self._present()
        if not present:
            return
        before_all = -1 if by > 0 else 0
        place = (present.index(self._at) if self._at in present else before_all) + by
        self._at = present[place % len(present)]
        self.ring.around(self._at)
        self._reached(self._at)

    def press(self) -> None:
        """The control is touched; the first one where the keys have not moved yet."""
        if self._at is not None and self._at in self._present():
            self._at.activate()
        else:
            self.move(1)

    def keep(self) -> None:
        """After the screen was drawn anew: the ring stays where the control is, or goes with it."""
        if self._at is not None:
            self.ring.around(self._at if self._at in self._present() else None)
