"""A document as the bytes of an ESC/POS printer; pure, built on python-escpos' command set.

Pictures and python-escpos are imported where they are used: who only lists the drivers must not pay for them.
"""

from typing import assert_never

from devices.printer.automatic import AUTOMATIC_OFF, AUTOMATIC_ON
from devices.printer.commands import CHINESE_OFF, CHINESE_ON, FEED_TO_MARK, code_system
from devices.printer.document import Align, Cut, Document, Feed, Line, Part, Picture, QrCode, Row, Rule
from devices.printer.presenter import EU_T400_CUT, after_cut, loop
from devices.printer.profile import PrinterProfile
from devices.printer.text import display_width, has_two_byte_code, printable, wrap

FEED_TO_TEAR_BAR_LINES = 6


def encode(document: Document, profile: PrinterProfile) -> bytes:
    """The bytes of the document, beginning with `ESC @`.

    Raises:
        TextRefusedError: a QR code's content does not fit on the paper.
        ValueError: a size or feed outside the printer's range.
    """
    slip = _Slip(profile)
    for part in document.parts:
        slip.add(part)
    return slip.output()


def opening(profile: PrinterProfile) -> bytes:
    """How the printer is set before a slip, and again after each connection; nothing for most models."""
    automatic = {"unset": b"", "on": AUTOMATIC_ON, "off": AUTOMATIC_OFF}[profile.automatic_status]
    code = b"" if profile.code_system is None else code_system(profile.code_system)
    return automatic + code + loop(profile)


class _Slip:
    """Collects commands; python-escpos' own `text()` is not used because it garbles or drops Chinese."""

    def __init__(self, profile: PrinterProfile) -> None:
        # Here and not above: it reads tables for a quarter of a second, which must not delay a kiosk's first picture.
        from escpos.printer import Dummy

        self._profile = profile
        self._commands = Dummy()
        self._commands.hw("INIT")
        self._raw(opening(profile))
        self._look: tuple[Align, int, int, bool] | None = None

    def output(self) -> bytes:
        output: bytes = self._commands.output
        return output

    def add(self, part: Part) -> None:
        from devices.printer.raster import qr_command, raster_command

        match part:
            case Line():
                self._add_line(part)
            case Row():
                self._add_row(part)
            case Rule():
                self._add_line(Line((printable(part.character) or "-")[0] * self._profile.columns))
            case Feed():
                self._commands.print_and_feed(part.lines)
            case QrCode():
                self._set_look("center", 1, 1, False)
                dots = self._profile.width_dots
                least = part.min_width_mm * self._profile.dots_per_mm
                self._raw(qr_command(part.content, paper_dots=dots, min_width_dots=least))
            case Picture():
                self._set_look(part.align, 1, 1, False)
                self._raw(raster_command(part))
            case Cut():
                self._add_cut()
            case _:
                assert_never(part)

    def _add_line(self, line: Line) -> None:
        if not (1 <= line.width <= 8 and 1 <= line.height <= 8):
            raise ValueError(f"size {line.width} x {line.height} is outside 1 to 8")
        for text in wrap(printable(line.text), self._profile.columns // line.width):
            self._set_look(line.align, line.width, line.height, line.bold)
            self._add_text(text, line)

    def _add_text(self, text: str, line: Line) -> None:
        if text.isascii():
            self._raw(text.encode("ascii") + b"\n")
            return
        charset = self._profile.charset
        known = all(c.isascii() or has_two_byte_code(c, gbk_only=charset == "gbk") for c in text)
        if known and charset == "utf-8":
            self._raw(text.encode() + b"\n")
        elif known and charset != "ascii":
            self._raw(CHINESE_ON + text.encode(charset) + CHINESE_OFF + b"\n")
        else:
            from devices.printer.raster import raster_command, text_picture

            picture = text_picture(text, width=line.width, height=line.height, bold=line.bold)
            self._raw(raster_command(picture))

    def _add_row(self, row: Row) -> None:
        left, right = printable(row.left), printable(row.right)
        gap = self._profile.columns - display_width(left) - display_width(right)
        if gap >= 1:
            self._add_line(Line(left + " " * gap + right, bold=row.bold))
        else:
            self._add_line(Line(left, bold=row.bold))
            self._add_line(Line(right, align="right", bold=row.bold))

    def _add_cut(self) -> None:
        if self._profile.black_mark:
            self._raw(FEED_TO_MARK)
        if self._profile.presenter == "eu_t400":
            self._raw(EU_T400_CUT)
            return
        self._cut()
        self._raw(after_cut(self._profile))

    def _cut(self) -> None:
        match self._profile.cut:
            case "part":
                self._commands.cut(mode="PART")
            case "full":
                self._commands.cut(mode="FULL")
            case "none":
                self._commands.print_and_feed(FEED_TO_TEAR_BAR_LINES)
            case _:
                assert_never(self._profile.cut)

    def _set_look(self, align: Align, width: int, height: int, bold: bool) -> None:
        if self._look != (align, width, height, bold):
            self._look = (align, width, height, bold)
            self._commands.set(align=align, bold=bold, custom_size=True, width=width, height=height)

    def _raw(self, content: bytes) -> None:
        self._commands._raw(content)
