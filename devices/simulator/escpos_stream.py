"""Takes an ESC/POS byte stream apart into the commands a printer would carry out; pure and incremental.

Source: Epson ESC/POS reference; `FS` commands as used by printers with a Chinese font; `GS e`, `GS E0`, `GS E1` and
`FS P` as used by Custom's kiosk printers (device reference, section 2.2).
"""

from collections.abc import Iterator

import msgspec


class Text(msgspec.Struct, frozen=True):
    """Characters of one or two bytes."""

    content: bytes


class Command(msgspec.Struct, frozen=True):
    """A command with its parameter bytes; `name` is its mnemonic, for example `GS V`."""

    name: str
    parameters: bytes = b""


class Raster(msgspec.Struct, frozen=True):
    """`GS v 0`: dots row by row."""

    mode: int
    width_bytes: int
    height_dots: int
    bits: bytes


class Columns(msgspec.Struct, frozen=True):
    """`ESC *`: dots column by column."""

    mode: int
    bits: bytes


class StatusQuestion(msgspec.Struct, frozen=True):
    """`DLE EOT n`."""

    number: int


Token = Text | Command | Raster | Columns | StatusQuestion

PARAMETER_COUNTS: dict[bytes, tuple[str, int]] = {
    b"\x1b@": ("ESC @", 0),
    b"\x1b!": ("ESC !", 1),
    b"\x1ba": ("ESC a", 1),
    b"\x1bE": ("ESC E", 1),
    b"\x1bG": ("ESC G", 1),
    b"\x1b-": ("ESC -", 1),
    b"\x1bM": ("ESC M", 1),
    b"\x1bd": ("ESC d", 1),
    b"\x1bJ": ("ESC J", 1),
    b"\x1b2": ("ESC 2", 0),
    b"\x1b3": ("ESC 3", 1),
    b"\x1bt": ("ESC t", 1),
    b"\x1bR": ("ESC R", 1),
    b"\x1bp": ("ESC p", 3),
    b"\x1b{": ("ESC {", 1),
    b"\x1bv": ("ESC v", 0),
    b"\x1d!": ("GS !", 1),
    b"\x1dB": ("GS B", 1),
    b"\x1da": ("GS a", 1),
    b"\x1dr": ("GS r", 1),
    b"\x1dI": ("GS I", 1),
    b"\x1d\x0c": ("GS FF", 0),
    b"\x1d\xe0": ("GS E0", 1),
    b"\x1d\xe1": ("GS E1", 0),
    b"\x1dL": ("GS L", 2),
    b"\x1dW": ("GS W", 2),
    b"\x1c&": ("FS &", 0),
    b"\x1c.": ("FS .", 0),
    b"\x1c!": ("FS !", 1),
    b"\x1cC": ("FS C", 1),
    b"\x1cP": ("FS P", 4),
    b"\x1cS": ("FS S", 2),
}
MAX_RASTER_BYTES = 4_000_000
PREFIXES = frozenset(b"\x1b\x1c\x1d\x10")
PRESENT = 0x03
"""The only `GS e` with a parameter."""
CASH_DRAWER_OR_OTHER_DLE = {0x05: 1, 0x14: 3}


class EscposStream:
    """Give it bytes as they come; it yields what is complete with its size in bytes, and keeps the rest."""

    def __init__(self) -> None:
        self._pending = b""
        self._chinese = False

    @property
    def pending(self) -> bytes:
        """The beginning of a command whose end has not come yet."""
        return self._pending

    def feed(self, content: bytes) -> Iterator[tuple[Token, int]]:
        self._pending += content
        while self._pending:
            taken = self._take()
            if taken is None:
                return
            token, size = taken
            self._pending = self._pending[size:]
            if isinstance(token, Command):
                self._follow(token)
            yield token, size

    def begun_raster(self) -> Raster | None:
        """The full rows of a `GS v 0` whose end has not come yet."""
        if not self._pending.startswith(b"\x1dv0") or len(self._pending) < 8:
            return None
        width_bytes = int.from_bytes(self._pending[4:6], "little")
        rows = (len(self._pending) - 8) // width_bytes if width_bytes else 0
        return Raster(self._pending[3], width_bytes, rows, self._pending[8 : 8 + rows * width_bytes])

    def _follow(self, command: Command) -> None:
        match command.name:
            case "FS &":
                self._chinese = True
            case "FS ." | "ESC @":
                self._chinese = False

    def _take(self) -> tuple[Token, int] | None:
        first = self._pending[0]
        if first == 0x0A:
            return Command("LF"), 1
        if first in PREFIXES:
            return self._take_command() if len(self._pending) > 1 else None
        if first < 0x20 or first == 0x7F:
            return Command("control", bytes([first])), 1
        return self._take_text()

    def _take_text(self) -> tuple[Token, int] | None:
        size = 0
        while size < len(self._pending):
            byte = self._pending[size]
            if byte < 0x20 or byte == 0x7F:
                break
            if self._chinese and byte >= 0x81:
                if size + 1 >= len(self._pending):
                    break
                size += 1
            size += 1
        return (Text(self._pending[:size]), size) if size else None

    def _take_command(self) -> tuple[Token, int] | None:
        pending = self._pending
        head = pending[:2]
        if pending[0] == 0x10:
            return self._take_real_time()
        if head in PARAMETER_COUNTS:
            name, count = PARAMETER_COUNTS[head]
            return self._when_complete(2 + count, Command(name, pending[2 : 2 + count]))
        match head:
            case b"\x1dV":
                if len(pending) < 3:
                    return None
                size = 4 if pending[2] in (65, 66) else 3
                return self._when_complete(size, Command("GS V", pending[2:size]))
            case b"\x1de":
                if len(pending) < 3:
                    return None
                size = 4 if pending[2] == PRESENT else 3
                return self._when_complete(size, Command("GS e", pending[2:size]))
            case b"\x1dv":
                return self._take_raster()
            case b"\x1b*":
                return self._take_columns()
            case b"\x1d(" | b"\x1c(":
                if len(pending) < 5:
                    return None
                size = 5 + int.from_bytes(pending[3:5], "little")
                return self._when_complete(size, Command("ignored", pending[:size]))
        return Command("unknown", head), 2

    def _take_real_time(self) -> tuple[Token, int] | None:
        pending = self._pending
        if pending[1] == 0x04:
            return self._when_complete(3, StatusQuestion(pending[2] if len(pending) > 2 else 0))
        size = 2 + CASH_DRAWER_OR_OTHER_DLE.get(pending[1], 0)
        return self._when_complete(size, Command("DLE", pending[1:size]))

    def _take_raster(self) -> tuple[Token, int] | None:
        if len(self._pending) < 8:
            return None
        mode = self._pending[3]
        width_bytes = int.from_bytes(self._pending[4:6], "little")
        height = int.from_bytes(self._pending[6:8], "little")
        size = 8 + width_bytes * height
        if size > MAX_RASTER_BYTES:
            return Command("unknown", self._pending[:8]), 8
        return self._when_complete(size, Raster(mode, width_bytes, height, self._pending[8:size]))

    def _take_columns(self) -> tuple[Token, int] | None:
        if len(self._pending) < 5:
            return None
        mode = self._pending[2]
        size = 5 + int.from_bytes(self._pending[3:5], "little") * (3 if mode >= 32 else 1)
        return self._when_complete(size, Columns(mode, self._pending[5:size]))

    def _when_complete(self, size: int, token: Token) -> tuple[Token, int] | None:
        return (token, size) if len(self._pending) >= size else None
