"""The barcode reader on a thread of its own: codes go to one listener."""

import threading
from collections.abc import Callable

from devices.link import LinkState
from devices.reader.reader import Reader
from kiosk.visit.lookup import code_meant

WAIT_S = 0.5


class Reading:
    """Reads until closed; both listeners are called on the reader's thread.

    Args:
        seen: given a ticket's token or number.
        changed: given the state of the reader's link at first and whenever it changes.
    """

    def __init__(
        self, reader: Reader, seen: Callable[[str], None], changed: Callable[[LinkState], None] = lambda link: None
    ) -> None:
        self._reader = reader
        self._seen = seen
        self._changed = changed
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading", daemon=True)

    @property
    def refused(self) -> int:
        """How much it has seen so far that it could not make out."""
        return self._reader.health.refused

    def start(self) -> None:
        """Begins to read."""
        self._thread.start()

    def close(self) -> None:
        """Ends within about `WAIT_S`."""
        self._leave.set()
        if self._thread.is_alive():
            self._thread.join(5.0)

    def _run(self) -> None:
        known = None
        while not self._leave.is_set():
            link = self._reader.health.link
            if link is not known:
                known = link
                self._changed(link)
            for code in self._reader.read_codes(WAIT_S):
                self._seen(code_meant(code.text))
        self._reader.close()
