"""The token that another system shows when it brings bookings: made once, told once, kept as a hash."""

import hashlib
import hmac
import secrets
from pathlib import Path

from queue_server.state_dir import write_private

FILE = "bookings.token"


def new_token(state_dir: Path) -> str:
    """A new token; the one before it is worth nothing from now on."""
    token = secrets.token_urlsafe(32)
    write_private(state_dir / FILE, _hash(token))
    return token


def is_token(state_dir: Path, token: str) -> bool:
    """Whether it is the one; never while none was made."""
    path = state_dir / FILE
    kept = path.read_bytes() if path.exists() else b""
    return hmac.compare_digest(kept, _hash(token))


def _hash(token: str) -> bytes:
    """Plain SHA-256: nobody guesses 32 random bytes, however fast."""
    return hashlib.sha256(token.encode()).hexdigest().encode()
