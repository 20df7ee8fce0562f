"""Takes apart what a printer sends back: answers, automatic status and flow control in one stream; no I/O.

The fixed bits tell them apart. Source: Epson tables, as in the device reference, section 2.1: an answer to `DLE EOT`
masks with 93 to 12, the first byte of an automatic status to 10, its others and the answer to `GS r` have bits 4 and 7
clear, XON is 11 and XOFF 13.
"""

from collections.abc import Iterator

import msgspec

XON = 0x11
XOFF = 0x13
AUTOMATIC_BYTES = 4
FULL_STATUS_BYTES = 6


class RealTimeAnswer(msgspec.Struct, frozen=True, tag=True):
    """The byte that follows `DLE EOT n`."""

    byte: int


class InOrderAnswer(msgspec.Struct, frozen=True, tag=True):
    """The byte that follows `GS r 1` or `ESC v`."""

    byte: int


class AutomaticAnswer(msgspec.Struct, frozen=True, tag=True):
    """Four bytes the printer sends by itself after `GS a`."""

    content: bytes


class FullAnswer(msgspec.Struct, frozen=True, tag=True):
    """The four status bytes of Custom's `DLE EOT 14h` after `10 0F`: paper, user, recoverable, unrecoverable."""

    content: bytes


class FlowControl(msgspec.Struct, frozen=True, tag=True):
    """The printer's buffer is full (XOFF), or has room again (XON)."""

    full: bool


Answer = RealTimeAnswer | InOrderAnswer | AutomaticAnswer | FullAnswer | FlowControl


class AnswerDecoder:
    """Give it bytes as they come; it yields what is complete, counts the bytes it cannot place and finds its way back.

    Flow control and `DLE EOT` answers are found also in the middle of an automatic status.

    Attributes:
        expects_full: set while Custom's full status was asked for; only then `10 0F` begins one.
        dropped: bytes that belonged to nothing.
    """

    def __init__(self) -> None:
        self.expects_full = False
        self.dropped = 0
        self._begun = bytearray()

    def feed(self, received: bytes) -> Iterator[Answer]:
        for byte in received:
            answer = self._take(byte)
            if answer is not None:
                yield answer

    def forget(self) -> None:
        """The line was down: what had begun will not be continued."""
        self.dropped += len(self._begun)
        self._begun.clear()
        self.expects_full = False

    def _take(self, byte: int) -> Answer | None:
        if byte in (XON, XOFF):
            return FlowControl(byte == XOFF)
        match byte & 0x93:
            case 0x12:
                return RealTimeAnswer(byte)
            case 0x10:
                self.dropped += len(self._begun)
                self._begun[:] = bytes([byte])
                return None
        if byte & 0x90:
            self.dropped += len(self._begun) + 1
            self._begun.clear()
            return None
        if not self._begun:
            return InOrderAnswer(byte)
        self._begun.append(byte)
        return self._complete()

    def _complete(self) -> Answer | None:
        is_full = self.expects_full and self._begun.startswith(b"\x10\x0f")
        if len(self._begun) < (FULL_STATUS_BYTES if is_full else AUTOMATIC_BYTES):
            return None
        content = bytes(self._begun)
        self._begun.clear()
        return FullAnswer(content[2:]) if is_full else AutomaticAnswer(content)
