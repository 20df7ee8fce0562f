"""One try after another to be let into a hall, on a thread of its own; a new one ends the one before."""

import threading
import time
from collections.abc import Callable

from kiosk.setup import happenings as h
from kiosk.setup.values import Hall, Part
from provisioning.first_start.pairing import Admitted, Doorway, Try

EVERY_S = 0.5


class Knocking:
    """Asks for codes and follows what becomes of the present one.

    Args:
        tell: told the code, then how it ended.
        admitted: given what the hall gave, before that is told.
    """

    def __init__(
        self, doorway: Doorway, tell: Callable[[h.Happening], None], admitted: Callable[[Admitted, Hall], h.LetIn]
    ) -> None:
        self._doorway, self._tell, self._admitted = doorway, tell, admitted
        self._turn = threading.Event()

    def begin(self, hall: Hall, part: Part, name: str) -> None:
        """Asks for a code; an earlier one is given up."""
        self.stop()
        turn = self._turn = threading.Event()
        threading.Thread(target=self._follow, args=(turn, hall, part, name), name="knocking", daemon=True).start()

    def stop(self) -> None:
        """The code is not wanted any more."""
        self._turn.set()

    def _follow(self, over: threading.Event, hall: Hall, part: Part, name: str) -> None:
        one = self._doorway.knock(hall, part, name)
        if over.is_set():
            return
        if isinstance(one, h.KeptOut):
            self._tell(one)
            return
        self._tell(h.CodeGiven(one.code, one.words, one.expires_at - time.monotonic()))
        outcome = self._awaited(one, over)
        if outcome is not None and not over.is_set():
            self._tell(self._admitted(outcome, hall) if isinstance(outcome, Admitted) else outcome)

    @staticmethod
    def _awaited(one: Try, over: threading.Event) -> Admitted | h.KeptOut | None:
        while not over.wait(EVERY_S):
            outcome = one.poll()
            if outcome is not None:
                return outcome
        return None
