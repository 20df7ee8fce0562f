"""A serial keypad that nobody has documented: bytes or a pattern, told by options, stand for keys.

Checked against computed frames and a simulated keypad.
"""

import re

from devices.driver import Options
from devices.keypad.codec import Face, Heard
from devices.keypad.key_map import bytes_in, key_named, pairs
from devices.keypad.keys import Key, KeyPress
from devices.keypad.typing_keys import TypedDigits

KEPT_BYTES = 64
DIGITS = tuple("0123456789")


class ByteMapOptions(Options, frozen=True, kw_only=True):
    """What the keypad sends, found out with the bench (`--record`).

    Attributes:
        keys: `call=FF0C recall=FF0D 1=31`: the bytes of each key and of each digit, in hexadecimal. With `pattern`,
            `call=N recall=R`: what stands in its group `key`.
        pattern: a regular expression over the bytes (as Latin-1), with a group `key` and perhaps a group `digits`; it
            has to end with something that is always there.
        echo: the keypad waits for its own bytes to come back.
        beep: the bytes, in hexadecimal, that make it beep.
    """

    keys: str = "call=0D"
    pattern: str = ""
    echo: bool = False
    beep: str = ""

    def __post_init__(self) -> None:
        if self.pattern:
            _pattern(self.pattern)
            _words(self.keys)
        else:
            digits = [meaning for meaning in _frames(self.keys).values() if meaning in DIGITS]
            if self.echo and digits:
                raise ValueError("echo 打开时 keys 里不能写单个数字：重发和连按两次分不清，请用 pattern")
        bytes_in(self.beep, "beep")


def _pattern(text: str) -> re.Pattern[bytes]:
    try:
        pattern = re.compile(text.encode("latin-1"), re.DOTALL)
    except UnicodeEncodeError:
        raise ValueError("pattern 里只能写字节（拉丁字母、\\x02 这样的写法）") from None
    except re.error as error:
        raise ValueError(f"pattern 不是正则表达式：{error}") from error
    if "key" not in pattern.groupindex:
        raise ValueError("pattern 里要有一组 (?P<key>…)，表示按了哪个键")
    if pattern.search(b"") is not None:
        raise ValueError("pattern 不能什么都不用就匹配")
    return pattern


def _words(text: str) -> dict[bytes, Key]:
    return {word.encode(): key_named(name, "keys") for name, word in pairs(text, "keys")}


def _frames(text: str) -> dict[bytes, Key | str]:
    """What each sequence of bytes means: a function or a digit."""
    frames: dict[bytes, Key | str] = {}
    for name, digits in pairs(text, "keys"):
        frame = bytes_in(digits, "keys")
        if frame in frames:
            raise ValueError(f"keys 里“{digits}”用了两次")
        frames[frame] = name if name in DIGITS else key_named(name, "keys")
    for one in frames:
        for other in frames:
            if one != other and other.startswith(one):
                raise ValueError(f"keys 里“{one.hex().upper()}”是“{other.hex().upper()}”的开头，分不清")
    return frames


class ByteMap:
    """One keypad by its options."""

    gap_s = 0.0
    question = b""

    def __init__(self, options: ByteMapOptions | None = None) -> None:
        chosen = options or ByteMapOptions()
        self._pattern = _pattern(chosen.pattern) if chosen.pattern else None
        self._words = _words(chosen.keys) if chosen.pattern else {}
        self._frames = {} if chosen.pattern else _frames(chosen.keys)
        self._echo = chosen.echo
        self._beep = bytes_in(chosen.beep, "beep")
        self._typed = TypedDigits()
        self._rest = b""
        self.dropped = 0

    def feed(self, received: bytes) -> list[Heard]:
        heard = []
        for start in range(0, len(received), KEPT_BYTES):
            self._rest += received[start : start + KEPT_BYTES]
            while (one := self._next()) is not None:
                heard.append(one)
            self.dropped += max(0, len(self._rest) - KEPT_BYTES)
            self._rest = self._rest[-KEPT_BYTES:]
        return heard

    def forget(self) -> None:
        self._rest = b""

    def face(self, face: Face) -> tuple[bytes, ...]:
        return ()

    def beep(self, face: Face) -> bytes:
        return self._beep

    def _next(self) -> Heard | None:
        return self._matched() if self._pattern is not None else self._mapped()

    def _matched(self) -> Heard | None:
        assert self._pattern is not None
        match = self._pattern.search(self._rest)
        if match is None:
            return None
        self._rest = self._rest[match.end() :]
        key = self._words.get(match["key"])
        digits = (match["digits"] or b"").decode("latin-1") if "digits" in self._pattern.groupindex else ""
        return self._heard(match[0], None if key is None else KeyPress(key, digits))

    def _mapped(self) -> Heard | None:
        found = [(at, frame) for frame in self._frames if (at := self._rest.find(frame)) >= 0]
        if not found:
            return None
        at, frame = min(found)
        self.dropped += at
        self._rest = self._rest[at + len(frame) :]
        meaning = self._frames[frame]
        if isinstance(meaning, Key):
            return self._heard(frame, self._typed.ended_by(meaning))
        self._typed.digit(meaning)
        return self._heard(frame, None)

    def _heard(self, frame: bytes, press: KeyPress | None) -> Heard:
        return Heard(frame, press, frame if self._echo else b"")
