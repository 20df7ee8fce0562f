"""Commands to and replies from Onbon font cards, inside a frame; pure."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

import msgspec

from devices.led.onbon_frame import Frame

WANT_REPLY = 0x01
NO_REPLY = 0x02


class Op(IntEnum):
    """Group and command byte as one number."""

    PING = 0xA200
    STATUS = 0xA102
    SET_CLOCK = 0xA203
    POWER = 0xA300
    BRIGHTNESS = 0xA302
    UPDATE_AREAS = 0xA306
    CLEAR = 0xA310
    ACK = 0xA000
    NACK = 0xA001


class CardError(IntEnum):
    """The card's error numbers (BX-K Error Code.md)."""

    OK = 0
    GROUP = 1
    COMMAND = 2
    BUSY = 3
    MEMORY = 4
    CHECKSUM = 5
    NO_FILE = 6
    FLASH = 7
    DOWNLOAD = 8
    NAME = 9
    TYPE = 10
    FILE_CHECKSUM = 11
    FONT_MISSING = 12
    FIRMWARE_TYPE = 13
    DATE_TIME = 14
    EXISTS = 15
    BLOCK_NUMBER = 16


class Message(msgspec.Struct, frozen=True):
    """One data block: a command with its `reply` byte, or an answer with its `error` in that place.

    Attributes:
        op: group and command, see `Op`.
        flag: commands: 1 a reply is wanted, 2 not; answers: error number.
        reserved: two bytes; the first is the process mode of `UPDATE_AREAS`, some hosts put the length here.
    """

    op: int
    flag: int = WANT_REPLY
    reserved: bytes = b"\x00\x00"
    payload: bytes = b""

    @property
    def is_answer(self) -> bool:
        return self.op in (Op.ACK, Op.NACK)


def to_data(message: Message) -> bytes:
    """The data block of a frame."""
    return message.op.to_bytes(2, "big") + bytes([message.flag]) + message.reserved + message.payload


def message_in(frame: Frame) -> Message | None:
    """The message in a frame; None when it is too short to be one."""
    data = frame.data
    if len(data) < 5:
        return None
    return Message(int.from_bytes(data[:2], "big"), data[2], data[3:5], data[5:])


def ack() -> Message:
    return Message(Op.ACK, CardError.OK)


def nack(error: CardError) -> Message:
    return Message(Op.NACK, error)


def ping() -> Message:
    return Message(Op.PING)


def power(on: bool) -> Message:
    return Message(Op.POWER, payload=b"\x01" if on else b"\x02")


def clear() -> Message:
    return Message(Op.CLEAR)


def brightness(level: int) -> Message:
    """Force a brightness of 0 to 15."""
    if not 0 <= level <= 15:
        raise ValueError(f"brightness {level} is outside 0 to 15")
    return Message(Op.BRIGHTNESS, reserved=b"\x02\x00", payload=bytes([1, level]))


def brightness_by_hour(levels: Sequence[int]) -> Message:
    """Set a brightness of 0 to 15 for each half hour of the day, 48 of them, beginning at midnight.

    The first byte after the kind is the level of the forced kind; it stays at its highest.
    """
    if len(levels) != 48 or not all(0 <= level <= 15 for level in levels):
        raise ValueError("a day has 48 half hours, a brightness is between 0 and 15")
    payload = bytes([2, 15, *levels])
    return Message(Op.BRIGHTNESS, reserved=len(payload).to_bytes(2, "little"), payload=payload)


def set_clock(now: datetime) -> Message:
    """Set the card's clock; weekday 1 is Monday, 7 Sunday."""
    digits = now.strftime("%Y%m%d%H%M%S")
    year_high, year_low, *rest = bytes.fromhex(digits)
    payload = bytes([year_low, year_high, *rest, now.isoweekday()])
    return Message(Op.SET_CLOCK, reserved=len(payload).to_bytes(2, "little"), payload=payload)
