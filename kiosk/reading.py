"""The barcode reader on a thread of its own: codes go to one listener."""

import threading
from collections.abc import Callable

from devices.reader import SerialReader
from kiosk.visit.lookup import code_meant

WAIT_S = 0.5


class Reading:
    """Reads until closed; `seen(code)` is called on the reader's thread with a ticket's token or number."""

    def __init__(self, reader: SerialReader, seen: Callable[[str], None]) -> None:
        self._reader = reader
        self._seen = seen
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading", daemon=True)

    def start(self) -> None:
        """Begins to read."""
        self._thread.start()

    def close(self) -> None:
        """Ends within about `WAIT_S`."""
        self._leave.set()
        if self._thread.is_alive():
            self._thread.join(5.0)

    def _run(self) -> None:
        while not self._leave.is_set():
            for code in self._reader.read_codes(WAIT_S):
                self._seen(code_meant(code.text))
        self._reader.close()
