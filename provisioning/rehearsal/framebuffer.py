"""The picture on a virtual screen, read from the XWD file that Xvfb keeps its frame buffer in (`-fbdir`)."""

import io
import mmap
import struct
import zlib
from pathlib import Path

from PIL import Image

HEADER_WORDS = 25
WIDTH, HEIGHT, BYTES_PER_LINE, COLOURS = 4, 5, 12, 19
"""Places of the words used here in XWD's big-endian header (X11/XWDFile.h)."""
COLOUR_BYTES = 12
JPEG_QUALITY = 85


class Framebuffer:
    """What a screen of 24-bit depth shows; `path` is Xvfb's `Xvfb_screen0`."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack_from(f">{HEADER_WORDS}I", self._memory)
        self.width, self.height = header[WIDTH], header[HEIGHT]
        self._stride = header[BYTES_PER_LINE]
        self._start = header[0] + header[COLOURS] * COLOUR_BYTES

    def mark(self) -> int:
        """A number that changes when the picture does."""
        return zlib.adler32(memoryview(self._memory)[self._start :])

    def picture(self) -> Image.Image:
        """The picture now."""
        end = self._start + self._stride * self.height
        size = (self.width, self.height)
        return Image.frombuffer("RGB", size, self._memory[self._start : end], "raw", "BGRX", self._stride, 1)

    def jpeg(self, reduce: int) -> bytes:
        """The picture now, smaller by the whole factor `reduce`."""
        file = io.BytesIO()
        self.picture().reduce(reduce).save(file, "JPEG", quality=JPEG_QUALITY)
        return file.getvalue()
