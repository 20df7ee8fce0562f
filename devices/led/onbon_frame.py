"""Frames of Onbon BX-5K/6K font cards: wrapping, escaping, checksum, incremental decoder; pure.

Source: "BX-5K/6K 通讯协议 用户版本" v1.4 (doc.onbonbx.com/zh/k/potocol) and the published frames in
tests/devices/led/vectors/onbon.json.
"""

import struct
from collections.abc import Iterator

import msgspec

from devices.bus.checksums import crc16_arc

START = 0xA5
END = 0x5A
PREAMBLE = bytes([START]) * 8
HOST = 0x8000
ANY_SCREEN = 0xFFFE
ANY_TYPE = 0xFE
VERSION = 0x02
MAX_FRAME_BYTES = 1024
"""The card's receive buffer."""

HEADER = struct.Struct("<HH3xBBBBBH")
ESCAPES = {0xA5: b"\xa6\x02", 0xA6: b"\xa6\x01", 0x5A: b"\x5b\x02", 0x5B: b"\x5b\x01"}
UNESCAPES = {pair: plain for plain, pair in ESCAPES.items()}


class Frame(msgspec.Struct, frozen=True):
    """One packet: the data block (group, command, …) with its addressing."""

    data: bytes
    to: int = 1
    sender: int = HOST
    option: int = 0
    crc_mode: int = 0
    display_mode: int = 0
    device_type: int = ANY_TYPE
    version: int = VERSION


def encode_frame(frame: Frame) -> bytes:
    """The bytes on the wire, with eight start bytes."""
    header = HEADER.pack(
        frame.to,
        frame.sender,
        frame.option,
        frame.crc_mode,
        frame.display_mode,
        frame.device_type,
        frame.version,
        len(frame.data),
    )
    body = header + frame.data
    body += crc16_arc(body).to_bytes(2, "little")
    return PREAMBLE + b"".join(ESCAPES.get(byte, bytes([byte])) for byte in body) + bytes([END])


def decode_body(escaped: bytes) -> Frame | None:
    """The packet between the start bytes and the end byte; None when escape, length or checksum is wrong."""
    body = _unescape(escaped)
    if body is None or len(body) < HEADER.size + 2 or crc16_arc(body[:-2]) != int.from_bytes(body[-2:], "little"):
        return None
    to, sender, option, crc_mode, display_mode, device_type, version, size = HEADER.unpack_from(body)
    data = body[HEADER.size : -2]
    if len(data) != size:
        return None
    return Frame(data, to, sender, option, crc_mode, display_mode, device_type, version)


def _unescape(escaped: bytes) -> bytes | None:
    plain = bytearray()
    position = 0
    while position < len(escaped):
        byte = escaped[position]
        if byte in (0xA6, 0x5B):
            pair = UNESCAPES.get(escaped[position : position + 2])
            if pair is None:
                return None
            plain.append(pair)
            position += 2
        else:
            plain.append(byte)
            position += 1
    return bytes(plain)


class FrameDecoder:
    """Finds packets in a stream in any pieces, after any garbage.

    All of A5 and 5A inside a packet are escaped, so a bare A5 always starts anew and a bare 5A always ends.

    Attributes:
        dropped: packets thrown away for a wrong escape, length, checksum or size.
    """

    def __init__(self) -> None:
        self._body: bytearray | None = None
        self.dropped = 0

    def feed(self, received: bytes) -> Iterator[Frame]:
        for byte in received:
            if byte == START:
                if self._body:
                    self.dropped += 1
                self._body = bytearray()
            elif self._body is None:
                continue
            elif byte == END:
                frame = decode_body(bytes(self._body))
                self._body = None
                if frame is None:
                    self.dropped += 1
                else:
                    yield frame
            else:
                self._body.append(byte)
                if len(self._body) > 2 * MAX_FRAME_BYTES:
                    self._body = None
                    self.dropped += 1
