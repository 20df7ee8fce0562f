"""An Alpha sign that exists only as bytes: text files, dot pictures, and what can be read in them."""

import re
from functools import cache

from PIL import Image

from devices.led.alpha import CALL_DOTS, dots_of
from devices.led.alpha_frame import packet_decoder
from devices.simulator.strip import dark_picture, lamps_picture, strip_picture

CODES = re.compile(rb"\x1c.|\x1a.|[\x15-\x19]")
USUAL_ROWS = range(0xB0, 0xD8)
"""Level 1 of GB 2312, the 3,755 usual characters."""


class AlphaCard:
    """A sign at `address`. Its files are gone without power."""

    answers = False

    def __init__(self, address: int = 0, width_px: int = 96, height_px: int = 16) -> None:
        self._address = address
        self._size_px = (width_px, height_px)
        self.faults: dict[str, str] = {}
        self.frames = 0
        self.configured = False
        self._decoder = packet_decoder()
        self._text = b""
        self._rows: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        if self._text == CALL_DOTS:
            return read_dots(self._rows, min(16, self._size_px[1])).strip()
        return self._text.decode("ascii", "replace").strip()

    def lose_power(self) -> None:
        self._text, self._rows, self.configured = b"", (), False
        self._decoder = packet_decoder()

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        for packet in self._decoder.feed(received):
            if packet.address in (0, self._address):
                self.frames += 1
                for body in packet.bodies:
                    self._obey(body)
        return b""

    def picture(self, page: int) -> Image.Image:
        width, height = self._size_px
        if self._text == CALL_DOTS and self._rows:
            return lamps_picture(self._rows, width, height)
        if not self.text:
            return dark_picture(width, height)
        glyph = min(16, height)
        top = (height - glyph) // 2
        return strip_picture(self.text, width=width, height=height, glyph_px=glyph, top=top, wrap=False, page=page)

    def _obey(self, body: bytes) -> None:
        if body.startswith(b"AA"):
            self._text = CODES.sub(b"", body[5:])
        elif body.startswith(b"I1"):
            self._rows = tuple(row.decode("ascii", "replace") for row in body[6:].split(b"\r") if row)
        elif body.startswith(b"E$"):
            self.configured = True
            self._text, self._rows = b"", ()


def read_dots(rows: tuple[str, ...], cell: int) -> str:
    """The characters in a dot picture, of the usual Chinese ones and ASCII; `?` for others."""
    if not rows:
        return ""
    plain = ["".join("0" if dot == "0" else "1" for dot in row) for row in rows]
    known = _shapes(cell, len(rows))
    text, left = "", 0
    while left < len(plain[0]):
        for wide in (cell, cell // 2):
            shape = tuple(row[left : left + wide] for row in plain)
            if shape in known:
                text += known[shape]
                left += wide
                break
        else:
            text += "?"
            left += cell // 2
    return text


@cache
def _shapes(cell: int, height: int) -> dict[tuple[str, ...], str]:
    codes = [bytes([high, low]) for high in (0xA1, 0xA3, *USUAL_ROWS) for low in range(0xA1, 0xFF)]
    chinese = [code.decode("gb2312", "ignore") for code in codes]
    blank = {dots_of("  ", cell, height): "  "}
    shapes = {dots_of(character, cell, height): character for character in reversed(chinese) if character}
    return shapes | blank | {dots_of(chr(code), cell, height): chr(code) for code in range(0x20, 0x7F)}
