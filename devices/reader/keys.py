"""Codes that a reader types as keys: a pure codec from the kernel's input events to codes, and back."""

from collections.abc import Iterator

from devices.reader.code import Code, parse_code
from devices.reader.lines import MAX_LINE_BYTES
from devices.reader.us_layout import COMMAND_KEYS, ENTER, ENTERS, KEY_OF, LEFT_SHIFT, LOCKS, PLAIN, SHIFTED, SHIFTS
from devices.transport.input_event import (
    EV_KEY,
    EV_SYN,
    PRESSED,
    RELEASED,
    SYN_DROPPED,
    SYN_REPORT,
    InputEvent,
    InputEventDecoder,
    encode_event,
)

KEY_GAP_US = 100_000
"""A reader types faster than this; a longer pause means that a person typed, or that the code was cut off."""
KEY_STEP_US = 1000


class TypedCodes:
    """Enter ends a code, a pause of more than 100 ms drops what was typed before it.

    Chinese cannot be typed this way; tickets carry ASCII. A key that types no character (F1, Tab, control with a
    letter) spoils its code.
    """

    def __init__(self) -> None:
        self._events = InputEventDecoder()
        self._typed: list[str] = []
        self._held: set[int] = set()
        self._spoilt = False
        self._last_us: int | None = None
        self.refused = 0

    @property
    def buffered_bytes(self) -> int:
        """Characters kept of a code that has not ended; never above `MAX_LINE_BYTES`."""
        return len(self._typed)

    def feed(self, received: bytes) -> Iterator[Code]:
        for event in self._events.feed(received):
            if event.type == EV_SYN and event.code == SYN_DROPPED:
                # The kernel lost events, perhaps also the release of a shift.
                self._held.clear()
                self._spoilt = True
            elif event.type == EV_KEY and event.code in SHIFTS | COMMAND_KEYS:
                (self._held.discard if event.value == RELEASED else self._held.add)(event.code)
            elif event.pressed and event.code not in LOCKS:
                code = self._press(event)
                if code is not None:
                    yield code

    def forget(self) -> None:
        self._events.forget()
        self._held.clear()
        self._start_anew()

    def greeting(self) -> None:
        """Keyboards are told nothing."""

    def trigger(self, on: bool) -> None:
        """Such a reader has its own trigger."""

    def probe(self) -> None:
        """Keyboards answer nothing."""

    def _press(self, event: InputEvent) -> Code | None:
        last_us, self._last_us = self._last_us, event.at_us
        if last_us is not None and not 0 <= event.at_us - last_us <= KEY_GAP_US and (self._typed or self._spoilt):
            self.refused += 1
            self._start_anew()
        if event.code in ENTERS:
            return self._end()
        character = (SHIFTED if self._held & SHIFTS else PLAIN).get(event.code)
        if character is None or self._held & COMMAND_KEYS or len(self._typed) >= MAX_LINE_BYTES:
            self._spoilt = True
            self._typed.clear()
        if not self._spoilt and character is not None:
            self._typed.append(character)
        return None

    def _end(self) -> Code | None:
        typed, spoilt = "".join(self._typed), self._spoilt
        self._start_anew()
        if not typed and not spoilt:
            return None
        code = None if spoilt else parse_code(typed.encode())
        self.refused += code is None
        return code

    def _start_anew(self) -> None:
        self._typed.clear()
        self._spoilt = False


def typed(text: str, at_us: int, *, end: bool = True) -> bytes:
    """The events of a reader that types `text` from `at_us` on, one key each millisecond, with Enter unless not `end`.

    Raises:
        ValueError: a character that the US layout does not have.
    """
    keys: list[tuple[int, int]] = []
    for character in text:
        if character not in KEY_OF:
            raise ValueError(f"键盘口扫码枪打不出“{character}”")
        key, shifted = KEY_OF[character]
        stroke = [(key, PRESSED), (key, RELEASED)]
        keys += [(LEFT_SHIFT, PRESSED), *stroke, (LEFT_SHIFT, RELEASED)] if shifted else stroke
    if end:
        keys += [(ENTER, PRESSED), (ENTER, RELEASED)]
    said = bytearray()
    for number, (key, value) in enumerate(keys):
        now_us = at_us + number * KEY_STEP_US
        said += encode_event(InputEvent(now_us, EV_KEY, key, value))
        said += encode_event(InputEvent(now_us, EV_SYN, SYN_REPORT, 0))
    return bytes(said)
