"""What Zebra's readers speak in SSI mode: binary frames with a checksum, each decoded code acknowledged by the host.

Source: Zebra Simple Serial Interface Programmer's Guide; frames as in `clocklimited/motorola-ssi-scanner` and
`zebra-scanner-library`. A frame is length, opcode, source (04 host, 00 decoder), status, data, and the two's
complement of the sum of all these bytes in 16 bits, high byte first; the length counts the bytes before it.
"""

from collections.abc import Iterator
from enum import IntEnum, IntFlag

import msgspec

from devices.reader.code import Code, parse_code
from devices.reader.protocol import Command, Say
from devices.reader.reader import Answer

HOST, DECODER = 0x04, 0x00
SHORTEST = 4
CHECKSUM = 2
LONGEST_CODE = 4096
NO_BEEP = 0xFF
TRIGGER_MODE, TRIGGER_BY_HOST = 0x8A, 0x08
RESEND = 0x01


class Op(IntEnum):
    """Opcodes of both sides."""

    REQUEST_REVISION = 0xA3
    REPLY_REVISION = 0xA4
    PARAM_SEND = 0xC6
    ACK = 0xD0
    NAK = 0xD1
    FLUSH = 0xD2
    START = 0xE4
    STOP = 0xE5
    ENABLE = 0xE9
    DISABLE = 0xEA
    DECODE_DATA = 0xF3


class Status(IntFlag):
    """Bits of the status byte: sent again after no acknowledgement; more frames of this message follow."""

    AGAIN = 0x01
    CONTINUED = 0x02


FROM_DECODER = frozenset({Op.REPLY_REVISION, Op.PARAM_SEND, Op.ACK, Op.NAK, Op.DECODE_DATA})
CODE_TYPES = {
    0x01: "code39",
    0x02: "codabar",
    0x03: "code128",
    0x06: "itf",
    0x07: "code93",
    0x08: "ean",
    0x09: "ean",
    0x0A: "ean",
    0x0B: "ean",
    0x0F: "code128",
    0x11: "pdf417",
    0x13: "code39",
    0x1B: "datamatrix",
    0x1C: "qr",
    0x2D: "aztec",
    0x30: "databar",
    0x31: "databar",
    0x32: "databar",
    0xB7: "hanxin",
}
"""Of the guide's table those that `Code.kind` has a word for; only 03 is in a published frame."""


class Packet(msgspec.Struct, frozen=True):
    """One frame without its checksum."""

    op: int
    content: bytes = b""
    source: int = HOST
    status: int = 0


def encode_packet(packet: Packet) -> bytes:
    """The frame.

    Raises:
        ValueError: more than 251 bytes of data, which have to go into several frames.
    """
    size = SHORTEST + len(packet.content)
    if size > 0xFF:
        raise ValueError("SSI 一帧最多带 251 个字节")
    body = bytes([size, packet.op, packet.source, packet.status]) + packet.content
    return body + _checksum(body)


def decode_packet(frame: bytes) -> Packet | None:
    """The packet in a whole frame, or None when its length or its checksum is wrong."""
    body = frame[:-CHECKSUM]
    if len(body) < SHORTEST or body[0] != len(body) or frame[-CHECKSUM:] != _checksum(body):
        return None
    return Packet(body[1], body[SHORTEST:], body[2], body[3])


def host_command(op: Op, *content: int) -> bytes:
    """A command of the host; with status 0 a parameter lasts until the power goes."""
    return encode_packet(Packet(op, bytes(content)))


def _checksum(body: bytes) -> bytes:
    return (-sum(body) & 0xFFFF).to_bytes(CHECKSUM, "big")


class PacketDecoder:
    """Cuts one side's frames out of a stream and finds the next one after noise.

    Attributes:
        dropped: bytes that belonged to no frame.
    """

    def __init__(self, source: int, ops: frozenset[Op]) -> None:
        self._source = source
        self._ops = ops
        self._buffer = bytearray()
        self.dropped = 0

    @property
    def buffered_bytes(self) -> int:
        return len(self._buffer)

    def feed(self, received: bytes) -> Iterator[Packet | None]:
        """Packets; None for what looked like a frame and has a wrong checksum."""
        self._buffer += received
        while self._buffer:
            if not self._may_begin():
                self._drop(1)
                continue
            size = self._buffer[0] + CHECKSUM
            if len(self._buffer) < size:
                return
            packet = decode_packet(bytes(self._buffer[:size]))
            if packet is None:
                self._drop(1)
            else:
                del self._buffer[:size]
            yield packet

    def forget(self) -> None:
        self._buffer.clear()

    def _may_begin(self) -> bool:
        head = self._buffer[:3]
        fits = head[0] >= SHORTEST and (len(head) < 2 or head[1] in self._ops)
        return fits and (len(head) < 3 or head[2] == self._source)

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        self.dropped += count


class SsiProtocol:
    """Acknowledges every code and asks again for a broken frame; a code sent again is acknowledged and not counted.

    `host_trigger` makes each reader that is connected wait for the host's trigger until its power goes.
    """

    def __init__(self, *, host_trigger: bool = False) -> None:
        self._host_trigger = host_trigger
        self._packets = PacketDecoder(DECODER, FROM_DECODER)
        self._begun = bytearray()
        self._last: bytes | None = None
        self.refused = 0

    @property
    def buffered_bytes(self) -> int:
        return self._packets.buffered_bytes + len(self._begun)

    def feed(self, received: bytes) -> Iterator[Code | Answer | Say]:
        for packet in self._packets.feed(received):
            if packet is None:
                self.refused += 1
                yield Say(host_command(Op.NAK, RESEND))
                continue
            match packet.op:
                case Op.DECODE_DATA:
                    yield Say(host_command(Op.ACK))
                    code = self._decoded(packet)
                    if code is not None:
                        yield code
                case Op.NAK:
                    yield Answer.REFUSED
                case _:
                    yield Answer.ACCEPTED

    def forget(self) -> None:
        self._packets.forget()
        self._begun.clear()

    def greeting(self) -> Command | None:
        if not self._host_trigger:
            return None
        return Command(host_command(Op.PARAM_SEND, NO_BEEP, TRIGGER_MODE, TRIGGER_BY_HOST), answered=True)

    def trigger(self, on: bool) -> Command:
        return Command(host_command(Op.START if on else Op.STOP), answered=True)

    def probe(self) -> Command:
        return Command(host_command(Op.REQUEST_REVISION), answered=True)

    def _decoded(self, packet: Packet) -> Code | None:
        if packet.status & Status.AGAIN and packet.content == self._last:
            return None
        self._last = packet.content
        # One byte above the longest is kept, so that a flood is known as one at its end.
        self._begun += packet.content[1 : 2 + LONGEST_CODE - len(self._begun)]
        if packet.status & Status.CONTINUED:
            return None
        content = bytes(self._begun)
        self._begun.clear()
        code = parse_code(content.rstrip(b"\r\n")) if packet.content and len(content) <= LONGEST_CODE else None
        if code is None:
            self.refused += 1
            return None
        return code if code.kind is not None else Code(code.text, CODE_TYPES.get(packet.content[0]))
