"""A running stream of the kernel: its shared buffers, filled by the camera, read here and given back."""

import contextlib
import mmap
import select
import time

from devices.capture import v4l2
from devices.capture.sizes import jpeg_size
from devices.capture.source import Picture

BUFFERS = 4
PAUSE_S = 0.01


class Frames:
    """The buffers of one open node, streaming from `start` to `stop`.

    Raises:
        OSError: from any call, when the camera is gone or another program has it.
    """

    def __init__(self, fd: int, ioctl: v4l2.Ioctl) -> None:
        self._fd = fd
        self._ioctl = ioctl
        self._maps: list[mmap.mmap] = []

    def start(self) -> None:
        """Gives all buffers to the camera and switches it on."""
        count = v4l2.unpack_request(self._call(v4l2.REQBUFS, v4l2.pack_request(BUFFERS)))
        for index in range(count):
            buffer = v4l2.unpack_buffer(self._call(v4l2.QUERYBUF, v4l2.pack_buffer(v4l2.Buffer(index))))
            self._maps.append(mmap.mmap(self._fd, buffer.length, mmap.MAP_SHARED, offset=buffer.offset))
            self.give_back(v4l2.Buffer(index))
        self._call(v4l2.STREAMON, bytearray(v4l2.KIND.pack(v4l2.CAPTURE)))

    def next(self, deadline: float) -> v4l2.Buffer | None:
        """The buffer filled longest ago; None when there is none until `deadline` (`time.monotonic`)."""
        while True:
            left_s = deadline - time.monotonic()
            readable, _, _ = select.select([self._fd], [], [], max(left_s, 0))
            try:
                if readable:
                    return v4l2.unpack_buffer(self._call(v4l2.DQBUF, v4l2.pack_buffer(v4l2.Buffer(0))))
            except BlockingIOError:
                time.sleep(min(PAUSE_S, max(left_s, 0)))
            if left_s <= 0:
                return None

    def newest(self, deadline: float) -> Picture | None:
        """The newest whole frame; None when there is none until `deadline`.

        Where every buffer was full the camera has had to throw frames away since: those in hand are old.
        """
        while (first := self.next(deadline)) is not None:
            taken = [first]
            while len(taken) < len(self._maps) and (another := self.next(0.0)) is not None:
                taken.append(another)
            found = (picture for buffer in reversed(taken) if (picture := self.picture(buffer)) is not None)
            picture = next(found, None) if len(taken) < len(self._maps) else None
            for buffer in taken:
                self.give_back(buffer)
            if picture is not None:
                return picture
        return None

    def picture(self, buffer: v4l2.Buffer) -> Picture | None:
        """What is in a buffer; None for half a frame."""
        if buffer.flags & v4l2.FLAG_ERROR:
            return None
        content = bytes(self._maps[buffer.index][: buffer.used])
        size = jpeg_size(content)
        return Picture(content, "jpeg", *size) if size is not None else None

    def give_back(self, buffer: v4l2.Buffer) -> None:
        """Lets the camera fill it again."""
        self._call(v4l2.QBUF, v4l2.pack_buffer(v4l2.Buffer(buffer.index)))

    def stop(self) -> None:
        """Switches the camera off, as far as it is still there, and lets go of the buffers."""
        with contextlib.suppress(OSError):
            self._call(v4l2.STREAMOFF, bytearray(v4l2.KIND.pack(v4l2.CAPTURE)))
        while self._maps:
            self._maps.pop().close()

    def _call(self, request: int, content: bytearray) -> bytes:
        self._ioctl(self._fd, request, content)
        return bytes(content)
