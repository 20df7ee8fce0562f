"""One first start, whole: keeps what happened, shows it, and sends errands out."""

import logging
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.screens.setting import prepare
from kiosk.screens.setup.scene import SetupScene
from kiosk.setup import happenings as h
from kiosk.setup.effects import Effect, Leave
from kiosk.setup.machine import step
from kiosk.setup.state import begin, resume
from kiosk.trace import trace
from provisioning.first_start.errands import Errands, World
from provisioning.first_start.keeping import Kept
from queue_server.watchdog import Watchdog

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Panel:
    """The screen: its size in pixels unless it is filled, and its diagonal."""

    size: tuple[int, int]
    fullscreen: bool
    inch: float


def run(world: World, panel: Panel) -> bool:
    """Runs the first start until it is over or SIGTERM comes; whether it is over.

    Raises:
        NoScreenError, FontMissingError: there is nothing to show it on.
        OSError: nothing can be kept.
    """
    prepare(*panel.size, fullscreen=panel.fullscreen)
    return FirstStart(world, panel).run()


class FirstStart:
    """One first start at its window. Kivy must have been set up."""

    def __init__(self, world: World, panel: Panel, clock: Callable[[], float] = time.monotonic) -> None:
        from kiosk.screens.setup.window import SetupWindow
        from kiosk.screens.window import leave, post

        self._world, self._clock, self._post = world, clock, post
        self._watchdog = Watchdog()
        self._kept = Kept(world.folder)
        kept = self._kept.setup()
        self._setup, self._begins = resume(kept, clock()) if kept else begin(clock())
        self._over = False
        self._close = leave
        self._errands = Errands(world, self._kept, self.tell, self._leave)
        self._window = SetupWindow(self._scene, self.take, panel.inch)

    def run(self) -> bool:
        """Until it is over, or SIGINT or SIGTERM."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._close())
        self._do(self._begins)
        self._window.run()
        return self._over

    def take(self, happening: h.Happening) -> None:
        """Lets something happen, on the screen's thread."""
        if isinstance(happening, h.Tick):
            self._watchdog.alive()
        before = self._setup
        self._setup, effects = step(before, happening, self._clock())
        if Leave() not in effects:
            self._keep()
        self._do(effects)
        if self._setup.step != before.step or self._setup.touches != before.touches:
            typed = getattr(self._setup.step, "text", "")
            trace("setup", touches=self._setup.touches, machine_s=round(self._setup.machine_s, 3), typed=typed)
        self._window.draw()

    def tell(self, happening: h.Happening) -> None:
        """Lets something happen; from any thread."""
        self._post(lambda: self.take(happening))

    def _keep(self) -> None:
        """A disk that takes nothing more must not keep a person from going on."""
        try:
            self._kept.keep(self._setup)
        except OSError as error:
            log.error("a power cut now would lose the last touches: %s", error)

    def _do(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            self._errands.do(effect, self._setup)

    def _leave(self) -> None:
        self._over = True
        self._close()

    def _scene(self) -> SetupScene:
        return SetupScene(self._setup, self._clock(), self._world.local())


def local_now() -> datetime:
    """The box's time of day, in its own zone."""
    return datetime.now().astimezone()
