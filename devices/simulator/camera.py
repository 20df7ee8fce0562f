"""A document camera that exists only as the kernel's answers: frames in a file, `ioctl` in Python."""

import errno
import io
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from devices.capture import v4l2
from devices.simulator.simulated import Fault, PictureShot

FAULT_LABELS = {
    "unplugged": "拔掉数据线",
    "silent": "不出图",
    "busy": "被别的程序占用",
    "no_mjpg": "不支持 MJPG",
    "cut_off": "图像残缺",
}
FRAME_BYTES = 1 << 16


class CameraSimulator:
    """Stands in for a video node: the driver gets `path` and `ioctl`. Frames are grey, numbered in a JPEG comment.

    As a real one it fills a queued buffer at each turn of its own clock, and throws the frame away where there is none.

    Args:
        clock: rising seconds.

    Attributes:
        frames: how many frames it took since the stream was last switched on.
        streaming: whether it is on.
    """

    kind = "camera"

    def __init__(
        self,
        path: Path,
        *,
        width_px: int = 320,
        height_px: int = 240,
        frames_per_s: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._size = (width_px, height_px)
        self._frame_s = 1 / frames_per_s
        self._clock = clock
        self._started_at = 0.0
        self._filled: list[v4l2.Buffer] = []
        self._lock = threading.Lock()
        self._on: set[str] = set()
        self._queued: list[int] = []
        self._count = 0
        self.frames = 0
        self.streaming = False
        self._make_node()

    @property
    def path(self) -> str:
        return str(self._path)

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in FAULT_LABELS.items())

    def set_fault(self, name: str, on: bool) -> None:
        if name not in FAULT_LABELS:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            if name == "unplugged":
                self._path.unlink(missing_ok=True)
                if not on:
                    self._make_node()

    def pictures(self) -> tuple[PictureShot, ...]:
        """A camera shows nothing."""
        return ()

    def close(self) -> None:
        self._path.unlink(missing_ok=True)

    def ioctl(self, fd: int, request: int, content: bytearray) -> int:
        """The kernel's side of each request."""
        with self._lock:
            if "unplugged" in self._on:
                raise OSError(errno.ENODEV, "No such device")
            match request:
                case v4l2.QUERYCAP:
                    content[:] = v4l2.CAPABILITY.pack(b"simulated", v4l2.CAN_CAPTURE | v4l2.CAN_STREAM, 0)
                case v4l2.S_FMT:
                    self._set_format(content)
                case v4l2.REQBUFS:
                    self._count = v4l2.unpack_request(content)
                    self._queued.clear()
                    self._filled.clear()
                case v4l2.QUERYBUF:
                    index = v4l2.unpack_buffer(content).index
                    content[:] = v4l2.pack_buffer(v4l2.Buffer(index, offset=index * FRAME_BYTES, length=FRAME_BYTES))
                case v4l2.QBUF:
                    self._queued.append(v4l2.unpack_buffer(content).index)
                case v4l2.DQBUF:
                    self._fill()
                    content[:] = v4l2.pack_buffer(self._dequeued())
                case v4l2.STREAMON | v4l2.STREAMOFF:
                    self.streaming = request == v4l2.STREAMON
                    self.frames = 0 if self.streaming else self.frames
                    self._started_at = self._clock()
                case _:
                    raise OSError(errno.ENOTTY, "Inappropriate ioctl for device")
        return 0

    def _make_node(self) -> None:
        with self._path.open("wb") as node:
            node.truncate(FRAME_BYTES * 8)

    def _set_format(self, content: bytearray) -> None:
        if "busy" in self._on:
            raise OSError(errno.EBUSY, "Device or resource busy")
        packed = v4l2.pack_format(*self._size)
        if "no_mjpg" in self._on:
            packed[16:20] = b"YUYV"
        content[:] = packed

    def _fill(self) -> None:
        """What the camera has taken since it was last asked."""
        if not self.streaming or "silent" in self._on:
            return
        due = int((self._clock() - self._started_at) / self._frame_s)
        while self.frames < due:
            self.frames += 1
            if self._queued:
                self._filled.append(self._written(self._queued.pop(0)))

    def _dequeued(self) -> v4l2.Buffer:
        if not self._filled:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return self._filled.pop(0)

    def _written(self, index: int) -> v4l2.Buffer:
        file = io.BytesIO()
        Image.new("L", self._size, 128).save(file, "JPEG", comment=f"frame {self.frames}".encode())
        jpeg = file.getvalue()
        if "cut_off" in self._on:
            jpeg = jpeg[: len(jpeg) // 2]
        with self._path.open("r+b") as node:
            node.seek(index * FRAME_BYTES)
            node.write(jpeg)
        return v4l2.Buffer(index, used=len(jpeg), length=FRAME_BYTES)
