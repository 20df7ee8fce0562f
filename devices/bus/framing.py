"""Finding frames in a stream, for the protocols whose frames begin with a mark and tell their length; pure."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Frame = TypeVar("Frame")


class Incomplete(Exception):  # noqa: N818 (it is no error)
    """What is there may be the beginning of a frame."""


class ResyncingDecoder(Generic[Frame]):
    """Reads frames with `read` at every place until one begins there; what is none is skipped byte by byte.

    Args:
        read: gives the frame at the beginning of the bytes and its length; None when none begins there. Raises
            `Incomplete` when more bytes have to come first.
        longest: bytes that the longest frame has; more are never kept.

    Attributes:
        dropped: bytes that belonged to no frame.
    """

    def __init__(self, read: Callable[[bytes], tuple[Frame, int] | None], longest: int) -> None:
        self._read = read
        self._longest = longest
        self._kept = b""
        self.dropped = 0

    def feed(self, received: bytes) -> Iterator[Frame]:
        self._kept += received
        while self._kept:
            try:
                found = self._read(self._kept)
            except Incomplete:
                if len(self._kept) < self._longest:
                    return
                found = None
            if found is None:
                self.dropped += 1
                self._kept = self._kept[1:]
            else:
                frame, size = found
                self._kept = self._kept[size:]
                yield frame


def begins(content: bytes, mark: bytes) -> bool:
    """Whether `content` begins with `mark`.

    Raises:
        Incomplete: it is too short to say, but may.
    """
    if content.startswith(mark):
        return True
    if mark.startswith(content):
        raise Incomplete
    return False


def complete(content: bytes, size: int) -> bytes:
    """The first `size` bytes.

    Raises:
        Incomplete: there are not so many yet.
    """
    if len(content) < size:
        raise Incomplete
    return content[:size]
