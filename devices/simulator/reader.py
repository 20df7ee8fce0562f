"""A barcode reader that exists only as bytes."""

import threading
from pathlib import Path

from devices.simulator.pty_port import PtyPort
from devices.simulator.simulated import Fault, PictureShot

FAULT_LABELS = {"unplugged": "拔掉数据线"}


class ReaderSimulator:
    """A reader in serial mode on a pseudo terminal; `scan` is holding a code before it."""

    kind = "reader"

    def __init__(self, path: Path, *, suffix: bytes = b"\r") -> None:
        self._suffix = suffix
        self._lock = threading.Lock()
        self._unplugged = False
        self._port = PtyPort(path, self._ignore)

    @property
    def path(self) -> str:
        return self._port.path

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, self._unplugged) for name, label in FAULT_LABELS.items())

    def scan(self, text: str) -> bool:
        """Send one code in UTF-8; False when unplugged."""
        return self.send(text.encode() + self._suffix)

    def send(self, content: bytes) -> bool:
        """Send any bytes; False when unplugged or nobody has taken the earlier ones."""
        return self._port.send(content)

    def pictures(self) -> tuple[PictureShot, ...]:
        """A reader shows nothing."""
        return ()

    def set_fault(self, name: str, on: bool) -> None:
        if name not in FAULT_LABELS:
            raise KeyError(name)
        with self._lock:
            self._unplugged = on
        if on:
            self._port.unplug()
        else:
            self._port.plug()

    def close(self) -> None:
        self._port.close()

    def _ignore(self, content: bytes) -> None:
        """A reader in its usual mode listens to nothing."""
