"""PINs of those who work in the hall: argon2 hashes in one file that only its owner may read."""

import itertools
import secrets
from pathlib import Path

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from queue_server.state_dir import write_private

FILE = "pins.json"
FRESH_DIGITS = 6
NOT_A_PIN = "密码要 4 到 8 位数字"
EASY = "这个密码太容易猜到，不要用同一个数字或连着的数字"

_hasher = PasswordHasher(time_cost=5, memory_cost=7_168, parallelism=1)
"""7 MiB and five passes: of the equal choices in OWASP's password storage sheet the one that keeps the web smallest."""

_NOBODY = _hasher.hash("no such account")


class PinError(ValueError):
    """The PIN is not four to eight digits, or the first that anybody would try."""


class Pin(msgspec.Struct, frozen=True):
    """A PIN's hash; `must_change` while somebody else has set it, who therefore knows it."""

    hash: str
    must_change: bool = False


def set_pin(state_dir: Path, account: str, pin: str, *, must_change: bool = False) -> None:
    """Keeps `pin` (four to eight digits) for the account; the sessions opened with the old one end.

    Raises:
        PinError: not such a PIN.
    """
    may_be(pin)
    pins = load_pins(state_dir) | {account: Pin(_hasher.hash(pin), must_change)}
    write_private(state_dir / FILE, msgspec.json.format(msgspec.json.encode(pins), indent=1))


def may_be(pin: str) -> None:
    """Passes a PIN that may be set.

    Raises:
        PinError: it may not.
    """
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise PinError(NOT_A_PIN)
    if is_easy(pin):
        raise PinError(EASY)


def fresh_pin(digits: int = FRESH_DIGITS) -> str:
    """A PIN that nobody would try first, to be told to its owner."""
    while is_easy(pin := "".join(secrets.choice("0123456789") for _ in range(digits))):
        pass
    return pin


def is_easy(pin: str) -> bool:
    """Whether it is one digit again and again, or digits that follow each other: 0000, 1234, 4321."""
    steps = {int(after) - int(before) for before, after in itertools.pairwise(pin)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def load_pins(state_dir: Path) -> dict[str, Pin]:
    """The PINs by account; empty where none was set yet. Those of older halls are bare hashes."""
    try:
        kept = msgspec.json.decode((state_dir / FILE).read_bytes(), type=dict[str, Pin | str])
    except FileNotFoundError:
        return {}
    return {account: Pin(pin) if isinstance(pin, str) else pin for account, pin in kept.items()}


def verify(pin: Pin | None, typed: str) -> bool:
    """Whether `typed` is the one; where there is none it takes as long and is never right."""
    try:
        right = _hasher.verify(pin.hash if pin else _NOBODY, typed)
    except (VerificationError, InvalidHashError):
        return False
    return right and pin is not None
