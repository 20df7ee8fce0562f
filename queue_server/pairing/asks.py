"""The asks that wait at the hall's door: at most ten, each for ten minutes, and five wrong codes lock them all."""

import secrets
import threading
from collections import deque
from dataclasses import dataclass, replace

from queue_server.authority.certificate import public_key_of
from queue_server.pairing.codes import read_code
from queue_server.pairing.keys import CodeKey
from queue_server.pairing.messages import (
    MOST_NAME,
    Admitted,
    AnyStanding,
    Asked,
    Expired,
    JoinAsk,
    Locked,
    Refused,
    Waiting,
)
from queue_server.pairing.words import Words

VALID_S = 600.0
TRIES = 5
MOST = 10
REMEMBERED = 1000
"""So many keys are known again."""

FULL = "等着加入的终端已经有十台，请先处理它们，或者过十分钟再试"
USED = "这个加入请求已经用过了，请在终端上换一个新码"
NO_ASK = "加入请求看不懂，请给终端装和总台一样的版本"
NOT_A_CODE = "码是八个字母或数字，没有 0、O、1、I，请对照终端的屏幕再输"
WRONG = "没有终端在显示这个码，请对照屏幕再输，还可以试 {left} 次"
LOCKED = "输错了五次，锁住了：请在终端上换一个新码，或者过十分钟再试"
OVER = "这个码过了十分钟，请在终端上换一个新码"
NOT_EQUAL = "大厅这边说四个词不一样，没有让这台终端加入"


@dataclass(frozen=True, slots=True)
class Found:
    """The ask whose code was typed, and the words to compare."""

    id: str
    ask: JoinAsk
    words: Words


@dataclass(frozen=True, slots=True)
class Wrong:
    """No ask was found; `sentence` says what to do."""

    sentence: str


@dataclass(frozen=True, slots=True)
class _Kept:
    ask: JoinAsk
    public_key: bytes
    until_s: float
    standing: AnyStanding
    key: CodeKey | None = None


class PendingAsks:
    """For one hall, by its `authority` (PEM); from any thread. `now_s` is a monotonic clock."""

    def __init__(self, authority: bytes) -> None:
        self._authority = authority
        self._kept: dict[str, _Kept] = {}
        self._seen: deque[bytes] = deque(maxlen=REMEMBERED)
        self._wrong = 0
        self._locked_until_s = 0.0
        self._lock = threading.Lock()

    def take(self, ask: JoinAsk, now_s: float) -> Asked | Refused:
        """A terminal asks; its new code lifts a lock."""
        try:
            public_key = public_key_of(ask.request.encode())
        except ValueError:
            return Refused(sentence=NO_ASK)
        if not 0 < len(ask.name) <= MOST_NAME or not ask.name.isprintable():
            return Refused(sentence=NO_ASK)
        with self._lock:
            if public_key in self._seen:
                return Refused(sentence=USED)
            self._kept = {id: kept for id, kept in self._kept.items() if now_s < kept.until_s}
            if sum(isinstance(kept.standing, Waiting) for kept in self._kept.values()) >= MOST:
                return Refused(sentence=FULL)
            self._seen.append(public_key)
            self._locked_until_s = 0.0
            id = secrets.token_hex(8)
            self._kept[id] = _Kept(ask, public_key, now_s + VALID_S, Waiting())
            return Asked(id=id)

    def standing(self, id: str, now_s: float) -> AnyStanding:
        """How the ask stands."""
        kept = self._kept.get(id)
        return kept.standing if kept is not None and now_s < kept.until_s else Expired()

    def try_code(self, typed: str, now_s: float) -> Found | Wrong:
        """Somebody has typed a code; takes some 60 ms for every ask that waits."""
        code = read_code(typed)
        if code is None:
            return Wrong(NOT_A_CODE)
        if now_s < self._locked_until_s:
            return Wrong(LOCKED)
        with self._lock:
            waiting = {id: kept for id, kept in self._kept.items() if isinstance(kept.standing, Waiting)}
        for id, kept in waiting.items():
            key = CodeKey(code, kept.public_key, self._authority)
            if key.proves(kept.ask.proof, kept.ask.part, kept.ask.name):
                return self._found(id, key, now_s)
        return self._missed(now_s)

    def refuse(self, id: str) -> None:
        """Somebody says that the words are not equal."""
        self._decide(id, Refused(sentence=NOT_EQUAL))

    def key_of(self, id: str, now_s: float) -> tuple[JoinAsk, CodeKey] | None:
        """The ask whose code was typed and nobody has decided yet; None where there is none any more."""
        kept = self._kept.get(id)
        if kept is None or kept.key is None or now_s >= kept.until_s or not isinstance(kept.standing, Waiting):
            return None
        return kept.ask, kept.key

    def admit(self, id: str, sealed: bytes) -> None:
        """The answer is there for the terminal to fetch."""
        self._decide(id, Admitted(sealed=sealed))

    def _found(self, id: str, key: CodeKey, now_s: float) -> Found | Wrong:
        with self._lock:
            kept = self._kept.get(id)
            if kept is None or now_s >= kept.until_s:
                return Wrong(OVER)
            self._wrong = 0
            self._kept[id] = replace(kept, key=key)
        return Found(id, kept.ask, key.words)

    def _missed(self, now_s: float) -> Wrong:
        with self._lock:
            self._wrong += 1
            if self._wrong < TRIES:
                return Wrong(WRONG.format(left=TRIES - self._wrong))
            self._wrong, self._locked_until_s = 0, now_s + VALID_S
            self._kept = {
                id: replace(kept, standing=Locked()) if isinstance(kept.standing, Waiting) else kept
                for id, kept in self._kept.items()
            }
        return Wrong(LOCKED)

    def _decide(self, id: str, standing: AnyStanding) -> None:
        with self._lock:
            if id in self._kept:
                self._kept[id] = replace(self._kept[id], standing=standing)
