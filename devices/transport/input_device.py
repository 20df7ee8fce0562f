"""A keyboard-like device of the system, taken for ourselves so that its keys reach no window."""

import errno
import fcntl
import os
from collections.abc import Callable

from devices.errors import DeviceOfflineError
from devices.transport.descriptor import read_some

EVIOCGRAB = 0x40044590
"""`_IOW('E', 0x90, int)` of linux/input.h."""
REASONS = {
    errno.ENOTTY: "it is no input device",
    errno.EINVAL: "it is no input device",
    errno.EBUSY: "another program has grabbed it",
    errno.ENODEV: "it was unplugged",
}


def grab(fd: int) -> None:
    """Take an open input device exclusively until it is closed.

    Raises:
        OSError: it is no input device, or another program has it.
    """
    fcntl.ioctl(fd, EVIOCGRAB, 1)


class InputDevice:
    """`/dev/input/by-id/…-event-kbd`; gives the bytes of `struct input_event` (see `input_event`), takes none.

    Without the grab the device is not used at all: its keys would also be typed into whatever window is in front.

    Args:
        grabbing: takes the open descriptor exclusively; the real `grab` but for a stand-in that is no input device.
    """

    def __init__(self, path: str, *, grabbing: Callable[[int], None] = grab) -> None:
        self._path = path
        self._grabbing = grabbing
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
            fd = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        except PermissionError as error:
            raise DeviceOfflineError(f"{self._path} may not be opened: not in the group `input`") from error
        except OSError as error:
            raise DeviceOfflineError(f"{self._path} cannot be opened: {error}") from error
        try:
            self._grabbing(fd)
        except OSError as error:
            os.close(fd)
            reason = REASONS.get(error.errno or 0, str(error))
            raise DeviceOfflineError(f"{self._path} cannot be taken exclusively: {reason}") from error
        self._fd = fd

    def close(self) -> None:
        """The kernel lets go of the grab with the descriptor."""
        fd, self._fd = self._fd, None
        if fd is not None:
            os.close(fd)

    def write(self, content: bytes) -> None:
        raise DeviceOfflineError(f"{self._path} takes no bytes")

    def read(self, timeout_s: float) -> bytes:
        if self._fd is None:
            raise DeviceOfflineError(f"{self._path} is not open")
        return read_some(self._fd, timeout_s=timeout_s, address=self._path)
