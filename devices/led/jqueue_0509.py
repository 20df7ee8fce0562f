"""The "0509" LED strip of a Chinese bank's queue system: one text per frame, no answer; codec, pure.

Source: leqi200/JQueue, SendLED_0509Message (device reference, section 1.2 a). The strip's maker is unknown. Checked
against a frame computed by that rule and a simulated strip; not seen on hardware.
"""

import msgspec

from devices.bus import Exchange
from devices.bus.checksums import xor8
from devices.bus.framing import Incomplete, ResyncingDecoder, begins, complete
from devices.driver import Options
from devices.errors import TextRefusedError
from devices.led.codec import Page, Silent, encoded, paged

MARK = b"\xaa\xaa\xaa\x4e"
HEAD = b"\x00\x53\x00"
TO_ALL = 0xFF
END = b"\x1a"
OVERHEAD = 8
"""Bytes that the length counts besides the text: itself, the head, the address, two of the checksum, the end."""
LONGEST_TEXT = 0xFF - OVERHEAD
GAP_S = 0.18
"""The silence that the source keeps after each frame."""


class StripText(msgspec.Struct, frozen=True):
    """One frame. The source always sends the address FF; that it is one is a guess from its place."""

    text: bytes
    address: int = TO_ALL


def encode_strip(said: StripText) -> bytes:
    """The bytes on the line.

    Raises:
        TextRefusedError: longer than the length byte can say.
    """
    if len(said.text) > LONGEST_TEXT:
        raise TextRefusedError(f"{len(said.text)} bytes are more than the {LONGEST_TEXT} of one frame")
    checked = bytes([len(said.text) + OVERHEAD]) + HEAD + bytes([said.address]) + said.text
    check = xor8(checked)
    return MARK + checked + bytes([check >> 4, check & 0x0F]) + END


def strip_decoder() -> ResyncingDecoder[StripText]:
    return ResyncingDecoder(_read, len(MARK) + 0xFF)


def _read(content: bytes) -> tuple[StripText, int] | None:
    if not begins(content, MARK):
        return None
    if len(content) == len(MARK):
        raise Incomplete
    size = len(MARK) + content[len(MARK)]
    if content[len(MARK)] < OVERHEAD:
        return None
    frame = complete(content, size)
    checked, check = frame[len(MARK) : -3], frame[-3:-1]
    right = xor8(checked)
    if frame[-1:] != END or checked[1:4] != HEAD or check != bytes([right >> 4, right & 0x0F]):
        return None
    return StripText(checked[5:], checked[4]), size


class StripOptions(Options, frozen=True, kw_only=True):
    """Attributes: `columns` are the half-width characters of one line; a longer text is shown page by page."""

    columns: int = 24
    page_s: float = 3.0
    refresh_s: float = 60.0

    def __post_init__(self) -> None:
        if not 4 <= self.columns <= 120:
            raise ValueError("columns 是 4 到 120（一个汉字算 2）")
        if not 1 <= self.page_s <= 60 or not 5 <= self.refresh_s <= 3600:
            raise ValueError("page_s 是 1 到 60 秒，refresh_s 是 5 到 3600 秒")


class JQueue0509Codec(Silent):
    """One strip at `address`, 0 for the source's FF."""

    def __init__(self, address: int = 0, options: StripOptions | None = None) -> None:
        self._options = options or StripOptions()
        self._address = address or TO_ALL
        self.page_s = self._options.page_s
        self.refresh_s = self._options.refresh_s

    def pages(self, text: str) -> tuple[Page, ...]:
        encoded(text, "gbk")
        width = self._options.columns
        return tuple((self._exchange(page or " " * width),) for page in paged(text, width))

    def _exchange(self, text: str) -> Exchange:
        frame = encode_strip(StripText(encoded(text, "gbk"), self._address))
        return Exchange(content=frame, gap_s=GAP_S)
