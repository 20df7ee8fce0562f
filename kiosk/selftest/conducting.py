"""A self-test on a thread of its own, for a screen to look at: what is going on, what was found, whether it is over."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.clock import utc_now
from kiosk.selftest.running import Check, Doing, run, whole
from queue_server.contract.selftest import Finding, SelfTest
from queue_server.release import version

CLOSE_S = 3.0


@dataclass(frozen=True)
class View:
    """How far it has come; `doing` is None before it began and when it is over."""

    doing: Doing | None = None
    findings: tuple[Finding, ...] = ()


NOTHING_YET = View()


class Conductor:
    """Runs one self-test at a time; nothing here blocks its caller.

    Args:
        checks: what is looked at, asked anew for each self-test, on its thread.
        changed: there is another `view`; from the self-test's thread.
        ended: given each self-test that came to its end, on its thread; one that was stopped is none.
    """

    def __init__(
        self,
        client: str,
        checks: Callable[[], Iterable[Check]],
        *,
        changed: Callable[[], None],
        ended: Callable[[SelfTest], None],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._client, self._checks, self._now = client, checks, now
        self._changed, self._ended = changed, ended
        self._turn = 0
        self._lock, self._one_at_a_time = threading.Lock(), threading.Lock()
        self._view = NOTHING_YET
        self._thread: threading.Thread | None = None

    @property
    def view(self) -> View:
        """What is to be seen; from any thread."""
        return self._view

    def start(self) -> None:
        """Begins from the beginning; an earlier one that is not over ends first."""
        turn = self._next_turn()
        self._view = NOTHING_YET
        self._thread = threading.Thread(target=self._run, args=(turn,), name="self-test", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends as soon as the check under way says its next word."""
        self._next_turn()

    def close(self) -> None:
        """Stops, and waits a little for the end."""
        self.stop()
        if self._thread is not None:
            self._thread.join(CLOSE_S)

    def _next_turn(self) -> int:
        with self._lock:
            self._turn += 1
            return self._turn

    def _run(self, turn: int) -> None:
        with self._one_at_a_time:
            going = run(self._checks())
            for progress in going:
                if not self._show(turn, progress):
                    going.close()
                    return
            found = whole(self._client, version(), self._now(), self._view.findings)
        if self._show(turn, None):
            self._ended(found)

    def _show(self, turn: int, progress: Doing | Finding | None) -> bool:
        """Whether it is still wanted."""
        with self._lock:
            if turn != self._turn:
                return False
            if isinstance(progress, Finding):
                self._view = replace(self._view, findings=(*self._view.findings, progress))
            else:
                self._view = replace(self._view, doing=progress)
        self._changed()
        return True
