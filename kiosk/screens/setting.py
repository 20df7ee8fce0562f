"""Kivy's settings, made before Kivy is imported: no files of the user, no key that leaves, one pointer."""

import atexit
import ctypes
import logging
import os
import shutil
import tempfile
from typing import Any


class NoScreenError(Exception):
    """There is no screen to open a window on; the text says so in Chinese."""


def screen_size() -> tuple[int, int] | None:
    """The whole X screen in pixels; None where there is none (no X, or no libX11)."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return None
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    if not display:
        return None
    screen = x11.XDefaultScreen(display)
    size = x11.XDisplayWidth(display, screen), x11.XDisplayHeight(display, screen)
    x11.XCloseDisplay(display)
    return size


def prepare(width_px: int, height_px: int, *, fullscreen: bool) -> None:
    """Sets Kivy up for one window of this process; call once, before anything imports Kivy.

    Full screen takes the whole screen by size and place, because without a window manager nobody makes it so.

    Raises:
        NoScreenError: no X, no Wayland, and SDL was not told of another screen.
    """
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")):
        raise NoScreenError("打不开窗口：没有屏幕（DISPLAY 没有设置）")
    if fullscreen:
        width_px, height_px = screen_size() or (width_px, height_px)
    home = tempfile.mkdtemp(prefix="tinghao-kivy-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ |= {
        "KIVY_HOME": home,
        "KIVY_NO_ARGS": "1",
        "KIVY_NO_CONSOLELOG": "1",
        "KIVY_NO_FILELOG": "1",
        "KIVY_LOG_MODE": "PYTHON",
    }
    logging.getLogger("kivy").setLevel(logging.ERROR)
    from kivy.config import Config

    wanted: dict[str, dict[str, Any]] = {
        "kivy": {"exit_on_escape": 0, "log_enable": 0, "log_level": "warning", "pause_on_minimize": 0},
        "graphics": {
            "width": width_px,
            "height": height_px,
            "fullscreen": 0,
            "borderless": int(fullscreen),
            "position": "custom" if fullscreen else "auto",
            "left": 0,
            "top": 0,
            "show_cursor": 0 if fullscreen else 1,
            "resizable": 0,
            "multisamples": 0,
            "maxfps": 60,
        },
    }
    for section, values in wanted.items():
        for key, value in values.items():
            Config.set(section, key, str(value))
    for provider in Config.options("input"):
        Config.remove_option("input", provider)
    Config.set("input", "mouse", "mouse,disable_multitouch")
    for module in Config.options("modules"):
        Config.remove_option("modules", module)
    logging.getLogger("kivy").setLevel(logging.WARNING)


def size_of(text: str) -> tuple[int, int]:
    """`1080x1920` as numbers.

    Raises:
        ValueError: not of that form, or too small to be a screen.
    """
    width, height = (int(part) for part in text.lower().split("x"))
    if not (320 <= width <= 8000 and 320 <= height <= 8000):
        raise ValueError(text)
    return width, height
