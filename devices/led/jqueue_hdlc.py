"""The LED strip with PPP-like framing of a Chinese telecom's queue system: no answer; codec, pure.

Source: leqi200/JQueue, SendLEDMessage (device reference, section 1.2 b). The strip's maker is unknown. Checked against
a frame computed by that rule and a simulated strip; not seen on hardware.
"""

from collections.abc import Iterator

import msgspec

from devices.bus import Exchange
from devices.bus.checksums import crc16_x25
from devices.led.codec import Page, Silent, encoded, paged
from devices.led.jqueue_0509 import GAP_S, StripOptions

FLAG, ESCAPE, FLIP = 0x7E, 0x7D, 0x20
KIND = b"\xe9D"
SHOW = 0x09
LONGEST_FRAME = 2 * 1024


class AreaText(msgspec.Struct, frozen=True):
    """One frame: the text of one area of the strip at `address`."""

    text: bytes
    address: int = 1
    area: int = 1


def encode_area(said: AreaText) -> bytes:
    """The bytes on the line, between two flags."""
    body = bytes([said.address]) + KIND + bytes([said.area, SHOW]) + said.text
    body += crc16_x25(body).to_bytes(2, "little")
    escaped = b"".join(
        bytes([ESCAPE, byte ^ FLIP]) if byte < 0x20 or byte in (ESCAPE, FLAG) else bytes([byte]) for byte in body
    )
    return bytes([FLAG]) + escaped + bytes([FLAG])


class AreaDecoder:
    """Finds frames in a stream in any pieces; a bare flag always ends one and may begin the next.

    Attributes:
        dropped: frames thrown away for a wrong escape, checksum, kind or size.
    """

    def __init__(self) -> None:
        self._escaped: bytearray | None = None
        self.dropped = 0

    def feed(self, received: bytes) -> Iterator[AreaText]:
        for byte in received:
            if byte == FLAG:
                if self._escaped:
                    said = _decoded(bytes(self._escaped))
                    if said is None:
                        self.dropped += 1
                    else:
                        yield said
                self._escaped = bytearray()
            elif self._escaped is not None:
                self._escaped.append(byte)
                if len(self._escaped) > LONGEST_FRAME:
                    self._escaped = None
                    self.dropped += 1


def _decoded(escaped: bytes) -> AreaText | None:
    body = bytearray()
    flip = False
    for byte in escaped:
        if byte == ESCAPE and not flip:
            flip = True
            continue
        body.append(byte ^ FLIP if flip else byte)
        flip = False
    if flip or len(body) < 7 or crc16_x25(bytes(body[:-2])) != int.from_bytes(body[-2:], "little"):
        return None
    if bytes(body[1:3]) != KIND or body[4] != SHOW:
        return None
    return AreaText(bytes(body[5:-2]), body[0], body[3])


class HdlcOptions(StripOptions, frozen=True, kw_only=True):
    """Attributes: `area` of the strip that shows the text."""

    area: int = 1

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 <= self.area <= 255:
            raise ValueError("area 是 0 到 255")


class JQueueHdlcCodec(Silent):
    """One strip at `address`."""

    def __init__(self, address: int = 1, options: HdlcOptions | None = None) -> None:
        self._options = options or HdlcOptions()
        self._address = address
        self.page_s = self._options.page_s
        self.refresh_s = self._options.refresh_s

    def pages(self, text: str) -> tuple[Page, ...]:
        encoded(text, "gbk")
        width = self._options.columns
        return tuple((self._exchange(page or " " * width),) for page in paged(text, width))

    def _exchange(self, text: str) -> Exchange:
        said = AreaText(encoded(text, "gbk"), self._address, self._options.area)
        return Exchange(content=encode_area(said), gap_s=GAP_S)
