"""What `FF 68` keypads and evaluators mean by their frames.

Source as of `ff68_frame`; which command byte a keypad uses is inferred (that system takes everything but 11 for a
key). Checked against published frames and simulated machines; not seen on hardware.
"""

import msgspec

from devices.driver import Options
from devices.keypad.codec import Face, Heard
from devices.keypad.ff68_frame import Frame, FrameDecoder, encode_frame
from devices.keypad.key_map import key_named, pairs
from devices.keypad.keys import Key, KeyPress

PRESSED, SHOW, BEEP, RATED = 0x01, 0x02, 0x03, 0x11
START_RATING = b"\x0b"
KEYS = {
    0x0B: Key.EVALUATE,
    0x0C: Key.CALL,
    0x0D: Key.RECALL,
    0x0E: Key.CANCEL,
    0x0F: Key.CONFIRM,
    0x11: Key.ONE_METRE,
    0x12: Key.PAUSE,
    0x13: Key.TRANSFER,
}
CELLS = 3
"""Digits for how many wait, and as many again for the ticket."""
BLANK = 0x0A
MOST_STARS = 5
GAP_S = 0.025
"""The known host program pauses so long between frames."""


class Ff68KeypadOptions(Options, frozen=True, kw_only=True):
    """A keypad's settings.

    Attributes:
        confirm: what the first digit before the confirming key means; digits after it are the key's own.
    """

    confirm: str = "6=no_show 0=park 3=call_back"

    def __post_init__(self) -> None:
        confirmed_keys(self.confirm)


class Ff68EvaluatorOptions(Options, frozen=True, kw_only=True):
    """An evaluator's settings.

    Attributes:
        levels: the score (5 非常满意 to 1 非常不满意) of each value that its keys send. What is printed on the four
            keys is not published: the default reads that system's result codes (1→0, 0→1, 2→3, 3→4) as steps down from
            the best, so it has to be checked at the machine.
    """

    levels: str = "1=5 0=4 2=2 3=1"

    def __post_init__(self) -> None:
        scores(self.levels)


def confirmed_keys(text: str) -> dict[str, Key]:
    """The key that each digit before the confirming key stands for.

    Raises:
        ValueError: in Chinese.
    """
    keys = {}
    for digit, word in pairs(text, "confirm"):
        if not (len(digit) == 1 and digit in "0123456789"):
            raise ValueError(f"confirm 里的“{digit}”应当是一个数字 0 到 9")
        keys[digit] = key_named(word, "confirm")
    return keys


def scores(text: str) -> dict[int, int]:
    """The score of each value of an evaluator.

    Raises:
        ValueError: in Chinese.
    """
    found = {}
    for value, score in pairs(text, "levels"):
        if not (value.isascii() and value.isdecimal() and int(value) < 256):
            raise ValueError(f"levels 里的“{value}”应当是评价器发来的数，0 到 255")
        if score not in ("1", "2", "3", "4", "5"):
            raise ValueError(f"levels 里的“{score}”应当是 5（非常满意）到 1（非常不满意）")
        found[int(value)] = int(score)
    if not found:
        raise ValueError("levels 至少要写一个键，应当像 1=5 0=4 2=2 3=1")
    return found


class Ff68Keypad:
    """One keypad with address `address`; acknowledged by its own frame."""

    gap_s = GAP_S
    question = b""

    def __init__(self, address: int, options: Ff68KeypadOptions | None = None) -> None:
        self._address = address
        self._confirmed = confirmed_keys((options or Ff68KeypadOptions()).confirm)
        self._decoder = FrameDecoder()

    @property
    def dropped(self) -> int:
        return self._decoder.dropped

    def feed(self, received: bytes) -> list[Heard]:
        heard = []
        for frame in self._decoder.feed(received):
            press = self._press(frame) if frame.address == self._address else None
            if press is not None:
                said = encode_frame(frame)
                heard.append(Heard(said, press, said))
        return heard

    def forget(self) -> None:
        self._decoder.forget()

    def face(self, face: Face) -> tuple[bytes, ...]:
        waiting = "" if face.waiting is None else str(min(face.waiting, 10**CELLS - 1)).rjust(CELLS, "0")
        number = face.number_digits if len(face.number_digits) <= CELLS else ""
        return (encode_frame(Frame(self._address, SHOW, cells(waiting) + cells(number))),)

    def beep(self, face: Face) -> bytes:
        return encode_frame(Frame(self._address, BEEP))

    def _press(self, frame: Frame) -> KeyPress | None:
        """The key in a frame; None for other frames, our own among them where the converter sends them back."""
        press = key_press(frame)
        if press is None or press.key is not Key.CONFIRM or press.digits[:1] not in self._confirmed:
            return press
        return KeyPress(self._confirmed[press.digits[:1]], press.digits[1:])


def key_press(frame: Frame) -> KeyPress | None:
    """The bare key of a frame with the digits before it; None when it is no key."""
    if frame.command == RATED or not frame.data or frame.data[-1] not in KEYS or any(c > 9 for c in frame.data[:-1]):
        return None
    return KeyPress(KEYS[frame.data[-1]], "".join(map(str, frame.data[:-1])))


def cells(digits: str) -> bytes:
    """Three digit cells, to the right; of fewer digits the rest is blank."""
    return bytes([BLANK] * (CELLS - len(digits)) + [int(digit) for digit in digits])


class Rated(msgspec.Struct, frozen=True):
    """A visitor pressed a key; `score` None when the options do not name its value."""

    frame: bytes
    acknowledgement: bytes
    value: int
    score: int | None


class Ff68Evaluator:
    """One evaluator with address `address`; acknowledged by its frame with command 01."""

    gap_s = GAP_S

    def __init__(self, address: int, options: Ff68EvaluatorOptions | None = None) -> None:
        self._address = address
        self._scores = scores((options or Ff68EvaluatorOptions()).levels)
        self._decoder = FrameDecoder()

    @property
    def dropped(self) -> int:
        return self._decoder.dropped

    def feed(self, received: bytes) -> list[Rated]:
        rated = []
        for frame in self._decoder.feed(received):
            if (frame.address, frame.command, len(frame.data)) == (self._address, RATED, 1):
                value = frame.data[0]
                acknowledgement = encode_frame(Frame(self._address, PRESSED, frame.data))
                rated.append(Rated(encode_frame(frame), acknowledgement, value, self._scores.get(value)))
        return rated

    def forget(self) -> None:
        self._decoder.forget()

    def start(self) -> bytes:
        """Asks the visitor for an opinion."""
        return encode_frame(Frame(self._address, PRESSED, START_RATING))

    def stars(self, level: int) -> bytes:
        """Shows the clerk's stars, 0 to 5."""
        assert 0 <= level <= MOST_STARS
        return encode_frame(Frame(self._address, SHOW, bytes((level,))))
