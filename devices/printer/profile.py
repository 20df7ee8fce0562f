"""What differs from one printer model to the next, as small data."""

from typing import Literal

import msgspec

DOTS_PER_MM = 203 / 25.4
"""Resolution of the usual thermal head."""


class PrinterProfile(msgspec.Struct, frozen=True):
    """One kind of printer.

    Attributes:
        width_dots: printable width.
        columns: ASCII characters of font A (12 × 24 dots) in one line; a Chinese character takes two.
        charset: `gb18030` for the two-byte Chinese font after `FS &`; `ascii` when the printer has no Chinese font,
            then every Chinese line is printed as a bitmap.
        cut: how the cutter works, or `none` without one (then the paper is only fed to the tear bar).
        answers_in_order: the printer answers `GS r 1` after all bytes before it were printed.
    """

    name: str
    width_dots: int
    columns: int
    charset: Literal["gb18030", "ascii"] = "gb18030"
    cut: Literal["part", "full", "none"] = "part"
    answers_in_order: bool = True


PAPER_80_MM = PrinterProfile(name="80mm", width_dots=576, columns=48)
PAPER_58_MM = PrinterProfile(name="58mm", width_dots=384, columns=32)
PROFILES = {profile.name: profile for profile in (PAPER_80_MM, PAPER_58_MM)}
