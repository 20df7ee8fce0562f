"""A printer of the USB printer class through the kernel's `usblp` driver, `/dev/usb/lp*`.

Checked over a pseudo terminal that stands in for the character device; not seen on hardware. What the kernel's driver
does differently is written down at the place.
"""

import fcntl
import os
import select
import time

from devices.errors import DeviceOfflineError
from devices.transport.descriptor import READ_BYTES, write_all

EMPTY_READ_WAIT_S = 0.01


class UsbPrinter:
    """The character device, opened for both directions and for one process only.

    The path may be a symbolic link made by udev; it is followed anew at each open, so a replugged printer is found
    again. A printer that is pulled out or switched off gives EIO or ENODEV, which is offline.
    """

    def __init__(self, path: str, *, stall_timeout_s: float = 2.0) -> None:
        self._path = path
        self._stall_timeout_s = stall_timeout_s
        self._fd: int | None = None

    @property
    def address(self) -> str:
        return self._path

    @property
    def descriptor(self) -> int | None:
        return self._fd

    def open(self) -> None:
        if self._fd is not None:
            return
        try:
            fd = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        except OSError as error:
            raise DeviceOfflineError(f"{self._path} cannot be opened: {error}") from error
        try:
            # The kernel's driver lets in one opener anyway; this says the same to programs that ask for the lock.
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(fd)
            raise DeviceOfflineError(f"{self._path} belongs to another program: {error}") from error
        self._fd = fd

    def close(self) -> None:
        fd, self._fd = self._fd, None
        if fd is not None:
            os.close(fd)

    def write(self, content: bytes) -> None:
        write_all(self._open_fd(), content, stall_timeout_s=self._stall_timeout_s, address=self._path)

    def read(self, timeout_s: float) -> bytes:
        """What has arrived; a read of nothing is no end here, for `usblp` passes empty packets on as such."""
        fd = self._open_fd()
        watched = select.poll()
        watched.register(fd, select.POLLIN)
        deadline = time.monotonic() + timeout_s
        while True:
            left_s = deadline - time.monotonic()
            try:
                events = watched.poll(max(0.0, left_s) * 1000)
                content = os.read(fd, READ_BYTES) if events else b""
            except BlockingIOError:
                content = b""
            except OSError as error:
                raise DeviceOfflineError(f"{self._path} broke while reading: {error}") from error
            if not content and any(event & (select.POLLHUP | select.POLLERR) for _, event in events):
                raise DeviceOfflineError(f"{self._path} is gone")
            if content or left_s <= 0:
                return content
            if events:
                time.sleep(min(EMPTY_READ_WAIT_S, left_s))

    def _open_fd(self) -> int:
        if self._fd is None:
            raise DeviceOfflineError(f"{self._path} is not open")
        return self._fd
