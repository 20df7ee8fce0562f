"""The clerks' PINs: argon2 hashes in one file that only its owner may read."""

import json
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from queue_server.state_dir import write_private

FILE = "pins.json"

_hasher = PasswordHasher(time_cost=5, memory_cost=7_168, parallelism=1)
"""7 MiB and five passes: of the equal choices in OWASP's password storage sheet the one that keeps the web smallest."""

_NOBODY = _hasher.hash("no such clerk")


class PinError(ValueError):
    """The PIN is not four to eight digits."""


def set_pin(state_dir: Path, clerk: str, pin: str) -> None:
    """Keeps `pin` (four to eight digits) for the clerk id `clerk`; the sessions opened with the old one end.

    Raises:
        PinError: not such a PIN.
    """
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise PinError("密码要 4 到 8 位数字")
    hashes = load_hashes(state_dir) | {clerk: _hasher.hash(pin)}
    write_private(state_dir / FILE, json.dumps(hashes, indent=1).encode())


def load_hashes(state_dir: Path) -> dict[str, str]:
    """The hashes by clerk id; empty where none was set yet."""
    try:
        hashes = json.loads((state_dir / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {str(clerk): str(hashed) for clerk, hashed in hashes.items()}


def verify(hashed: str | None, pin: str) -> bool:
    """Whether `pin` is the one; where there is no hash it takes as long and is never right."""
    try:
        right = _hasher.verify(hashed or _NOBODY, pin)
    except (VerificationError, InvalidHashError):
        return False
    return right and hashed is not None
