"""Codes as lines with binary answers to commands in between, as Newland's and EM3095-type readers send them."""

from collections.abc import Iterator
from enum import Enum
from typing import Protocol

from devices.reader.code import Code
from devices.reader.lines import LineDecoder
from devices.reader.reader import Answer


class Frame(Enum):
    """Where a piece that may be an answer stands."""

    UNFINISHED = "unfinished"
    NONE = "none"


class Recognise(Protocol):
    """Tells whether bytes are an answer; called with one byte more each time, so it has to end by itself."""

    def __call__(self, piece: bytes, *, at_start: bool) -> Answer | Frame:
        """`at_start`: no code has begun before the piece."""
        ...


class AnsweredLines:
    """Sorts one stream into codes and answers; an answer drops a line that has begun, for that line was cut off."""

    def __init__(self, recognise: Recognise) -> None:
        self._recognise = recognise
        self._lines = LineDecoder()
        self._piece = bytearray()
        self._cut_off = 0

    @property
    def refused(self) -> int:
        return self._lines.refused + self._cut_off

    @property
    def buffered_bytes(self) -> int:
        return self._lines.buffered_bytes + len(self._piece)

    def feed(self, received: bytes) -> Iterator[Code | Answer]:
        waiting = bytearray(received)
        while waiting:
            self._piece.append(waiting.pop(0))
            match self._recognise(bytes(self._piece), at_start=not self._lines.begun):
                case Frame.UNFINISHED:
                    continue
                case Frame.NONE:
                    # Only the first byte is known to be no beginning of an answer.
                    waiting[:0] = self._piece[1:]
                    first = bytes(self._piece[:1])
                    self._piece.clear()
                    yield from self._lines.feed(first)
                case Answer() as answer:
                    self._piece.clear()
                    self._cut_off += self._lines.begun
                    self._lines.forget()
                    yield answer

    def forget(self) -> None:
        self._piece.clear()
        self._lines.forget()
