"""Frames of SAM_V modules in resident ID card readers; pure.

Source: device reference, section 4 (IDCardDemo, hev-idcard-reader, ZKT_SDK). `AA AA AA 96 69 | length | body | check`:
the length counts body and check, the check makes the exclusive or of length, body and check zero.
"""

from enum import IntEnum

import msgspec

from devices.bus.checksums import xor8
from devices.bus.framing import ResyncingDecoder, begins, complete
from devices.id_card.secret import Secret, secret_bytes

MARK = bytes.fromhex("AA AA AA 96 69")
LONGEST_BODY = 2500
"""The longest published reply, text with photo and fingerprints, has a body of 2313 bytes."""


SHORT_DATA = 16
"""Data of every reply that brings nothing of a card's content."""


class Command(IntEnum):
    """CMD and PARA as one number."""

    RESET = 0x10FF
    STATUS = 0x11FF
    IDENTITY = 0x12FF
    FIND = 0x2001
    SELECT = 0x2002
    READ = 0x3001
    READ_WITH_FINGERPRINT = 0x3010
    READ_EXTRA_ADDRESS = 0x3003
    BAUD_115200 = 0x6000
    BAUD_9600 = 0x6004
    LONGEST_RF = 0x61FF


class Said(IntEnum):
    """The third status byte of a reply."""

    OK = 0x90
    FOUND = 0x9F
    BAD_CHECKSUM = 0x10
    BAD_LENGTH = 0x11
    BAD_COMMAND = 0x21
    NOT_AUTHORISED = 0x23
    UNKNOWN_ERROR = 0x24
    CARD_AUTHENTICATION = 0x31
    SAM_AUTHENTICATION = 0x32
    INFORMATION_CHECK = 0x33
    UNKNOWN_CARD = 0x40
    READ_FAILED = 0x41
    RANDOM_FAILED = 0x47
    SELF_TEST = 0x60
    UNAUTHORISED = 0x66
    NOT_FOUND = 0x80
    NOT_SELECTED = 0x81
    NO_SUCH_ITEM = 0x91


class Reply(msgspec.Struct, frozen=True):
    """What a module answered: its three status bytes as a number below 0x1000000, and data that may be personal."""

    status: int
    data: Secret[bytes]

    @property
    def said(self) -> int:
        return self.status & 0xFF

    def __repr__(self) -> str:
        return f"Reply({self.status:06X}, {self.data})"


def encode(body: bytes) -> bytes:
    """A frame around `body`, request or reply."""
    checked = (len(body) + 1).to_bytes(2, "big") + body
    return MARK + checked + bytes([xor8(checked)])


def request(command: Command, data: bytes = b"") -> bytes:
    return encode(command.to_bytes(2, "big") + data)


def reply(status: int, data: bytes = b"") -> bytes:
    return encode(status.to_bytes(3, "big") + data)


def body_decoder() -> ResyncingDecoder[bytes]:
    """Finds bodies of requests and replies."""
    return ResyncingDecoder(_read, len(MARK) + 2 + LONGEST_BODY + 1)


def reply_in(body: bytes) -> Reply | None:
    """The reply in a body; None when it is too short to be one."""
    return Reply(int.from_bytes(body[:3], "big"), secret_bytes(body[3:])) if len(body) >= 3 else None


def may_answer(command: Command, answer: Reply) -> bool:
    """Whether a reply can be one to this command; a reader that hung answers questions long given up."""
    size = len(answer.data.reveal())
    match answer.said:
        case Said.FOUND | Said.NOT_FOUND:
            return command is Command.FIND
        case Said.NOT_SELECTED:
            return command is Command.SELECT
        case Said.OK if command in (Command.READ, Command.READ_WITH_FINGERPRINT):
            return size > SHORT_DATA
        case Said.OK if command is Command.IDENTITY:
            return 0 < size <= SHORT_DATA
        case Said.OK if command is Command.SELECT:
            return size <= SHORT_DATA
        case Said.OK:
            return size == 0 and command is not Command.FIND
        case _:
            return True


def text_in(answer: Reply) -> bytes | None:
    """The text in a reply to `READ` or `READ_WITH_FINGERPRINT`; None when the lengths in front do not agree.

    Two or three lengths (text, photo, fingerprints; big endian) come first, then the blocks. Photo and fingerprints
    stay where they are: nobody takes them out.
    """
    content = answer.data.reveal()
    for blocks in (2, 3):
        head = 2 * blocks
        sizes = [int.from_bytes(content[place : place + 2], "big") for place in range(0, head, 2)]
        if len(content) >= head and len(content) == head + sum(sizes):
            return content[head : head + sizes[0]]
    return None


def _read(content: bytes) -> tuple[bytes, int] | None:
    if not begins(content, MARK):
        return None
    start = len(MARK)
    size = int.from_bytes(complete(content, start + 2)[start:], "big")
    if not 2 <= size <= LONGEST_BODY + 1:
        return None
    frame = complete(content, start + 2 + size)
    return (frame[start + 2 : -1], len(frame)) if xor8(frame[start:]) == 0 else None
