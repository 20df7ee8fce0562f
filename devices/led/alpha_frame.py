"""Packets of the Alpha Sign Communications Protocol (BetaBrite, Adaptive); pure.

Source: "Alpha Sign Communications Protocol", pn 9708-8061 Rev F (device reference, section 1.3). Five NUL set the
speed, then SOH, the sign's type, its address, and one or more bodies between STX and ETX, each perhaps with a checksum.
"""

import re

import msgspec

from devices.bus.framing import Incomplete, ResyncingDecoder, begins

NULS = b"\x00" * 5
SOH, STX, ETX, EOT = b"\x01", b"\x02", b"\x03", b"\x04"
ALL_TYPES = "Z"
LONGEST = 16 * 1024
BODY_END = re.compile(rb"[\x03\x04]")


class Packet(msgspec.Struct, frozen=True):
    """One packet.

    Attributes:
        bodies: command and data of each.
        address: 0 for all signs.
        closed: bodies end with ETX; always so when there are several or a checksum.
        checked: each body has a checksum.
    """

    bodies: tuple[bytes, ...]
    address: int = 0
    sign_type: str = ALL_TYPES
    closed: bool = False
    checked: bool = False


def encode_packet(packet: Packet) -> bytes:
    """The bytes on the line."""
    closed = packet.closed or packet.checked or len(packet.bodies) > 1
    nested = b""
    for body in packet.bodies:
        block = STX + body + (ETX if closed else b"")
        nested += block + (b"%04X" % (sum(block) & 0xFFFF) if packet.checked else b"")
    return NULS + SOH + packet.sign_type.encode() + b"%02X" % packet.address + nested + EOT


def packet_decoder() -> ResyncingDecoder[Packet]:
    """Finds packets; a wrong checksum drops the packet, as the signs do."""
    return ResyncingDecoder(_read, LONGEST)


def _read(content: bytes) -> tuple[Packet, int] | None:
    if not begins(content, SOH):
        return None
    if len(content) < 5:
        raise Incomplete
    if not re.fullmatch(rb"[0-9A-F]{2}", content[2:4]) or content[1] < 0x20:
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
            return Packet(tuple(bodies), int(content[2:4], 16), chr(content[1]), closed, checked), end.end()
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
    return Packet(tuple(bodies), int(content[2:4], 16), chr(content[1]), closed, checked), position + 1
