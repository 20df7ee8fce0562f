"""Tells a bench or a script when each frame is on the glass, and where the controls are then."""

from collections.abc import Callable, Iterable

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.widget import Widget

from kiosk.screens.aloud import controls, places
from kiosk.trace import trace

LATER_S = 0.1


def tell_flips(parts: Callable[[], Iterable[Widget]] = tuple) -> None:
    """From now on flips in Kivy's place, so that the moment after it can be told.

    Soon after, once, tells where each control of `parts` is, if any has moved: by its words, as shares of the window
    from the top left.
    """
    told: dict[str, tuple[float, float]] = {}

    def tell_places(_: float) -> None:
        nonlocal told
        present = places(controls(parts()), Window.size)
        if present != told:
            told = present
            trace("controls", places=present)

    later = Clock.create_trigger(tell_places, LATER_S)

    def flip(*_: object) -> bool:
        Window.flip()
        trace("flip")
        later()
        return True

    Window.bind(on_flip=flip)
