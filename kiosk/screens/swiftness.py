"""Kivy made quicker to the finger, above all where the processor draws because there is no graphics card."""

import gc

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.graphics import BindTexture


def quicken() -> None:
    """Once the window is open.

    Kivy reads touches, sleeps until the next frame and only then acts on them: one that comes while it sleeps waits
    for the sleep after. They are read once more when it wakes, which spares each about 14 ms. And every plain fill
    samples a white texture; not to interpolate white takes a third off its time.
    """
    Clock.schedule_interval(lambda _: Window.mainloop(), 0)
    white = BindTexture().texture
    white.mag_filter = white.min_filter = "nearest"


def keep_for_good() -> None:
    """What was made so far stays: to look through all of it for garbage took 130 ms in the midst of a touch."""
    gc.freeze()
    gc.enable()
