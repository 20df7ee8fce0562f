"""A scanner that exists only as SANE's own `test` backend, set up in a folder of its own."""

import threading
from pathlib import Path

from devices.simulator.simulated import Fault, PictureShot

STATUSES = {
    "jammed": "SANE_STATUS_JAMMED",
    "no_docs": "SANE_STATUS_NO_DOCS",
    "cover_open": "SANE_STATUS_COVER_OPEN",
    "busy": "SANE_STATUS_DEVICE_BUSY",
    "io_error": "SANE_STATUS_IO_ERROR",
}
FAULT_LABELS = {
    "frozen": "卡死",
    "jammed": "卡纸",
    "no_docs": "没有放纸",
    "cover_open": "盖子打开",
    "busy": "被别的程序占用",
    "io_error": "读写出错",
}
SLOW = "read-delay true\nread-delay-duration 200000\nread-limit true\nread-limit-size 1\n"


class ScannerSimulator:
    """The driver gets `path` as the device's name and `config_dir`; switches take effect with the next scan.

    It cannot be unplugged: the backend falls over without any device.
    """

    kind = "scanner"
    path = "test:0"

    def __init__(self, config_dir: Path) -> None:
        self.config_dir = config_dir
        self._lock = threading.Lock()
        self._on: set[str] = set()
        config_dir.mkdir(parents=True, exist_ok=True)
        self._write()

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in FAULT_LABELS.items())

    def set_fault(self, name: str, on: bool) -> None:
        if name not in FAULT_LABELS:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            self._write()

    def pictures(self) -> tuple[PictureShot, ...]:
        """A scanner shows nothing."""
        return ()

    def close(self) -> None:
        """Nothing runs between two scans."""

    def _write(self) -> None:
        status = next((STATUSES[name] for name in STATUSES if name in self._on), "Default")
        (self.config_dir / "dll.conf").write_text("test\n")
        (self.config_dir / "test.conf").write_text(
            f'number_of_devices 1\nread-status-code "{status}"\ntest-picture "Grid"\nmode Color\n'
            + (SLOW if "frozen" in self._on else "")
        )
