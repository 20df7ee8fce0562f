"""Foreign picture files made pages: decoded in a process of their own, with limits on size, memory and time."""

import contextlib
import struct
import subprocess
import sys
import threading
from collections.abc import Generator
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

CHILD = Path(__file__).with_name("foreign_child.py")
MOST_S = 20.0
"""For the whole file."""
HEAD = struct.Struct(">II")


class Unreadable(Enum):
    """Why a file gives no page."""

    NO_PICTURE = "no_picture"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    CUT_OFF = "cut_off"
    TOO_SLOW = "too_slow"


class UnreadableError(Exception):
    """What should be a picture gives no page."""

    def __init__(self, reason: Unreadable) -> None:
        super().__init__(reason.value)
        self.reason = reason


def pages_of(content: bytes, most_s: float = MOST_S) -> Generator[Picture, None, None]:
    """The pages of a JPEG, PNG, TIFF or PDF file in BGR, upright by what the file says of itself.

    Raises:
        UnreadableError: it gives no page, or no further one.
    """
    child = subprocess.Popen(
        [sys.executable, "-I", str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    late = threading.Event()

    def give_up() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(most_s, give_up)
    clock.start()
    feeding = threading.Thread(target=_feed, args=(child, content), daemon=True)
    feeding.start()
    try:
        yield from _pages(child)
        assert child.stderr is not None
        said = child.stderr.read().decode(errors="replace")
        if child.wait() != 0:
            raise UnreadableError(Unreadable.TOO_SLOW if late.is_set() else _reason(said))
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        feeding.join()
        for pipe in (child.stdout, child.stderr):
            if pipe is not None:
                pipe.close()


def _feed(child: subprocess.Popen[bytes], content: bytes) -> None:
    assert child.stdin is not None
    with contextlib.suppress(OSError), child.stdin as into:
        into.write(content)


def _pages(child: subprocess.Popen[bytes]) -> Generator[Picture, None, None]:
    assert child.stdout is not None
    while len(head := child.stdout.read(HEAD.size)) == HEAD.size:
        width, height = HEAD.unpack(head)
        pixels = bytearray(child.stdout.read(width * height * 3))
        if len(pixels) == width * height * 3:
            yield np.frombuffer(pixels, np.uint8).reshape(height, width, 3)


def _reason(said: str) -> Unreadable:
    """The child's word; a child that ended otherwise has run out of memory or time."""
    return next((reason for reason in Unreadable if reason.value == said), Unreadable.TOO_LARGE)
