"""Codes that the readers see: those of a self-test while it waits for its own, those of visitors at any other time."""

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NextCode = Callable[[float], str | None]
"""Waits at most so many seconds for a code."""


class Codes:
    """Stands between the readers and the visit; `heard` may be called from any thread."""

    def __init__(self) -> None:
        self._listening: queue.SimpleQueue[str] | None = None

    def heard(self, code: str) -> bool:
        """Whether a self-test took the code."""
        listening = self._listening
        if listening is None:
            return False
        listening.put(code)
        return True

    @contextmanager
    def listening(self) -> Iterator[NextCode]:
        """Takes all codes for as long as it lasts."""
        came: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listening = came

        def next_code(timeout_s: float) -> str | None:
            try:
                return came.get(timeout=timeout_s)
            except queue.Empty:
                return None

        try:
            yield next_code
        finally:
            if self._listening is came:
                self._listening = None
