"""A plain or device file that is written to and never answers, for tests and for printing into a file."""

import os
import time
from pathlib import Path

from devices.errors import DeviceOfflineError
from devices.transport.descriptor import write_all


class File:
    """Appends to a file; created when missing. Reading waits its timeout and finds nothing."""

    def __init__(self, path: str | Path, *, stall_timeout_s: float = 2.0) -> None:
        self._path = Path(path)
        self._stall_timeout_s = stall_timeout_s
        self._fd: int | None = None

    @property
    def address(self) -> str:
        return str(self._path)

    @property
    def descriptor(self) -> int | None:
        return None

    def open(self) -> None:
        if self._fd is not None:
            return
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
        try:
            self._fd = os.open(self._path, flags, 0o600)
        except OSError as error:
            raise DeviceOfflineError(f"{self._path} cannot be opened: {error}") from error

    def close(self) -> None:
        fd, self._fd = self._fd, None
        if fd is not None:
            os.close(fd)

    def write(self, content: bytes) -> None:
        if self._fd is None:
            raise DeviceOfflineError(f"{self._path} is not open")
        write_all(self._fd, content, stall_timeout_s=self._stall_timeout_s, address=self.address)

    def read(self, timeout_s: float) -> bytes:
        if self._fd is None:
            raise DeviceOfflineError(f"{self._path} is not open")
        time.sleep(timeout_s)
        return b""
