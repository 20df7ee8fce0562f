"""Frames of SYN6288 and XFS5152-type speech modules; pure.

Sources: williamhere/RTOS and intellistream/CStream (device reference, section 1.8). `FD | length | command | …`; a
SYN6288 ends each frame with the exclusive or of all bytes before it, which its length counts. That an XFS5152-type
module has none is uncertain. The single bytes that modules answer are general knowledge without a source: nothing may
depend on their coming.
"""

from enum import IntEnum

import msgspec

from devices.bus import Verdict
from devices.bus.checksums import xor8
from devices.bus.framing import ResyncingDecoder, begins, complete

MARK = b"\xfd"
LONGEST_TEXT = 200
"""Bytes of text that the modules take at once."""
LONGEST_FRAME = 512


class Command(IntEnum):
    """What a module is told."""

    SPEAK = 0x01
    STOP = 0x02
    PAUSE = 0x03
    RESUME = 0x04
    STATUS = 0x21
    POWER_DOWN = 0x88


class Status(IntEnum):
    """What a module says, in one byte: by itself after power-on, after a frame, and to `STATUS`."""

    TAKEN = 0x41
    UNREADABLE = 0x45
    STARTED = 0x4A
    BUSY = 0x4E
    IDLE = 0x4F


class Encoding(IntEnum):
    """The low three bits of a speak command's second byte."""

    GB2312 = 0
    GBK = 1
    BIG5 = 2
    UNICODE = 3


class Order(msgspec.Struct, frozen=True):
    """One frame. `encoding` and `text` belong to `SPEAK`; `music` is the background, 0 for none."""

    command: int
    text: bytes = b""
    encoding: int = Encoding.GBK
    music: int = 0


def encode_order(order: Order, *, checked: bool) -> bytes:
    """The bytes on the line; `checked` for a SYN6288."""
    body = bytes([order.command])
    if order.command == Command.SPEAK:
        body += bytes([order.music << 3 | order.encoding]) + order.text
    frame = MARK + (len(body) + checked).to_bytes(2, "big") + body
    return frame + bytes([xor8(frame)]) if checked else frame


def order_decoder(*, checked: bool) -> ResyncingDecoder[Order]:
    """Finds orders in a stream."""

    def read(content: bytes) -> tuple[Order, int] | None:
        if not begins(content, MARK):
            return None
        size = 3 + int.from_bytes(complete(content, 3)[1:], "big")
        if not 3 + 1 + checked <= size <= LONGEST_FRAME:
            return None
        frame = complete(content, size)
        if checked and xor8(frame) != 0:
            return None
        body = frame[3 : len(frame) - checked]
        if body[0] not in list(Command):
            return None
        if body[0] != Command.SPEAK:
            return (Order(body[0]), size) if len(body) == 1 else None
        if len(body) < 2:
            return None
        return Order(body[0], body[2:], body[1] & 0x07, body[1] >> 3), size

    return ResyncingDecoder(read, LONGEST_FRAME)


class StatusListener:
    """Hears a module's status among other bytes."""

    def feed(self, received: bytes) -> Verdict | None:
        for byte in received:
            match byte:
                case Status.UNREADABLE:
                    return Verdict(why="the module cannot read the frames of this driver", code=byte)
                case Status.TAKEN | Status.STARTED | Status.BUSY | Status.IDLE:
                    return Verdict(content=bytes([byte]))
        return None
