"""Small boards that only show a number or a short word: sum8 boards and Apertum's; codecs, pure.

Sources: the RS-485 number board of musicexecdevelopment.com and QIndicatorBoardRS of Apertum QSystem (device reference,
section 1.6). Checked against published frames and simulated boards; not seen on hardware.
"""

import re

import msgspec

from devices.bus import Exchange
from devices.bus.checksums import sum8
from devices.bus.framing import Incomplete, ResyncingDecoder, begins, complete
from devices.driver import Options
from devices.errors import TextRefusedError
from devices.led.codec import Page, Silent, encoded, paged

SUM8_BYTES = 4
START, END = b"\x01", b"\x07"
APERTUM_GAP_S = 0.3
APERTUM_LONGEST = 64


class NumberShown(msgspec.Struct, frozen=True):
    """`ID hi lo sum8`: the number that board `address` shows."""

    address: int
    number: int


def encode_number(shown: NumberShown) -> bytes:
    body = bytes([shown.address]) + shown.number.to_bytes(2, "big")
    return body + bytes([sum8(body)])


def number_decoder() -> ResyncingDecoder[NumberShown]:
    """Frames have no mark: only the sum tells where one begins."""
    return ResyncingDecoder(_read_number, SUM8_BYTES)


def _read_number(content: bytes) -> tuple[NumberShown, int] | None:
    frame = complete(content, SUM8_BYTES)
    if sum8(frame[:3]) != frame[3]:
        return None
    return NumberShown(frame[0], int.from_bytes(frame[1:3], "big")), SUM8_BYTES


class Sum8Options(Options, frozen=True, kw_only=True):
    """Attributes: `digits` of the board."""

    digits: int = 3
    refresh_s: float = 30.0

    def __post_init__(self) -> None:
        if not 1 <= self.digits <= 4 or not 5 <= self.refresh_s <= 3600:
            raise ValueError("digits 是 1 到 4，refresh_s 是 5 到 3600 秒")


class Sum8Codec(Silent):
    """One board. It shows numbers only, and no way to darken it is published: an empty text is refused.

    Leading zeros cannot be said; whether `012` stands there as `12` is the board's affair.
    """

    def __init__(self, address: int = 1, options: Sum8Options | None = None) -> None:
        self._options = options or Sum8Options()
        self._address = address
        self.refresh_s = self._options.refresh_s

    def pages(self, text: str) -> tuple[Page, ...]:
        if not re.fullmatch(r"[0-9]+", text, re.ASCII) or len(text) > self._options.digits:
            raise TextRefusedError(f"{text!r} is no number of at most {self._options.digits} digits")
        return ((Exchange(content=encode_number(NumberShown(self._address, int(text)))),),)


class BoardText(msgspec.Struct, frozen=True):
    """`01 address text 07`: what an Apertum board shows."""

    address: int
    text: bytes


def encode_board(shown: BoardText) -> bytes:
    return START + bytes([shown.address]) + shown.text + END


def board_decoder() -> ResyncingDecoder[BoardText]:
    return ResyncingDecoder(_read_board, APERTUM_LONGEST)


def _read_board(content: bytes) -> tuple[BoardText, int] | None:
    if not begins(content, START):
        return None
    end = content.find(END, 2)
    again = content.find(START, 2)
    if again != -1 and (end == -1 or again < end):
        return None
    if end == -1:
        raise Incomplete
    return BoardText(content[1], content[2:end]), end + 1


class ApertumOptions(Options, frozen=True, kw_only=True):
    """Attributes: the source blanks a board with seven spaces, so it has that many `columns`."""

    columns: int = 7
    charset: str = "ascii"
    page_s: float = 3.0
    refresh_s: float = 60.0

    def __post_init__(self) -> None:
        if self.charset not in ("ascii", "cp1251", "gbk"):
            raise ValueError("charset 是 ascii、cp1251 或 gbk")
        if (
            not 2 <= self.columns <= APERTUM_LONGEST - 3
            or not 1 <= self.page_s <= 60
            or not 5 <= self.refresh_s <= 3600
        ):
            raise ValueError("columns 是 2 到 61，page_s 是 1 到 60 秒，refresh_s 是 5 到 3600 秒")


class ApertumBoardCodec(Silent):
    """One board at `address`, from 0x20 on in the source's halls."""

    def __init__(self, address: int = 0x20, options: ApertumOptions | None = None) -> None:
        self._options = options or ApertumOptions()
        self._address = address
        self.page_s = self._options.page_s
        self.refresh_s = self._options.refresh_s

    def pages(self, text: str) -> tuple[Page, ...]:
        encoded(text, self._options.charset)
        width = self._options.columns
        return tuple((self._exchange(page or " " * width),) for page in paged(text, width))

    def _exchange(self, text: str) -> Exchange:
        content = encode_board(BoardText(self._address, encoded(text, self._options.charset)))
        return Exchange(content=content, gap_s=APERTUM_GAP_S)
