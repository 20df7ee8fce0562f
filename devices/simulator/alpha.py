"""An Alpha sign that exists only as bytes: its memory, text, string and dot files, and what can be read in them."""

import re
from functools import cache

from PIL import Image

from devices.led.alpha import CALL_DOTS, COLOUR, LEAST_CHINESE_ROWS, TEXT_BYTES, TEXT_LABEL
from devices.led.alpha_frame import packet_decoder
from devices.led.alpha_messages import Dots, File, Memory, Message, Special, String, Text, message_in
from devices.led.dots import cell_of, dots_of
from devices.simulator.strip import LIT, dark_picture, lamps_picture, letters_picture, strip_picture

PRIORITY_LABEL = "0"
CODES = re.compile("\x1c.|\x1a.|[\x15-\x19]")
CALL_STRING = re.compile("\x10(.)")
LAMPS = {"1": LIT, "2": (70, 235, 60), "3": (255, 176, 32)}
DELIVERED = {TEXT_LABEL: File(TEXT_LABEL, "A", False, TEXT_BYTES, "FF00")}
"""The memory of a sign that nobody has set up yet."""
USUAL_ROWS = range(0xB0, 0xD8)
"""Level 1 of GB 2312, the 3,755 usual characters."""


class AlphaCard:
    """A sign at `address`. It takes only files that its memory was set up for; without power it keeps that and no more.

    Attributes:
        told: the special functions it was told last, with their data.
    """

    answers = False

    def __init__(self, address: int = 0, width_px: int = 96, height_px: int = 16) -> None:
        self._address = address
        self._size_px = (width_px, height_px)
        self.faults: dict[str, str] = {}
        self.frames = 0
        self.told: dict[str, str] = {}
        self._decoder = packet_decoder()
        self._files = dict(DELIVERED)
        self._texts: dict[str, str] = {}
        self._strings: dict[str, str] = {}
        self._dots: dict[str, tuple[str, ...]] = {}

    @property
    def text(self) -> str:
        rows = self._picture_called()
        if rows is not None:
            return read_dots(rows, cell_of(self._size_px[1])).strip()
        return CODES.sub("", self._content()).strip()

    def lose_power(self) -> None:
        self._forget()
        self._decoder = packet_decoder()

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        for packet in self._decoder.feed(received):
            if packet.is_for(self._address):
                self.frames += 1
                for body in packet.bodies:
                    self._obey(message_in(body))
        return b""

    def picture(self, page: int) -> Image.Image:
        width, height = self._size_px
        rows = self._picture_called()
        if rows:
            lit = max("".join(rows))
            return lamps_picture(rows, width, height, lit=LAMPS.get(lit, LIT))
        if not self.text:
            return dark_picture(width, height)
        colour = re.search(f"{COLOUR}(.)", self._content())
        lamp = LAMPS.get(colour[1], LIT) if colour else LIT
        if height < LEAST_CHINESE_ROWS:
            return letters_picture(self.text, width=width, height=height, page=page, lit=lamp)
        glyph = cell_of(height)
        top = (height - glyph) // 2
        return strip_picture(
            self.text, width=width, height=height, glyph_px=glyph, top=top, wrap=True, page=page, lit=lamp
        )

    def _content(self) -> str:
        """The text in front, the strings in their places."""
        text = self._texts.get(PRIORITY_LABEL) or self._texts.get(TEXT_LABEL, "")
        return CALL_STRING.sub(lambda call: self._strings.get(call[1], ""), text)

    def _picture_called(self) -> tuple[str, ...] | None:
        label = self._content().removeprefix(CALL_DOTS)
        return self._dots.get(label, ()) if len(label) == 1 and self._content() != label else None

    def _obey(self, message: Message | None) -> None:
        match message:
            case Text() if message.label == PRIORITY_LABEL or self._room("A", message.label) >= len(message.content):
                self._texts[message.label] = message.content
            case String() if self._room("B", message.label) >= len(message.content):
                self._strings[message.label] = message.content
            case Dots() if self._fits(message):
                self._dots[message.label] = message.rows
            case Memory():
                self._files = {file.label: file for file in message.files}
                self._forget()
            case Special():
                self.told[message.function] = message.data
            case _:
                return

    def _room(self, kind: str, label: str) -> int:
        file = self._files.get(label)
        return file.size if file is not None and file.kind == kind else -1

    def _fits(self, dots: Dots) -> bool:
        rows, width = divmod(max(0, self._room("D", dots.label)), 0x100)
        return len(dots.rows) <= rows and len(dots.rows[0]) <= width

    def _forget(self) -> None:
        self._texts, self._strings, self._dots = {}, {}, {}


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
