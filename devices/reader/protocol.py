"""What a family of readers speaks: a pure codec between its bytes and codes, answers and commands."""

from collections.abc import Iterator
from typing import Protocol

import msgspec

from devices.reader.code import Code
from devices.reader.reader import Answer


class Say(msgspec.Struct, frozen=True):
    """Bytes the protocol demands to be sent at once, such as an acknowledgement."""

    content: bytes


class Command(msgspec.Struct, frozen=True):
    """Bytes to send, and whether the reader answers them."""

    content: bytes
    answered: bool


Heard = Code | Answer | Say


class ReaderProtocol(Protocol):
    """The decoder's state of one line, and the commands of its family. Bounded: it never keeps more than a few KB."""

    @property
    def refused(self) -> int:
        """Codes and frames thrown away so far."""
        ...

    @property
    def buffered_bytes(self) -> int:
        """Bytes kept of what has not ended yet."""
        ...

    def feed(self, received: bytes) -> Iterator[Heard]:
        """What these bytes, in any pieces, complete; to be used up before the next call."""
        ...

    def forget(self) -> None:
        """Drop what has begun: the reader was unplugged, or paused too long to still be sending it."""
        ...

    def greeting(self) -> Command | None:
        """What a reader that was just connected has to be told; it is lost when the reader loses its power."""
        ...

    def trigger(self, on: bool) -> Command | None:
        """The command to look for a code or to stop; None where the family has none."""
        ...

    def probe(self) -> Command | None:
        """A question that changes nothing; None where the family has none."""
        ...
