"""A screen that exists only in memory, touched and looked at from outside: Xvfb and xdotool."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from provisioning.rehearsal.framebuffer import Framebuffer


class Glass:
    """One Xvfb on a free display, ended with the block."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self._folder = tempfile.TemporaryDirectory(prefix="glass-")
        reading, writing = os.pipe()
        screen = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-fbdir", self._folder.name]
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), *screen],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as said:
            self.display = f":{said.readline().strip()}"

    def __enter__(self) -> "Glass":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.terminate()
        self._server.wait(10)
        self._folder.cleanup()

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process that draws here."""
        return os.environ | {"DISPLAY": self.display}

    def click(self, x: float, y: float, times: int = 1) -> None:
        """Touches the point given as fractions of width and height, from the top left."""
        self._xdotool("mousemove", *self._at(x, y), "click", "--repeat", str(times), "--delay", "40", "1")

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Puts the finger down, slides it, lifts it."""
        self._xdotool("mousemove", *self._at(*start), "mousedown", "1")
        self._xdotool("mousemove", *self._at(*end), "mouseup", "1")

    def press_key(self, key: str) -> None:
        """Presses a key of a keyboard that somebody plugged in."""
        self._xdotool("key", key)

    def picture(self, path: Path) -> None:
        """Writes what is to be seen as a PNG."""
        Framebuffer(Path(self._folder.name, "Xvfb_screen0")).picture().save(path)

    def colour(self, x: float, y: float) -> tuple[int, ...]:
        """The red, green and blue of a point."""
        picture = Framebuffer(Path(self._folder.name, "Xvfb_screen0")).picture()
        return tuple(picture.getpixel((round(x * self.size[0]), round(y * self.size[1]))))  # type: ignore[arg-type]

    def _at(self, x: float, y: float) -> tuple[str, str]:
        return str(round(x * self.size[0])), str(round(y * self.size[1]))

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=20)


def until(condition: Callable[[], bool], what: str, deadline_s: float = 30.0) -> None:
    """Waits for a condition; fails with `what` when it does not come true."""
    end = time.monotonic() + deadline_s
    while not condition():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.02)
