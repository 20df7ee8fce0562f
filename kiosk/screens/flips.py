"""Tells a bench when each frame is on the glass."""

from collections.abc import Callable

from kivy.clock import Clock
from kivy.core.window import Window

from kiosk.trace import trace

LATER_S = 0.1


def tell_flips(then: Callable[[], None] = lambda: None) -> None:
    """From now on flips in Kivy's place, so that the moment after it can be told; soon after, once, calls `then`."""
    later = Clock.create_trigger(lambda _: then(), LATER_S)

    def flip(*_: object) -> bool:
        Window.flip()
        trace("flip")
        later()
        return True

    Window.bind(on_flip=flip)
