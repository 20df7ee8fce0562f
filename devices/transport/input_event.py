"""The kernel's records of key presses: `struct input_event` as bytes, in both directions.

Source: linux/input.h, linux/input-event-codes.h; 64-bit layout (two longs of time, type, code, value).
"""

import struct
from collections.abc import Iterator

import msgspec

LAYOUT = struct.Struct("@qqHHi")
EV_SYN, EV_KEY = 0x00, 0x01
SYN_REPORT, SYN_DROPPED = 0, 3
RELEASED, PRESSED, REPEATED = 0, 1, 2
MICRO = 1_000_000


class InputEvent(msgspec.Struct, frozen=True):
    """One record; `at_us` in microseconds on the clock of the kernel."""

    at_us: int
    type: int
    code: int
    value: int

    @property
    def pressed(self) -> bool:
        """True for a key that goes down, not for one that is held or let go."""
        return self.type == EV_KEY and self.value == PRESSED


def encode_event(event: InputEvent) -> bytes:
    """The 24 bytes of an event."""
    return LAYOUT.pack(event.at_us // MICRO, event.at_us % MICRO, event.type, event.code, event.value)


class InputEventDecoder:
    """Cuts a stream into events; the kernel always sends whole ones, a pseudo terminal may not."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, received: bytes) -> Iterator[InputEvent]:
        content = self._rest + received
        whole = len(content) - len(content) % LAYOUT.size
        self._rest = content[whole:]
        for seconds, micros, kind, code, value in LAYOUT.iter_unpack(content[:whole]):
            yield InputEvent(seconds * MICRO + micros, kind, code, value)

    def forget(self) -> None:
        """Drop the beginning of an event."""
        self._rest = b""
