"""The technician's door: one PIN per kiosk, kept as a hash beside its numbers, and a pause after wrong ones."""

import os
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

FILE = "door.pin"
TRIES = 5
PAUSE_S = 300.0
"""After `TRIES` wrong PINs none is taken for so long."""

_hasher = PasswordHasher(time_cost=5, memory_cost=7_168, parallelism=1)
"""The same choice of OWASP's password storage sheet as for the clerks' PINs."""


class PinError(ValueError):
    """The PIN is not six to eight digits; the text says so in Chinese."""


def may_be(pin: str) -> None:
    """Passes a PIN that may be set.

    Raises:
        PinError: not six to eight digits.
    """
    if not (pin.isascii() and pin.isdigit() and 6 <= len(pin) <= 8):
        raise PinError("技术员密码要 6 到 8 位数字")


def set_pin(folder: Path, pin: str) -> None:
    """Keeps the hash of `pin` in `folder`, readable by its owner alone.

    Raises:
        PinError: not six to eight digits.
        OSError: the folder cannot be written.
    """
    may_be(pin)
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{FILE}.part"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(_hasher.hash(pin))
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / FILE)


class DoorLock:
    """Tries PINs; where none was set the door does not open."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._wrong = 0
        self._closed_until = 0.0

    def opens(self, pin: str, now: float) -> bool:
        """Whether this is the PIN; `now` is seconds of any rising clock."""
        if now < self._closed_until:
            return False
        if self._right(pin):
            self._wrong = 0
            return True
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong, self._closed_until = 0, now + PAUSE_S
        return False

    def _right(self, pin: str) -> bool:
        try:
            return _hasher.verify(self._file.read_text(encoding="ascii"), pin)
        except (OSError, UnicodeDecodeError, VerificationError, InvalidHashError):
            return False
