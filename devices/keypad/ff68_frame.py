"""Frames of `FF 68` keypads and evaluators as bytes, in both directions, pure.

Source: JackQChen/QueueSystem `CallSystem/frmMain.cs` (MIT) and a vendor's page about a 21-key keypad, which agree on
`FF 68 | len | len | 68 | address | command | data | sum8 | 16`; len counts address to the last data byte, the sum is
address + command + data modulo 256. That system's receiver does not verify sum and end; here everything is verified.
"""

from collections.abc import Iterator

import msgspec

START = b"\xff\x68"
MARK, END = 0x68, 0x16
HEAD_BYTES, TAIL_BYTES = 5, 2
SHORTEST, LONGEST = 2, 12
"""Of `len`; longer ones than known are allowed up to here, so that damage cannot swallow much."""


class Frame(msgspec.Struct, frozen=True):
    """One frame; at most ten bytes of data."""

    address: int
    command: int
    data: bytes = b""


def encode_frame(frame: Frame) -> bytes:
    """The bytes of a frame."""
    body = bytes((frame.address, frame.command)) + frame.data
    assert len(body) <= LONGEST
    return START + bytes((len(body), len(body), MARK)) + body + bytes((sum(body) % 256, END))


class FrameDecoder:
    """Cuts a stream into valid frames; after damage it goes on at the next `FF 68`.

    Attributes:
        dropped: beginnings of frames that were refused.
    """

    def __init__(self) -> None:
        self._rest = b""
        self.dropped = 0

    def feed(self, received: bytes) -> Iterator[Frame]:
        content = self._rest + received
        while True:
            start = content.find(START)
            if start < 0:
                self._rest = content[-1:] if content.endswith(START[:1]) else b""
                return
            content = content[start:]
            if not _may_begin(content):
                self.dropped += 1
                content = content[1:]
                continue
            size = HEAD_BYTES + content[2] + TAIL_BYTES if len(content) > len(START) else 0
            if len(content) < HEAD_BYTES or len(content) < size:
                self._rest = content
                return
            body, tail = content[HEAD_BYTES : size - TAIL_BYTES], content[size - TAIL_BYTES : size]
            if tail != bytes((sum(body) % 256, END)):
                self.dropped += 1
                content = content[1:]
                continue
            content = content[size:]
            self._rest = content
            yield Frame(body[0], body[1], body[2:])

    def forget(self) -> None:
        """Drop the beginning of a frame."""
        self._rest = b""


def _may_begin(content: bytes) -> bool:
    """Whether a frame may begin so, as far as it has come."""
    length = content[2:3]
    return (
        (not length or SHORTEST <= length[0] <= LONGEST)
        and content[3:4] in (b"", length)
        and content[4:5] in (b"", bytes((MARK,)))
    )
