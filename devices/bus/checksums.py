"""The checksums of serial protocols; pure. Check values are those of the CRC catalogue for `123456789`."""

from functools import cache


def crc16_arc(content: bytes) -> int:
    """CRC-16/ARC: polynomial 0x8005 reflected, start 0; check value 0xBB3D."""
    return _reflected(content, 0xA001, 0)


def crc16_modbus(content: bytes) -> int:
    """CRC-16/MODBUS: polynomial 0x8005 reflected, start 0xFFFF; check value 0x4B37."""
    return _reflected(content, 0xA001, 0xFFFF)


def crc16_x25(content: bytes) -> int:
    """CRC-16/X-25, the FCS-16 of PPP and HDLC: 0x1021 reflected, start 0xFFFF, inverted; check value 0x906E."""
    return _reflected(content, 0x8408, 0xFFFF) ^ 0xFFFF


def xor8(content: bytes) -> int:
    """All bytes by exclusive or."""
    check = 0
    for byte in content:
        check ^= byte
    return check


def sum8(content: bytes) -> int:
    """The sum of all bytes, modulo 256."""
    return sum(content) & 0xFF


def _reflected(content: bytes, polynomial: int, start: int) -> int:
    table = _table(polynomial)
    crc = start
    for byte in content:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc


@cache
def _table(polynomial: int) -> tuple[int, ...]:
    table = []
    for value in range(256):
        crc = value
        for _ in range(8):
            crc = crc >> 1 ^ polynomial if crc & 1 else crc >> 1
        table.append(crc)
    return tuple(table)
