"""The tokens that other systems show when they bring something: each made once, told once, kept as a hash."""

import hashlib
import hmac
import secrets
from pathlib import Path
from typing import Literal

from queue_server.state_dir import write_private

Kind = Literal["bookings", "results"]
"""What a token lets its bearer bring."""


def new_token(state_dir: Path, kind: Kind) -> str:
    """A new token; the one before it is worth nothing from now on."""
    token = secrets.token_urlsafe(32)
    write_private(state_dir / f"{kind}.token", _hash(token))
    return token


def is_token(state_dir: Path, kind: Kind, token: str) -> bool:
    """Whether it is the one; never while none was made."""
    path = state_dir / f"{kind}.token"
    kept = path.read_bytes() if path.exists() else b""
    return hmac.compare_digest(kept, _hash(token))


def _hash(token: str) -> bytes:
    """Plain SHA-256: nobody guesses 32 random bytes, however fast."""
    return hashlib.sha256(token.encode()).hexdigest().encode()
