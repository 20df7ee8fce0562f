"""What a protocol of keypads has to offer to the driver of all keypads."""

from typing import Protocol

import msgspec

from devices.keypad.keys import KeyPress


class Face(msgspec.Struct, frozen=True):
    """What a keypad should show: how many wait (None for nothing), and the ticket in front (empty for none)."""

    waiting: int | None = None
    number: str = ""

    @property
    def number_digits(self) -> str:
        """The digits of the ticket, `012` of `A012`."""
        return "".join(character for character in self.number if character.isdecimal() and character.isascii())


class Heard(msgspec.Struct, frozen=True):
    """One valid frame of this keypad.

    Attributes:
        press: None for a mere sign of life.
        acknowledgement: what it waits for; a keypad that does not get it says the frame again. Empty where it expects
            none, then the same frame twice is two presses.
    """

    frame: bytes
    press: KeyPress | None = None
    acknowledgement: bytes = b""


class KeypadCodec(Protocol):
    """Values to bytes and back; keeps nothing but the beginning of a frame and of a number that is being typed."""

    @property
    def gap_s(self) -> float:
        """Silence that its frames need after them."""
        ...

    @property
    def dropped(self) -> int:
        """Frames refused so far."""
        ...

    @property
    def question(self) -> bytes:
        """Asks for a sign of life; empty where there is no such question."""
        ...

    def feed(self, received: bytes) -> list[Heard]:
        """The frames of this keypad that are complete now."""
        ...

    def forget(self) -> None:
        """Drop the beginning of a frame."""
        ...

    def face(self, face: Face) -> tuple[bytes, ...]:
        """The frames that show `face`; none where it has no display."""
        ...

    def beep(self, face: Face) -> bytes:
        """The frame that beeps once while `face` is shown; empty where it cannot."""
        ...
