"""A document camera (高拍仪) as the UVC camera it is: grabs MJPG frames from the kernel's video node.

Its lamp, buttons and further functions belong to the makers' own software and are left alone. A machine with two
heads is two nodes. Source: linux/videodev2.h; HanKin2015/GitBook USBDevice/usbvideo.md.
"""

import contextlib
import errno
import fcntl
import mmap
import os
import select
import time
from collections.abc import Iterator

from devices.capture import v4l2
from devices.capture.sizes import jpeg_size
from devices.capture.source import NoPictureError, Picture, SourceHealth, SourceStatus
from devices.errors import DeviceOfflineError

BUFFERS = 4
FRAMES_DISCARDED = 5
"""The first ones are dark or unsharp, until exposure and focus have settled."""


class DocumentCamera:
    """Opens the node (`/dev/v4l/by-id/…-video-index0`) for each picture and lets go of it after, as others use it too.

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
        with self._judged():
            self._fd = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
            if not v4l2.can_grab(self._call(v4l2.QUERYCAP, bytearray(v4l2.CAPABILITY.size))):
                raise DeviceOfflineError(
                    f"{self._path} is no node that gives pictures; the camera may have another one"
                )
            _, _, fourcc = v4l2.unpack_format(self._call(v4l2.S_FMT, v4l2.pack_format(*self._size)))
            if fourcc != v4l2.MJPG:
                raise DeviceOfflineError(f"{self._path} gives no MJPG")

    def snap(self) -> Picture:
        """The first frame after the camera has settled, within `timeout_s`."""
        self.open()
        with self._judged():
            picture = self._grab()
        self.close()
        self._health = SourceHealth(SourceStatus.GOOD)
        return picture

    def close(self) -> None:
        """The kernel ends the stream and frees its buffers with the descriptor."""
        fd, self._fd = self._fd, None
        if fd is not None:
            os.close(fd)

    def _grab(self) -> Picture:
        count = v4l2.unpack_request(self._call(v4l2.REQBUFS, v4l2.pack_request(BUFFERS)))
        with contextlib.ExitStack() as maps:
            frames = []
            for index in range(count):
                asked = v4l2.pack_buffer(v4l2.Buffer(index))
                buffer = v4l2.unpack_buffer(self._call(v4l2.QUERYBUF, asked))
                shared = mmap.mmap(self._descriptor(), buffer.length, mmap.MAP_SHARED, offset=buffer.offset)
                frames.append(maps.enter_context(shared))
                self._call(v4l2.QBUF, v4l2.pack_buffer(v4l2.Buffer(index)))
            self._call(v4l2.STREAMON, bytearray(v4l2.KIND.pack(v4l2.CAPTURE)))
            maps.callback(self._stop)
            return self._settled(frames)

    def _settled(self, frames: list[mmap.mmap]) -> Picture:
        deadline = time.monotonic() + self._timeout_s
        seen = 0
        while (left_s := deadline - time.monotonic()) > 0:
            readable, _, _ = select.select([self._descriptor()], [], [], left_s)
            try:
                given = self._call(v4l2.DQBUF, v4l2.pack_buffer(v4l2.Buffer(0))) if readable else None
            except BlockingIOError:
                time.sleep(min(0.01, left_s))
                continue
            if given is None:
                continue
            buffer = v4l2.unpack_buffer(given)
            seen += 1
            if seen > FRAMES_DISCARDED and not buffer.flags & v4l2.FLAG_ERROR:
                content = bytes(frames[buffer.index][: buffer.used])
                size = jpeg_size(content)
                if size is not None:
                    return Picture(content, "jpeg", *size)
            self._call(v4l2.QBUF, v4l2.pack_buffer(v4l2.Buffer(buffer.index)))
        raise NoPictureError(SourceStatus.TIMEOUT, f"no whole frame within {self._timeout_s} s, {seen} frames seen")

    def _stop(self) -> None:
        with contextlib.suppress(OSError):
            self._call(v4l2.STREAMOFF, bytearray(v4l2.KIND.pack(v4l2.CAPTURE)))

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
            self.close()
            if error.errno == errno.EBUSY:
                self._health = SourceHealth(SourceStatus.BUSY, "another program has the camera")
                raise NoPictureError(SourceStatus.BUSY, "another program has the camera") from error
            self._health = SourceHealth(SourceStatus.IO_ERROR, str(error))
            raise DeviceOfflineError(f"{self._path} cannot be used as a camera: {error}") from error
        except (DeviceOfflineError, NoPictureError) as error:
            self.close()
            status = error.status if isinstance(error, NoPictureError) else SourceStatus.IO_ERROR
            self._health = SourceHealth(status, str(error))
            raise
