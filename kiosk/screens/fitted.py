"""A panel whose type shrinks until all of its words have room: large type in half a screen must not be cut off."""

from kivy.clock import Clock

from kiosk.screens.controls import Panel, Words
from kiosk.screens.theme import LEAST_MM, theme

STEP, LARGEST_STEP = 0.95, 0.7
QUIET_ROUNDS = 4


class Fitted(Panel):
    """Tries the full size again whenever its words or its room change; no type gets smaller than `LEAST_MM`."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self._known: tuple[object, ...] = ()
        self._scale = 1.0
        self._wanted, self._quiet = 0.0, 0
        self._later = Clock.create_trigger(self._fit, -1)
        for name in ("size", "minimum_height"):
            self.fbind(name, self._later)

    def _fit(self, *_: object) -> None:
        """Judges only what has come to rest: a word's height follows its width some rounds later."""
        words = [label for label in self.walk(restrict=True) if isinstance(label, Words)]
        known = (*self.size, *(label.words for label in words))
        self._quiet = self._quiet + 1 if self.minimum_height == self._wanted else 0
        self._wanted = self.minimum_height
        if known != self._known:
            self._known = known
            self._write(words, 1.0)
        elif self._quiet >= QUIET_ROUNDS:
            if self.minimum_height > self.height + 1 and self._scale * theme.BODY > LEAST_MM:
                step = max(LARGEST_STEP, min(STEP, self.height / self.minimum_height))
                self._write(words, self._scale * step)
            return
        self._later()

    def _write(self, words: list[Words], scale: float) -> None:
        self._scale, self._quiet = scale, 0
        for label in words:
            label.full_size = label.full_size or label.font_size
            label.font_size = max(min(label.full_size, theme.mm(LEAST_MM)), label.full_size * scale)
