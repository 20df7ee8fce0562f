"""Frames of SAM_V modules in resident ID card readers; pure.

Source: device reference, section 4 (IDCardDemo, hev-idcard-reader, ZKT_SDK). `AA AA AA 96 69 | length | body | check`:
the length counts body and check, the check makes the exclusive or of length, body and check zero.
"""

from enum import IntEnum

import msgspec

from devices.bus.checksums import xor8
from devices.bus.framing import ResyncingDecoder, begins, complete

MARK = bytes.fromhex("AA AA AA 96 69")
LONGEST_BODY = 2500


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
    """What a module answered: its three status bytes as a number below 0x1000000, and data that is never shown."""

    status: int
    data: bytes

    @property
    def said(self) -> int:
        return self.status & 0xFF

    def __repr__(self) -> str:
        return f"Reply({self.status:06X}, {len(self.data)} bytes)"


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
    return Reply(int.from_bytes(body[:3], "big"), body[3:]) if len(body) >= 3 else None


def _read(content: bytes) -> tuple[bytes, int] | None:
    if not begins(content, MARK):
        return None
    start = len(MARK)
    size = int.from_bytes(complete(content, start + 2)[start:], "big")
    if not 2 <= size <= LONGEST_BODY + 1:
        return None
    frame = complete(content, start + 2 + size)
    return (frame[start + 2 : -1], len(frame)) if xor8(frame[start:]) == 0 else None
