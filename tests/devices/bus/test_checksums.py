"""Checksums against the catalogue's check values."""

from devices.bus.checksums import crc16_arc, crc16_modbus, crc16_x25, sum8, xor8

CHECK = b"123456789"


def test_each_checksum_gives_its_catalogued_check_value() -> None:
    assert crc16_arc(CHECK) == 0xBB3D
    assert crc16_modbus(CHECK) == 0x4B37
    assert crc16_x25(CHECK) == 0x906E
    assert sum8(CHECK) == 0xDD
    assert xor8(CHECK) == 0x31
