"""GPIO lines that exist only in memory, with a lamp on them."""

import threading
from collections.abc import Mapping

from devices.errors import DeviceOfflineError


class SimulatedLines:
    """Takes the place of `GpiodLines`. Attributes: `values` are the levels now; `changes` all that were set."""

    def __init__(self, address: str = "gpiochip-simulated") -> None:
        self._address = address
        self._lock = threading.Lock()
        self._open = False
        self._unplugged = False
        self.values: dict[int, bool] = {}
        self.changes: list[dict[int, bool]] = []

    @property
    def address(self) -> str:
        return self._address

    def set_fault(self, name: str, on: bool) -> None:
        """`unplugged`: the chip is gone, its lines are dark.

        Raises:
            KeyError: there is no such fault.
        """
        if name != "unplugged":
            raise KeyError(name)
        with self._lock:
            self._unplugged = on
            if on:
                self._open = False
                self.values = {}

    def open(self) -> None:
        with self._lock:
            if self._unplugged:
                raise DeviceOfflineError(f"{self._address} is gone")
            self._open = True

    def set(self, values: Mapping[int, bool]) -> None:
        with self._lock:
            if not self._open:
                raise DeviceOfflineError(f"{self._address} is not open")
            self.values |= values
            self.changes.append(dict(self.values))

    def close(self) -> None:
        with self._lock:
            self._open = False
