"""A document camera (高拍仪) as the UVC camera it is: grabs MJPG frames from the kernel's video node.

Its lamp, buttons and further functions belong to the makers' own software and are left alone. A machine with two
heads is two nodes. Source: linux/videodev2.h; HanKin2015/GitBook USBDevice/usbvideo.md.
"""

import contextlib
import errno
import fcntl
import os
import time
from collections.abc import Iterator

from devices.capture import v4l2
from devices.capture.frames import Frames
from devices.capture.source import Newest, NoPictureError, Picture, SourceHealth, SourceStatus
from devices.errors import DeviceOfflineError

FRAMES_DISCARDED = 5
"""The first ones are dark or unsharp, until exposure and focus have settled."""


class DocumentCamera:
    """Opens the node (`/dev/v4l/by-id/…-video-index0`) for a picture or a stream; after it others may use it.

    Args:
        ioctl: the kernel's; another one only where a simulated camera stands in for the kernel.
    """

    def __init__(
        self,
        path: str,
        *,
        width_px: int = 2592,
        height_px: int = 1944,
        timeout_s: float = 5.0,
        ioctl: v4l2.Ioctl = fcntl.ioctl,
    ) -> None:
        self._path = path
        self._size = (width_px, height_px)
        self._timeout_s = timeout_s
        self._ioctl = ioctl
        self._fd: int | None = None
        self._health = SourceHealth(SourceStatus.UNKNOWN)

    @property
    def health(self) -> SourceHealth:
        """The last known state; never blocks."""
        return self._health

    def open(self) -> None:
        """Take the node and set MJPG and the size nearest to the wanted one."""
        if self._fd is not None:
            return
        with self._judged(), contextlib.ExitStack() as failed:
            self._fd = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
            failed.callback(self.close)
            if not v4l2.can_grab(self._call(v4l2.QUERYCAP, bytearray(v4l2.CAPABILITY.size))):
                raise DeviceOfflineError(
                    f"{self._path} is no node that gives pictures; the camera may have another one"
                )
            _, _, fourcc = v4l2.unpack_format(self._call(v4l2.S_FMT, v4l2.pack_format(*self._size)))
            if fourcc != v4l2.MJPG:
                raise DeviceOfflineError(f"{self._path} gives no MJPG")
            failed.pop_all()

    def snap(self) -> Picture:
        """The first frame after the camera has settled, within `timeout_s`."""
        with self.stream() as newest:
            return newest()

    @contextlib.contextmanager
    def stream(self) -> Iterator[Newest]:
        """Frames for as long as it lasts; see `LiveSource`."""
        self.open()
        frames = Frames(self._descriptor(), self._ioctl)
        try:
            with self._judged():
                frames.start()
                self._settle(frames)
            yield lambda: self._newest(frames)
        finally:
            frames.stop()
            self.close()

    def close(self) -> None:
        """The kernel ends the stream and frees its buffers with the descriptor."""
        fd, self._fd = self._fd, None
        if fd is not None:
            os.close(fd)

    def _settle(self, frames: Frames) -> None:
        deadline = time.monotonic() + self._timeout_s
        for _ in range(FRAMES_DISCARDED):
            buffer = frames.next(deadline)
            if buffer is None:
                raise self._no_frame()
            frames.give_back(buffer)

    def _newest(self, frames: Frames) -> Picture:
        with self._judged():
            picture = frames.newest(time.monotonic() + self._timeout_s)
            if picture is None:
                raise self._no_frame()
        self._health = SourceHealth(SourceStatus.GOOD)
        return picture

    def _no_frame(self) -> NoPictureError:
        return NoPictureError(SourceStatus.TIMEOUT, f"no whole frame within {self._timeout_s} s")

    def _call(self, request: int, content: bytearray) -> bytes:
        self._ioctl(self._descriptor(), request, content)
        return bytes(content)

    def _descriptor(self) -> int:
        if self._fd is None:
            raise DeviceOfflineError(f"{self._path} is not open")
        return self._fd

    @contextlib.contextmanager
    def _judged(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno == errno.EBUSY:
                self._health = SourceHealth(SourceStatus.BUSY, "another program has the camera")
                raise NoPictureError(SourceStatus.BUSY, "another program has the camera") from error
            self._health = SourceHealth(SourceStatus.IO_ERROR, str(error))
            raise DeviceOfflineError(f"{self._path} cannot be used as a camera: {error}") from error
        except (DeviceOfflineError, NoPictureError) as error:
            status = error.status if isinstance(error, NoPictureError) else SourceStatus.IO_ERROR
            self._health = SourceHealth(status, str(error))
            raise
