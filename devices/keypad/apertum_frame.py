"""Frames of the Apertum QSystem button consoles as bytes, in both directions, pure.

Source: apertum-qsystem `ub485/core/ButtonDevice.java`, `ActionTransmit.java`, `UBForm.java`: `01 | address | code | 07`
is a key, or a lamp and beep; `01 | address | blink | three characters | 07` is a text; `04 | address | 07` a question.
There is no checksum: a frame counts only when every byte is in its range.
"""

from collections.abc import Iterator

import msgspec

BEGIN, ASK, END = 0x01, 0x04, 0x07
FIRST_ADDRESS = 0x20
TEXT_CHARACTERS = 3
STEADY = 0x20
SIGNAL_BYTES, TEXT_BYTES, QUESTION_BYTES = 4, 7, 3


class Signal(msgspec.Struct, frozen=True):
    """A key of the console (31 to 34), or to it a lamp (30 to 36), or a beep with a lamp (37 to 3D)."""

    address: int
    code: int


class Text(msgspec.Struct, frozen=True):
    """Three characters for the console; `blink` 20 steady, 21 always, 22 to 7F that many times less 21."""

    address: int
    text: str
    blink: int = STEADY


class Question(msgspec.Struct, frozen=True):
    """Asks the console whether it is there."""

    address: int


Message = Signal | Text | Question


def encode(message: Message) -> bytes:
    """The bytes of a message."""
    match message:
        case Signal():
            return bytes((BEGIN, message.address, message.code, END))
        case Text():
            characters = message.text.encode("ascii")
            assert len(characters) == TEXT_CHARACTERS
            return bytes((BEGIN, message.address, message.blink)) + characters + bytes((END,))
        case Question():
            return bytes((ASK, message.address, END))


class ConsoleDecoder:
    """Cuts a stream into messages; bytes that cannot begin one are skipped.

    Attributes:
        dropped: beginnings that turned out to be none.
    """

    def __init__(self) -> None:
        self._rest = b""
        self.dropped = 0

    def feed(self, received: bytes) -> Iterator[Message]:
        content = self._rest + received
        while content:
            if content[0] not in (BEGIN, ASK):
                content = content[1:]
                continue
            size = _size(content)
            if size is None:
                self.dropped += 1
                content = content[1:]
            elif len(content) < size:
                break
            else:
                frame, content = content[:size], content[size:]
                self._rest = content
                yield _message(frame)
        self._rest = content

    def forget(self) -> None:
        """Drop the beginning of a message."""
        self._rest = b""


def _size(content: bytes) -> int | None:
    """How long the frame is that begins here, as far as can be seen; None when none begins here."""
    address = content[1:2]
    if address and address[0] < FIRST_ADDRESS:
        return None
    if content[0] == ASK:
        return QUESTION_BYTES if content[2:3] in (b"", bytes((END,))) else None
    code, fourth = content[2:3], content[3:4]
    if code and not STEADY <= code[0] < 0x7F:
        return None
    if not fourth or fourth[0] == END:
        return SIGNAL_BYTES
    printable = all(0x20 <= byte < 0x7F for byte in content[3:6])
    return TEXT_BYTES if printable and content[6:7] in (b"", bytes((END,))) else None


def _message(frame: bytes) -> Message:
    match len(frame):
        case 3:
            return Question(frame[1])
        case 4:
            return Signal(frame[1], frame[2])
        case _:
            return Text(frame[1], frame[3:6].decode("ascii"), frame[2])
