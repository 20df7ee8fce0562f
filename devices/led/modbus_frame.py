"""Frames of Modbus RTU as digit strips need them: writing registers, a question, the answers; pure.

Source: "Modbus over serial line" 1.02 and "Modbus application protocol" 1.1b3. Frames have no mark: their checksum
tells where one begins.
"""

import struct

import msgspec

from devices.bus.checksums import crc16_modbus
from devices.bus.framing import Incomplete, ResyncingDecoder, complete

READ, WRITE_ONE, WRITE_MANY, REFUSED = 0x03, 0x06, 0x10, 0x80
LONGEST = 64
FUNCTIONS = frozenset({READ, WRITE_ONE, WRITE_MANY})


class Write(msgspec.Struct, frozen=True):
    """A request to write registers: one by function 6, several by 16."""

    unit: int
    register: int
    content: bytes
    many: bool = False

    @property
    def function(self) -> int:
        return WRITE_MANY if self.many else WRITE_ONE


class Read(msgspec.Struct, frozen=True):
    """A request to read `count` registers by function 3."""

    unit: int
    register: int
    count: int = 1

    @property
    def function(self) -> int:
        return READ


Request = Write | Read


class Reply(msgspec.Struct, frozen=True):
    """The answer to a request: what was written where, what was read, or an exception `code`."""

    unit: int
    function: int
    register: int | None = None
    content: bytes = b""
    code: int = 0


def encode_request(request: Request) -> bytes:
    head = struct.pack(">BBH", request.unit, request.function, request.register)
    if isinstance(request, Read):
        return _checked(head + request.count.to_bytes(2, "big"))
    count = struct.pack(">HB", len(request.content) // 2, len(request.content)) if request.many else b""
    return _checked(head + count + request.content)


def encode_obeyed(write: Write) -> bytes:
    """The answer of a machine that wrote."""
    if not write.many:
        return encode_request(write)
    return _checked(struct.pack(">BBHH", write.unit, WRITE_MANY, write.register, len(write.content) // 2))


def encode_refused(request: Request, code: int) -> bytes:
    """The answer of a machine that did not obey."""
    return _checked(bytes([request.unit, request.function | REFUSED, code]))


def request_decoder() -> ResyncingDecoder[Request]:
    """Finds what a host says."""
    return ResyncingDecoder(_read_request, LONGEST)


def reply_decoder() -> ResyncingDecoder[Reply]:
    """Finds what machines answer."""
    return ResyncingDecoder(_read_reply, LONGEST)


def _read_request(content: bytes) -> tuple[Request, int] | None:
    unit, function = _begins(content)
    size = complete(content, 7)[6] if function == WRITE_MANY else -1
    if function not in FUNCTIONS or size > LONGEST - 9 or (size >= 0 and size % 2):
        return None
    frame = _right(content, size + 9 if size >= 0 else 8)
    if not frame:
        return None
    register = int.from_bytes(frame[2:4], "big")
    if function == READ:
        return Read(unit, register, int.from_bytes(frame[4:6], "big")), len(frame)
    if function == WRITE_ONE:
        return Write(unit, register, frame[4:6]), len(frame)
    return Write(unit, register, frame[7:-2], True), len(frame)


def _read_reply(content: bytes) -> tuple[Reply, int] | None:
    unit, function = _begins(content)
    if function & ~REFUSED not in FUNCTIONS:
        return None
    if function & REFUSED:
        frame = _right(content, 5)
        return (Reply(unit, function & ~REFUSED, code=frame[2]), 5) if frame else None
    size = 5 + complete(content, 3)[2] if function == READ else 8
    frame = _right(content, size) if size <= LONGEST else b""
    if not frame:
        return None
    if function == READ:
        return Reply(unit, function, content=frame[3:-2]), size
    return Reply(unit, function, int.from_bytes(frame[2:4], "big"), frame[4:6]), size


def _begins(content: bytes) -> tuple[int, int]:
    if len(content) < 2:
        raise Incomplete
    return content[0], content[1]


def _right(content: bytes, size: int) -> bytes:
    """The first `size` bytes when their checksum is right, else nothing."""
    frame = complete(content, size)
    return frame if crc16_modbus(frame[:-2]) == int.from_bytes(frame[-2:], "little") else b""


def _checked(body: bytes) -> bytes:
    return body + crc16_modbus(body).to_bytes(2, "little")
