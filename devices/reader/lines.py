"""Cuts a reader's byte stream into codes: pure, incremental, bounded."""

from collections.abc import Iterator

from devices.reader.code import Code, parse_code

MAX_LINE_BYTES = 4096
"""Longer than any symbol holds as text a hall uses; a QR code ends at 2,953 bytes."""
ENDS = frozenset(b"\r\n")


class LineDecoder:
    """Codes end with CR, LF or both. What is too long is thrown away up to its end.

    Attributes:
        refused: lines thrown away for length, control characters or encoding.
    """

    def __init__(self) -> None:
        self._line = bytearray()
        self._flooded = False
        self.refused = 0

    @property
    def buffered_bytes(self) -> int:
        """Bytes kept of a line whose end has not come yet; never above `MAX_LINE_BYTES`."""
        return len(self._line)

    @property
    def begun(self) -> bool:
        """True while a line has begun whose end has not come yet."""
        return bool(self._line) or self._flooded

    def feed(self, received: bytes) -> Iterator[Code]:
        for byte in received:
            if byte in ENDS:
                code = self._end()
                if code is not None:
                    yield code
            elif self._flooded:
                continue
            elif len(self._line) < MAX_LINE_BYTES:
                self._line.append(byte)
            else:
                self._line.clear()
                self._flooded = True

    def forget(self) -> None:
        """Drop the beginning of a line (the reader was unplugged, or paused too long to still be sending it)."""
        self._line.clear()
        self._flooded = False

    def _end(self) -> Code | None:
        line, flooded = bytes(self._line), self._flooded
        self.forget()
        if not line and not flooded:
            return None
        code = None if flooded else parse_code(line)
        if code is None:
            self.refused += 1
        return code


class RepeatFilter:
    """Lets the same code pass once while it is seen again within `window_s`."""

    def __init__(self, window_s: float = 1.0) -> None:
        self._window_s = window_s
        self._last: Code | None = None
        self._last_at = 0.0

    def passes(self, code: Code, at: float) -> bool:
        """True for a new code; `at` are seconds on any rising clock. A code held before the reader passes once."""
        repeated = code == self._last and at - self._last_at < self._window_s
        self._last, self._last_at = code, at
        return not repeated
