"""What the paper looks like after each ESC/POS command, as a picture in printer dots."""

import unicodedata
from functools import lru_cache

from PIL import Image, ImageDraw

from devices.fonts import noto_sans_cjk
from devices.simulator.escpos_stream import Columns, Command, Raster, Text, Token

CELL_DOTS = 12
CELL_HEIGHT_DOTS = 24
BASELINE = 0.88
DEFAULT_SPACING_DOTS = 30
MAX_LENGTH_DOTS = 8000


class Paper:
    """One slip growing from the top; dots are 0 (black) on 255."""

    def __init__(self, width_dots: int) -> None:
        self._width_dots = width_dots
        self._length = 0
        self._image = Image.new("L", (width_dots, 1200), 255)
        self._line: list[tuple[str, int, int, bool]] = []
        self.reset()

    @property
    def is_blank(self) -> bool:
        """True when nothing was printed or fed yet."""
        return self._length == 0 and not self._line

    def reset(self) -> None:
        """`ESC @`: the look goes back to normal, what is printed stays."""
        self._width = self._height = 1
        self._bold = False
        self._align = 0
        self._spacing = DEFAULT_SPACING_DOTS
        self._chinese = False

    def picture(self) -> Image.Image:
        """The slip as far as it is printed."""
        return self._image.crop((0, 0, self._width_dots, max(1, self._length)))

    def apply(self, token: Token) -> None:
        """Carry out one command; status questions and cuts change nothing here."""
        match token:
            case Text(content=content):
                self._add_text(content)
            case Raster():
                self._add_raster(token)
            case Columns():
                self._add_columns(token)
            case Command():
                self._command(token)

    def _command(self, command: Command) -> None:
        first = command.parameters[0] if command.parameters else 0
        match command.name:
            case "LF":
                self._end_line()
            case "ESC @":
                self._line.clear()
                self.reset()
            case "ESC d":
                self._end_line_if_begun()
                self._advance(first * self._spacing)
            case "ESC J":
                self._end_line_if_begun()
                self._advance(first)
            case "ESC a":
                self._align = first % 48 % 3
            case "ESC E" | "ESC G":
                self._bold = bool(first & 1)
            case "GS !":
                self._width, self._height = (first >> 4 & 7) + 1, (first & 7) + 1
            case "ESC !":
                self._width, self._height = 2 if first & 0x20 else 1, 2 if first & 0x10 else 1
                self._bold = bool(first & 0x08)
            case "FS !":
                self._width, self._height = 2 if first & 0x04 else 1, 2 if first & 0x08 else 1
            case "FS &" | "FS .":
                self._chinese = command.name == "FS &"
            case "ESC 2":
                self._spacing = DEFAULT_SPACING_DOTS
            case "ESC 3":
                self._spacing = first

    def _add_text(self, content: bytes) -> None:
        # Without FS & the bytes above 7F are characters of a code page: garbled, as on the real paper.
        text = content.decode("gb18030" if self._chinese else "cp437", "replace")
        for character in text:
            columns = _columns(character)
            used = sum(_columns(c) * width * CELL_DOTS for c, width, _, _ in self._line)
            if used + columns * self._width * CELL_DOTS > self._width_dots:
                self._end_line()
            self._line.append((character, self._width, self._height, self._bold))

    def _end_line_if_begun(self) -> None:
        if self._line:
            self._end_line()

    def _end_line(self) -> None:
        line_height = max((height for _, _, height, _ in self._line), default=0) * CELL_HEIGHT_DOTS
        total = sum(_columns(c) * width * CELL_DOTS for c, width, _, _ in self._line)
        advance = max(self._spacing, line_height)
        self._make_room(advance)
        left = (self._width_dots - total) * self._align // 2
        for character, width, height, bold in self._line:
            cell = _glyph(character, width, height, bold)
            self._image.paste(0, (left, self._length + line_height - cell.height), cell)
            left += cell.width
        self._length += advance
        self._line.clear()

    def _add_raster(self, raster: Raster) -> None:
        self._end_line_if_begun()
        if not raster.width_bytes or not raster.height_dots:
            return
        dots = Image.frombytes("1", (raster.width_bytes * 8, raster.height_dots), raster.bits)
        across, down = 2 if raster.mode & 1 else 1, 2 if raster.mode & 2 else 1
        dots = dots.resize((dots.width * across, dots.height * down), Image.Resampling.NEAREST)
        # What is wider than the paper is lost at the right, as on the real paper.
        left = max(0, (self._width_dots - dots.width) * self._align // 2)
        self._make_room(dots.height)
        self._image.paste(0, (left, self._length), dots)
        self._length += dots.height

    def _add_columns(self, columns: Columns) -> None:
        self._end_line_if_begun()
        height = 24 if columns.mode >= 32 else 8
        if not columns.bits:
            return
        turned = Image.frombytes("1", (height, len(columns.bits) * 8 // height), columns.bits)
        dots = turned.transpose(Image.Transpose.TRANSPOSE)
        self._make_room(self._spacing)
        self._image.paste(0, ((self._width_dots - dots.width) * self._align // 2, self._length), dots)

    def _advance(self, dots: int) -> None:
        self._make_room(dots)
        self._length += dots

    def _make_room(self, dots: int) -> None:
        if self._length + dots > MAX_LENGTH_DOTS:
            self._length = 0
        if self._length + dots > self._image.height:
            longer = Image.new("L", (self._width_dots, self._length + dots + 1200), 255)
            longer.paste(self._image, (0, 0))
            self._image = longer


def _columns(character: str) -> int:
    return 2 if ord(character) > 0x7F and unicodedata.east_asian_width(character) in "WFA" else 1


@lru_cache(maxsize=2048)
def _glyph(character: str, width: int, height: int, bold: bool) -> Image.Image:
    """One character as a mask, drawn at the larger multiple and stretched the way printers do."""
    scale = max(width, height)
    size_px = CELL_HEIGHT_DOTS * scale
    cell = Image.new("L", (_columns(character) * CELL_DOTS * scale, size_px))
    font = noto_sans_cjk(size_px if _columns(character) == 2 else round(size_px * 0.86), bold=bold)
    ImageDraw.Draw(cell).text((cell.width / 2, round(size_px * BASELINE)), character, fill=255, font=font, anchor="ms")
    target = (_columns(character) * CELL_DOTS * width, CELL_HEIGHT_DOTS * height)
    return cell if cell.size == target else cell.resize(target)
