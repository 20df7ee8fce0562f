"""A failed handler is written down and the kiosk goes back to its first screen; nothing else stops it."""

import logging
from collections.abc import Callable

from kivy.base import ExceptionHandler, ExceptionManager
from kivy.clock import Clock

log = logging.getLogger(__name__)

RESET_S = 0.3
"""A failed screen is begun anew so soon, and one that fails every time not more often."""


class Survivor(ExceptionHandler):  # type: ignore[misc]
    """Put into Kivy's `ExceptionManager`; `reset` begins the visit anew."""

    def __init__(self, reset: Callable[[], None]) -> None:
        super().__init__()
        self._reset = reset

    def handle_exception(self, exception: BaseException) -> int:
        if not isinstance(exception, Exception):
            return int(ExceptionManager.RAISE)
        log.error("a screen failed", exc_info=exception)
        Clock.schedule_once(lambda _: self._reset(), RESET_S)
        return int(ExceptionManager.PASS)
