"""A screen where there is none: Xvfb, its picture, and a pointer that presses like a finger."""

import os
import subprocess
import threading
from pathlib import Path
from typing import Literal

from provisioning.rehearsal.child import Child
from provisioning.rehearsal.framebuffer import Framebuffer

START_TIMEOUT_S = 15.0
POINTER_TIMEOUT_S = 5.0


class ScreenError(RuntimeError):
    """A virtual screen does not come up; the text is one plain Chinese sentence."""


class Screen:
    """A virtual screen of `size` pixels; its X display may change when Xvfb is started again."""

    def __init__(self, name: str, size: tuple[int, int], folder: Path, log_folder: Path) -> None:
        self.name = name
        self.size = size
        self._folder = folder / name
        self._folder.mkdir(parents=True, exist_ok=True)
        self._display = ""
        self._up = threading.Event()
        self._buffer: Framebuffer | None = None
        self._writing = -1
        self._pressing = threading.Lock()
        self._log_path = log_folder / f"screen-{name}.log"
        self.child = Child(f"screen-{name}", self._command, self._log_path, pass_fds=self._pipe)

    def start(self) -> None:
        """Starts the screen.

        Raises:
            ScreenError: it does not come up.
        """
        self.child.start()
        if not self._up.wait(START_TIMEOUT_S):
            raise ScreenError(f"虚拟屏幕没有启动，详情见 {self._log_path}")

    def environment(self) -> dict[str, str]:
        """What a program needs to appear here."""
        self._up.wait(START_TIMEOUT_S)
        return {"DISPLAY": self._display}

    @property
    def buffer(self) -> Framebuffer | None:
        """What the screen shows; None while it is not up."""
        return self._buffer if self._up.is_set() else None

    def point(self, action: Literal["down", "move", "up"], x: int, y: int) -> None:
        """Moves the pointer to the pixel and presses or lets go there."""
        press = {"down": ("mousedown", "1"), "move": (), "up": ("mouseup", "1")}[action]
        with self._pressing:
            subprocess.run(
                ["xdotool", "mousemove", str(x), str(y), *press],
                env={**os.environ, **self.environment()},
                capture_output=True,
                timeout=POINTER_TIMEOUT_S,
                check=False,
            )

    def _pipe(self) -> tuple[int]:
        """Called at every start of Xvfb: it writes the number of its display into the pipe once it is up."""
        self._up.clear()
        reading, self._writing = os.pipe()
        threading.Thread(target=self._learn, args=(reading,), daemon=True).start()
        return (self._writing,)

    def _learn(self, reading: int) -> None:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if number:
            self._display = f":{number}"
            self._buffer = Framebuffer(self._folder / "Xvfb_screen0")
            self._up.set()

    def _command(self) -> list[str | Path]:
        width, height = self.size
        screen = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"]
        return ["Xvfb", "-displayfd", str(self._writing), *screen, "-fbdir", self._folder]
