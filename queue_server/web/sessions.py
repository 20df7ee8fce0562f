"""Clerks' sessions: signed cookies, one per window, that outlive a restart of the web and end with the PIN."""

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from pathlib import Path

import msgspec

from queue_server.state_dir import write_private
from queue_server.web.pins import load_hashes

SECRET_FILE = "web.secret"
LIFE_S = 12 * 3600
"""Longer than a hall-day, shorter than a night."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """`clerk` works at `window` until `ends` (seconds of the epoch)."""

    id: str
    clerk: str
    window: int
    ends: int


def cookie_name(window: int) -> str:
    """One cookie per window, so that one browser may hold several windows, as on the bench."""
    return f"tinghao-window-{window}"


class Sessions:
    """Opens, reads and ends sessions; the signature covers the clerk's PIN hash, so a new PIN ends the old sessions."""

    def __init__(self, state_dir: Path) -> None:
        self._state_dir = state_dir
        self._secret = _secret(state_dir / SECRET_FILE)
        self._ended: dict[str, int] = {}

    def open(self, clerk: str, window: int) -> str:
        """A new session as the cookie's value."""
        ends = int(time.time()) + LIFE_S
        body = msgspec.json.encode(Session(id=secrets.token_urlsafe(12), clerk=clerk, window=window, ends=ends))
        return f"{_text(body)}.{_text(self._sign(clerk, body))}"

    def read(self, cookie: str) -> Session | None:
        """The session in `cookie`; None when it is forged, ended, too old, or of a clerk whose PIN has changed."""
        body_text, _, signature_text = cookie.partition(".")
        try:
            body, signature = _bytes(body_text), _bytes(signature_text)
            session = msgspec.json.decode(body, type=Session)
        except (msgspec.DecodeError, binascii.Error, ValueError):
            return None
        if not hmac.compare_digest(signature, self._sign(session.clerk, body)):
            return None
        return None if session.ends < time.time() or session.id in self._ended else session

    def end(self, session: Session) -> None:
        """The session is no longer good, whoever still has its cookie."""
        now = time.time()
        self._ended = {id_: ends for id_, ends in self._ended.items() if ends >= now} | {session.id: session.ends}

    def _sign(self, clerk: str, body: bytes) -> bytes:
        pin_hash = load_hashes(self._state_dir).get(clerk, "")
        return hmac.digest(self._secret, pin_hash.encode() + b"\n" + body, hashlib.sha256)


def _secret(path: Path) -> bytes:
    """The hall's own key for signatures, made at the first start."""
    if not path.exists():
        write_private(path, secrets.token_bytes(32))
    return path.read_bytes()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
