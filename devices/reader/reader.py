"""What every barcode reader offers, however it is connected."""

from enum import Enum
from typing import Protocol

import msgspec

from devices.link import LinkState
from devices.reader.code import Code


class Answer(Enum):
    """What came of a command to a reader; the value is a stable code for wires and screens.

    `UNHEARD` is silence: the command may have arrived or not, so it tells nothing about the cable. `NOT_ASKED`: this
    protocol has no such command, or no answer to it.
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNHEARD = "unheard"
    NOT_ASKED = "not_asked"


class ReaderHealth(msgspec.Struct, frozen=True):
    """What is known about the reader; most readers say nothing until they read something.

    Attributes:
        refused: codes and frames thrown away for length, control characters, encoding or checksum.
        why: what broke the link, in English for logs; empty while nothing is known to be wrong.
        answer: what came of the last command; None before the first one.
    """

    link: LinkState
    refused: int
    why: str
    answer: Answer | None = None


class Reader(Protocol):
    """A barcode reader. Has no thread: one thread of the caller uses it."""

    @property
    def health(self) -> ReaderHealth:
        """The last known state; never blocks."""
        ...

    def read_codes(self, timeout_s: float) -> list[Code]:
        """Wait at most `timeout_s` for codes; a broken reader gives none and is opened again after its back-off."""
        ...

    def trigger(self, on: bool) -> Answer:
        """Let the reader look for a code, or stop it.

        Raises:
            DeviceOfflineError: the wire is broken.
        """
        ...

    def probe(self) -> Answer:
        """Ask for a sign of life that changes nothing.

        Raises:
            DeviceOfflineError: the wire is broken.
        """
        ...

    def close(self) -> None:
        """Let go of the wire."""
        ...
