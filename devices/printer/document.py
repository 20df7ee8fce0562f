"""What to print, as values: no bytes, no printer model."""

from typing import Literal

import msgspec

Align = Literal["left", "center", "right"]


class Line(msgspec.Struct, frozen=True, tag=True):
    """Text with one look; longer than the paper it goes on in the next line.

    Attributes:
        width, height: multiples of the normal character, 1 to 8.
    """

    text: str
    align: Align = "left"
    width: int = 1
    height: int = 1
    bold: bool = False


class Row(msgspec.Struct, frozen=True, tag=True):
    """Two texts in one line, at the left and the right edge; on two lines when they do not fit side by side."""

    left: str
    right: str
    bold: bool = False


class Rule(msgspec.Struct, frozen=True, tag=True):
    """A line across the paper made of one ASCII character."""

    character: str = "-"


class Feed(msgspec.Struct, frozen=True, tag=True):
    """Empty lines, 1 to 255."""

    lines: int = 1


class QrCode(msgspec.Struct, frozen=True, tag=True):
    """A QR code, centred; the symbol without its quiet zone is at least `min_width_mm` wide if the paper allows."""

    content: str
    min_width_mm: float = 25.0


class Picture(msgspec.Struct, frozen=True, tag=True):
    """Black and white dots: rows of `(width_dots + 7) // 8` bytes, most significant bit left, 1 is black."""

    width_dots: int
    height_dots: int
    bits: bytes
    align: Align = "center"


class Cut(msgspec.Struct, frozen=True, tag=True):
    """Feed the last line past the knife and cut."""


Part = Line | Row | Rule | Feed | QrCode | Picture | Cut


class Document(msgspec.Struct, frozen=True):
    """One slip from top to bottom."""

    parts: tuple[Part, ...]
