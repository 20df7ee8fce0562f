"""The electronics of simulated LED strips and number boards that show one line of text."""

from collections.abc import Callable

from PIL import Image

from devices.led.cxt import decode_shown
from devices.led.jqueue_0509 import TO_ALL, strip_decoder
from devices.led.jqueue_hdlc import AreaDecoder
from devices.led.modbus_digits import POINT_REGISTER, TEXT_REGISTER, VALUE_REGISTER
from devices.led.modbus_frame import Read, Write, encode_obeyed, encode_refused, request_decoder
from devices.led.number_boards import board_decoder, number_decoder
from devices.simulator.digits import digits_picture
from devices.simulator.strip import dark_picture, strip_picture

GLYPH_PX = 16
ILLEGAL_FUNCTION, ILLEGAL_ADDRESS, BUSY = 1, 2, 6
"""Modbus exceptions."""


class LineCard:
    """A card that shows one line and forgets it without power. `understand` takes what a host says.

    Args:
        understand: the texts in received bytes that are meant for this card, in order; it keeps unfinished frames.
    """

    answers = False

    def __init__(self, columns: int, understand: Callable[[bytes], list[str]]) -> None:
        self._size_px = (max(columns, 4) * GLYPH_PX // 2, GLYPH_PX)
        self.faults: dict[str, str] = {}
        self.frames = 0
        self.text = ""
        self._understand = understand

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        for text in self._understand(received):
            self.frames += 1
            self.text = text.strip()
        return b""

    def lose_power(self) -> None:
        self.text = ""

    def picture(self, page: int) -> Image.Image:
        width, height = self._size_px
        if not self.text:
            return dark_picture(width, height)
        return strip_picture(self.text, width=width, height=height, glyph_px=GLYPH_PX, top=0, wrap=True, page=page)


class DigitCard(LineCard):
    """A board of seven-segment digits."""

    def __init__(self, digits: int, understand: Callable[[bytes], list[str]]) -> None:
        super().__init__(digits, understand)
        self._digits = digits

    def picture(self, page: int) -> Image.Image:
        return digits_picture(self.text, self._digits)


def jqueue_0509_card(address: int = 0, columns: int = 24) -> LineCard:
    decoder = strip_decoder()
    own = {TO_ALL, address or TO_ALL}
    return LineCard(
        columns,
        lambda received: [said.text.decode("gbk", "replace") for said in decoder.feed(received) if said.address in own],
    )


def jqueue_hdlc_card(address: int = 1, columns: int = 24) -> LineCard:
    decoder = AreaDecoder()
    return LineCard(
        columns,
        lambda received: [
            said.text.decode("gbk", "replace") for said in decoder.feed(received) if said.address == address
        ],
    )


def cxt_card(columns: int = 24) -> LineCard:
    def understand(received: bytes) -> list[str]:
        shown = decode_shown(received)
        return [shown.text.decode("gb2312", "replace")] if shown else []

    return LineCard(columns, understand)


def sum8_card(address: int = 1, digits: int = 3) -> DigitCard:
    decoder = number_decoder()
    return DigitCard(
        digits,
        lambda received: [str(shown.number) for shown in decoder.feed(received) if shown.address == address],
    )


def apertum_card(address: int = 0x20, columns: int = 7, charset: str = "ascii") -> LineCard:
    decoder = board_decoder()
    return LineCard(
        columns,
        lambda received: [
            shown.text.decode(charset, "replace") for shown in decoder.feed(received) if shown.address == address
        ],
    )


class ModbusCard(DigitCard):
    """A digit strip; answers every request that is meant for it, and cannot be read."""

    answers = True

    def __init__(self, unit: int = 1, digits: int = 4) -> None:
        super().__init__(digits, lambda received: [])
        self._unit = unit
        self._decimals = 0
        self._decoder = request_decoder()
        self.faults = {"nack_busy": "回答忙"}

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        said = b""
        for request in self._decoder.feed(received):
            if request.unit != self._unit:
                continue
            self.frames += 1
            if "nack_busy" in faults:
                said += encode_refused(request, BUSY)
            elif isinstance(request, Read):
                said += encode_refused(request, ILLEGAL_FUNCTION)
            else:
                said += encode_obeyed(request) if self._obey(request) else encode_refused(request, ILLEGAL_ADDRESS)
        return said

    def lose_power(self) -> None:
        super().lose_power()
        self._decimals = 0

    def _obey(self, write: Write) -> bool:
        number = int.from_bytes(write.content, "big", signed=True)
        if write.many and write.register == TEXT_REGISTER:
            self.text = write.content.decode("ascii", "replace").strip()
        elif not write.many and write.register == VALUE_REGISTER:
            self.text = f"{number / 10**self._decimals:.{self._decimals}f}"
        elif not write.many and write.register == POINT_REGISTER and 0 <= number <= 3:
            self._decimals = number
        else:
            return False
        return True
