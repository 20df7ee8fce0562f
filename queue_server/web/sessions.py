"""Sessions: signed cookies, one per place in a browser, that outlive a restart of the web and end with the PIN."""

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from queue_server.state_dir import write_private
from queue_server.web.pins import load_pins

SECRET_FILE = "web.secret"
LIFE_S = 12 * 3600
"""Longer than a hall-day, shorter than a night."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """`account` is at `place` until `ends` (seconds of the epoch).

    `id` is of the sign-in: all places that were entered with it end and idle together.
    """

    id: str
    account: str
    place: str
    ends: int


def cookie_name(place: str) -> str:
    """One cookie per place, so that one browser may hold several windows, as on the bench."""
    return f"tinghao-{place}"


def is_ours(name: str) -> bool:
    """Whether a cookie of that name may be a session's."""
    return name.startswith(cookie_name(""))


class Sessions:
    """Opens, reads and ends sessions; the signature covers the account's PIN, so a new PIN ends the old sessions.

    Whoever does nothing for `idle_s` is out; `idled` is told of it once. Since when nobody knows after a restart, so
    it counts from then.
    """

    def __init__(
        self,
        state_dir: Path,
        idle_s: float,
        idled: Callable[[Session], None] = lambda _session: None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`now` tells seconds of the epoch."""
        self._state_dir = state_dir
        self._secret = _secret(state_dir / SECRET_FILE)
        self._idle_s = idle_s
        self._idled = idled
        self._now = now
        self._ended: dict[str, int] = {}
        self._active: dict[str, float] = {}

    def open(self, account: str, place: str) -> tuple[Session, str]:
        """A new sign-in, and its cookie's value."""
        now = self._now()
        self._active = {id_: at for id_, at in self._active.items() if at > now - LIFE_S}
        session = Session(id=secrets.token_urlsafe(12), account=account, place=place, ends=int(now) + LIFE_S)
        return session, self.cookie(session)

    def elsewhere(self, session: Session, place: str) -> str:
        """The cookie's value of the same sign-in at another place."""
        return self.cookie(msgspec.structs.replace(session, place=place))

    def cookie(self, session: Session) -> str:
        """The session, signed."""
        body = msgspec.json.encode(session)
        return f"{_text(body)}.{_text(self._sign(session.account, body))}"

    def read(self, cookie: str, *, active: bool = False) -> Session | None:
        """The session in `cookie`, which is `active` by this; None when it is forged or over."""
        session = self._signed(cookie)
        now = self._now()
        if session is None or session.ends < now or session.id in self._ended:
            return None
        if now - self._active.setdefault(session.id, now) > self._idle_s:
            self.end(session)
            self._idled(session)
            return None
        if active:
            self._active[session.id] = now
        return session

    def end(self, session: Session) -> None:
        """The sign-in is no longer good anywhere, whoever still has its cookies."""
        now = self._now()
        self._active.pop(session.id, None)
        self._ended = {id_: ends for id_, ends in self._ended.items() if ends >= now} | {session.id: session.ends}

    def _signed(self, cookie: str) -> Session | None:
        """What the cookie says, when it is signed for the account's PIN of now."""
        body_text, _, signature_text = cookie.partition(".")
        try:
            body, signature = _bytes(body_text), _bytes(signature_text)
            session = msgspec.json.decode(body, type=Session)
        except (msgspec.DecodeError, binascii.Error, ValueError):
            return None
        return session if hmac.compare_digest(signature, self._sign(session.account, body)) else None

    def _sign(self, account: str, body: bytes) -> bytes:
        pin = load_pins(self._state_dir).get(account)
        return hmac.digest(self._secret, (pin.hash if pin else "").encode() + b"\n" + body, hashlib.sha256)


def _secret(path: Path) -> bytes:
    """The hall's own key for signatures, made at the first start."""
    if not path.exists():
        write_private(path, secrets.token_bytes(32))
    return path.read_bytes()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
