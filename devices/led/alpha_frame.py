"""Packets of the Alpha Sign Communications Protocol (BetaBrite, Adaptive); pure.

Source: "Alpha Sign Communications Protocol", pn 9708-8061 Rev F (device reference, section 1.3). Five NUL set the
speed, then SOH, the sign's type, its address, and one or more bodies between STX and ETX, each perhaps with a checksum.
"""

import re

import msgspec

from devices.bus.framing import Incomplete, ResyncingDecoder, begins

NULS = b"\x00" * 5
SOH, STX, ETX, EOT = b"\x01", b"\x02", b"\x03", b"\x04"
ALL_TYPES, TO_ALL = "Z", "00"
ADDRESS = re.compile(rb"[0-9A-F?]{2}")
LONGEST = 16 * 1024
BODY_END = re.compile(rb"[\x03\x04]")


class Packet(msgspec.Struct, frozen=True):
    """One packet.

    Attributes:
        bodies: command and data of each.
        address: two hexadecimal digits; `00` is for all signs, `?` stands for any digit.
        closed: bodies end with ETX; always so when there are several or a checksum.
        checked: each body has a checksum.
    """

    bodies: tuple[bytes, ...]
    address: str = TO_ALL
    sign_type: str = ALL_TYPES
    closed: bool = False
    checked: bool = False

    def is_for(self, address: int) -> bool:
        """Whether a sign with this address has to obey."""
        own = zip(self.address, f"{address:02X}", strict=True)
        return self.address == TO_ALL or all(theirs in ("?", digit) for theirs, digit in own)


def encode_packet(packet: Packet) -> bytes:
    """The bytes on the line. In a packet with several bodies at least 0.1 s of silence belong after each STX."""
    closed = packet.closed or packet.checked or len(packet.bodies) > 1
    nested = b""
    for body in packet.bodies:
        block = STX + body + (ETX if closed else b"")
        nested += block + (b"%04X" % (sum(block) & 0xFFFF) if packet.checked else b"")
    return NULS + SOH + f"{packet.sign_type}{packet.address}".encode() + nested + EOT


def packet_decoder() -> ResyncingDecoder[Packet]:
    """Finds packets; a wrong checksum drops the packet, as the signs do."""
    return ResyncingDecoder(_read, LONGEST)


def _read(content: bytes) -> tuple[Packet, int] | None:
    if not begins(content, SOH):
        return None
    if len(content) < 5:
        raise Incomplete
    if not ADDRESS.fullmatch(content, 2, 4) or not 0x20 <= content[1] < 0x7F:
        return None
    bodies: list[bytes] = []
    closed = checked = False
    position = 4
    while content[position : position + 1] == STX:
        end = BODY_END.search(content, position)
        if end is None:
            raise Incomplete
        bodies.append(content[position + 1 : end.start()])
        if STX in bodies[-1]:
            return None
        if end[0] == EOT:
            return Packet(tuple(bodies), content[2:4].decode(), chr(content[1]), closed, checked), end.end()
        closed = True
        check = content[end.end() : end.end() + 4]
        if len(check) < 1 or (len(check) < 4 and re.fullmatch(rb"[0-9A-F]+", check)):
            raise Incomplete
        position = end.end()
        if re.fullmatch(rb"[0-9A-F]{4}", check):
            if int(check, 16) != sum(content[end.start() - len(bodies[-1]) - 1 : end.end()]) & 0xFFFF:
                return None
            checked = True
            position += 4
    if position >= len(content):
        raise Incomplete
    if content[position : position + 1] != EOT or not bodies:
        return None
    return Packet(tuple(bodies), content[2:4].decode(), chr(content[1]), closed, checked), position + 1
