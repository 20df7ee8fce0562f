"""Alpha (BetaBrite) signs: Latin texts as text files, Chinese as dot pictures rendered from a font; no answer.

Source: "Alpha Sign Communications Protocol", pn 9708-8061 Rev F (device reference, section 1.3); the layout of SMALL
DOTS and their memory record is general knowledge. Checked against published and computed packets and a simulated sign;
not seen on hardware.
"""

from datetime import datetime
from typing import Literal

from devices.bus import Exchange
from devices.driver import Options
from devices.errors import TextRefusedError
from devices.led.alpha_frame import NULS, Packet, encode_packet
from devices.led.codec import Page, Silent, columns, encoded, paged

TEXT_FILE, DOTS_FILE = b"A", b"1"
MIDDLE, HOLD, ROTATE = b"\x1b\x20", b"b", b"a"
COLOURS = {"red": b"1", "green": b"2", "amber": b"3"}
CALL_DOTS = b"\x14" + DOTS_FILE
LETTER_PX = 6
"""The usual 5 × 7 letters with their gap."""
LEAST_CHINESE_ROWS = 12
LONGEST_TEXT = 250
MEMORY_S, DOTS_S = 1.0, 0.1
"""Silences after clearing the memory and after the width of a picture."""


class AlphaOptions(Options, frozen=True, kw_only=True):
    """A sign's settings. Chinese needs at least 12 rows; the line is 7E1 or 8N1 by the plan."""

    width_px: int = 80
    height_px: int = 7
    colour: Literal["red", "green", "amber"] = "amber"
    checksum: bool = True
    page_s: float = 3.0
    refresh_s: float = 60.0

    def __post_init__(self) -> None:
        if not 7 <= self.height_px <= 31 or not 32 <= self.width_px <= 255:
            raise ValueError("height_px 是 7 到 31，width_px 是 32 到 255")
        if not 1 <= self.page_s <= 60 or not 5 <= self.refresh_s <= 3600:
            raise ValueError("page_s 是 1 到 60 秒，refresh_s 是 5 到 3600 秒")


class AlphaCodec(Silent):
    """One sign at `address`, 0 for all on the line."""

    def __init__(self, address: int = 0, options: AlphaOptions | None = None) -> None:
        self._address = address
        self._options = options or AlphaOptions()
        self.page_s = self._options.page_s
        self.refresh_s = self._options.refresh_s

    def pages(self, text: str) -> tuple[Page, ...]:
        if text.isascii():
            return ((self._text(text),),)
        encoded(text, "utf-8")
        rows = self._options.height_px
        if rows < LEAST_CHINESE_ROWS:
            raise TextRefusedError(f"Chinese is not legible on {rows} rows")
        cell = min(16, rows)
        width = self._options.width_px // (cell // 2)
        return tuple(self._picture(page, cell) for page in paged(text, width))

    def prepare(self, now: datetime) -> tuple[Exchange, ...]:
        """Memory for a text of 256 bytes and one picture, then the clock and the day of the week (1 is Sunday)."""
        text = b"AAU0100FF00"
        dots = b"1DL%02X%02X2000" % (self._options.height_px, self._options.width_px)
        memory = self._packet(b"E$" + text + dots)
        clock = self._packet(b"E " + now.strftime("%H%M").encode())
        day = self._packet(b"E&%d" % (now.isoweekday() % 7 + 1))
        return (
            Exchange(content=memory, gap_s=MEMORY_S),
            Exchange(content=clock, gap_s=DOTS_S),
            Exchange(content=day, gap_s=DOTS_S),
        )

    def _text(self, text: str) -> Exchange:
        content = encoded(text, "ascii")
        if len(content) > LONGEST_TEXT:
            raise TextRefusedError(f"longer than {LONGEST_TEXT} letters")
        mode = HOLD if len(content) <= self._options.width_px // LETTER_PX else ROTATE
        return Exchange(content=self._packet(b"A" + TEXT_FILE + MIDDLE + mode + self._colour() + content))

    def _picture(self, text: str, cell: int) -> Page:
        """The picture, then the text that shows it."""
        rows = dots_of(text, cell, self._options.height_px, COLOURS[self._options.colour].decode())
        head = b"I" + DOTS_FILE + b"%02X%02X" % (len(rows), len(rows[0]))
        packet = self._packet(head + b"".join(row.encode() + b"\r" for row in rows))
        width_ends = len(NULS) + 1 + 3 + 1 + len(head)
        drawn = Exchange(content=packet, gap_s=DOTS_S, pauses=((width_ends, DOTS_S),))
        return drawn, Exchange(content=self._packet(b"A" + TEXT_FILE + MIDDLE + HOLD + CALL_DOTS))

    def _packet(self, body: bytes) -> bytes:
        return encode_packet(Packet((body,), self._address, checked=self._options.checksum))

    def _colour(self) -> bytes:
        return b"\x1c" + COLOURS[self._options.colour]


def dots_of(text: str, cell: int, height: int, lit: str = "1") -> tuple[str, ...]:
    """The rows of a text as dots, `lit` or `0`; Chinese characters are `cell` wide, ASCII half of that."""
    # Here and not above: an agent whose signs show no pictures needs neither the font nor Pillow.
    from PIL import Image, ImageDraw

    from devices.fonts import noto_sans_cjk

    image = Image.new("L", (max(1, columns(text)) * cell // 2, height))
    font = noto_sans_cjk(cell - 1)
    left = 0
    baseline = (height - cell) // 2 + round(cell * 0.84)
    for character in text:
        # Each in a cell of its own: what hangs over would touch its neighbours.
        own = Image.new("L", (cell // 2 if character.isascii() else cell, height))
        ImageDraw.Draw(own).text((own.width / 2, baseline), character, fill=255, font=font, anchor="ms")
        image.paste(own, (left, 0))
        left += own.width
    grey = image.tobytes()
    return tuple(
        "".join(lit if value > 105 else "0" for value in grey[row * image.width : (row + 1) * image.width])
        for row in range(height)
    )
