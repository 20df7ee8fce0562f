"""CXT CX-H boards over UDP 8453: one text per datagram, no answer, no checksum; codec, pure.

Source: 0736led.vip, product 739216543 (device reference, section 1.6). Checked against the published datagram and a
simulated board; not seen on hardware.
"""

import struct

import msgspec

from devices.bus import Exchange
from devices.driver import Options
from devices.errors import TextRefusedError
from devices.led.codec import Page, Silent, encoded, paged

MARK = b"\x21\x21\x55\xaa"
HEAD = struct.Struct("<BBBBIH")
LONGEST_TEXT = 1000
COLOURS = {"black": 0, "red": 1, "green": 2, "yellow": 3}
EFFECTS = {"page": 0, "up": 1, "down": 2, "left": 3}


class AreaShown(msgspec.Struct, frozen=True):
    """One datagram.

    Attributes:
        area: 0 to 15; colour: see `COLOURS`; effect: see `EFFECTS`; speed: 0 to 9; stay: tenths of a second.
    """

    text: bytes
    area: int = 0
    colour: int = 1
    effect: int = 0
    speed: int = 8
    stay: int = 30


def encode_shown(shown: AreaShown) -> bytes:
    head = HEAD.pack(shown.area, shown.colour, shown.effect, shown.speed, shown.stay, len(shown.text))
    return MARK + head + shown.text


def decode_shown(datagram: bytes) -> AreaShown | None:
    """The meaning of a datagram; None when it is none of these."""
    start = len(MARK) + HEAD.size
    if not datagram.startswith(MARK) or len(datagram) < start:
        return None
    area, colour, effect, speed, stay, size = HEAD.unpack_from(datagram, len(MARK))
    text = datagram[start:]
    return AreaShown(text, area, colour, effect, speed, stay) if len(text) == size else None


class CxtOptions(Options, frozen=True, kw_only=True):
    """Attributes: `columns` are the half-width characters of the area; a longer text is shown page by page."""

    columns: int = 24
    area: int = 0
    colour: str = "red"
    effect: str = "page"
    speed: int = 8
    page_s: float = 3.0
    refresh_s: float = 30.0

    def __post_init__(self) -> None:
        if self.colour not in COLOURS or self.effect not in EFFECTS:
            raise ValueError(f"colour 是 {'、'.join(COLOURS)}；effect 是 {'、'.join(EFFECTS)}")
        if not (4 <= self.columns <= 200 and 0 <= self.area <= 15 and 0 <= self.speed <= 9):
            raise ValueError("columns 是 4 到 200，area 是 0 到 15，speed 是 0 到 9")
        if not 1 <= self.page_s <= 60 or not 5 <= self.refresh_s <= 3600:
            raise ValueError("page_s 是 1 到 60 秒，refresh_s 是 5 到 3600 秒")


class CxtCodec(Silent):
    """One area of one board."""

    def __init__(self, options: CxtOptions | None = None) -> None:
        self._options = options or CxtOptions()
        self.page_s = self._options.page_s
        self.refresh_s = self._options.refresh_s

    def pages(self, text: str) -> tuple[Page, ...]:
        if len(encoded(text, "gb2312")) > LONGEST_TEXT:
            raise TextRefusedError(f"longer than {LONGEST_TEXT} bytes")
        width = self._options.columns
        return tuple((self._exchange(page or " " * width),) for page in paged(text, width))

    def _exchange(self, text: str) -> Exchange:
        own = self._options
        shown = AreaShown(
            encoded(text, "gb2312"),
            own.area,
            COLOURS[own.colour],
            EFFECTS[own.effect],
            own.speed,
            round(own.page_s * 10),
        )
        return Exchange(content=encode_shown(shown))
