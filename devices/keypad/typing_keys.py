"""Keypads that type: each digit comes by itself, a function key ends the number; nothing is acknowledged."""

from devices.keypad.codec import Face
from devices.keypad.keys import Key, KeyPress

MOST_DIGITS = 6
"""Of a longer number the last ones count, as on a pocket calculator."""


class TypedDigits:
    """The number that is being typed."""

    def __init__(self) -> None:
        self._digits = ""

    def digit(self, digit: str) -> None:
        self._digits = (self._digits + digit)[-MOST_DIGITS:]

    def rub_out(self) -> None:
        self._digits = self._digits[:-1]

    def ended_by(self, key: Key) -> KeyPress:
        """The whole press; the next number begins anew."""
        digits, self._digits = self._digits, ""
        return KeyPress(key, digits)


class Dumb:
    """The half of a codec that says nothing."""

    gap_s = 0.0
    question = b""

    def face(self, face: Face) -> tuple[bytes, ...]:
        return ()

    def beep(self, face: Face) -> bytes:
        return b""
