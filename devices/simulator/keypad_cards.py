"""The electronics of simulated keypads and of an evaluator: what their keys send, what they understand."""

import time
from typing import Literal, Protocol

import msgspec

from devices.keypad.apertum import BEEP as CONSOLE_BEEP
from devices.keypad.apertum import DARK, GREEN_BLINKS
from devices.keypad.apertum_frame import ConsoleDecoder, Question, Signal, Text
from devices.keypad.apertum_frame import encode as encode_console
from devices.keypad.ff68 import BEEP, BLANK, CELLS, PRESSED, RATED, SHOW, START_RATING
from devices.keypad.ff68_frame import Frame, FrameDecoder, encode_frame
from devices.keypad.number_pad import PAD_KEYS
from devices.transport.input_event import EV_KEY, EV_SYN, SYN_REPORT, InputEvent, encode_event

Keys = tuple[tuple[str, str], ...]
Kind = Literal["keypad", "evaluator"]
DIGIT_KEYS: Keys = tuple((digit, digit) for digit in "1234567890")
MOST_TYPED = 4
FUNCTIONS = {
    "call": b"\x0c",
    "recall": b"\x0d",
    "evaluate": b"\x0b",
    "no_show": b"\x06\x0f",
    "park": b"\x00\x0f",
    "call_back": b"\x03\x0f",
    "pause": b"\x12",
    "transfer": b"\x13",
    "confirm": b"\x0f",
    "cancel": b"\x0e",
    "one_metre": b"\x11",
}
LABELS = ("呼叫", "重呼", "评价", "弃号", "挂起", "回呼", "暂停", "转移", "确认", "取消", "一米")
"""Of the keys of the 21-key pad, digits that belong to them included."""
VALUES = {"very_good": 1, "good": 0, "poor": 2, "very_poor": 3}
"""What the evaluator's keys send; the labels are a reading of that system's result codes."""


class Panel(msgspec.Struct, frozen=True):
    """What can be seen on a machine: two fields of digits as its cells show them, the number being typed, a lamp."""

    waiting: str = ""
    number: str = ""
    typed: str = ""
    lamp: str = ""
    stars: int = 0
    asking: bool = False


class KeypadCard(Protocol):
    """Called under the simulator's lock.

    Attributes:
        kind: what it is.
        keys: name and Chinese label of everything that can be pressed.
        acknowledged: it waits for its frame to be acknowledged, and sends it again when it is not.
        beeps: how often it has beeped.
    """

    kind: Kind
    keys: Keys
    acknowledged: bool
    beeps: int

    @property
    def panel(self) -> Panel | None:
        """What can be seen; None for a machine without a display."""
        ...

    def press(self, name: str) -> bytes:
        """The frame of a key; empty while a number is being typed."""
        ...

    def hear(self, received: bytes) -> tuple[bytes, frozenset[bytes]]:
        """Take bytes from the host; returns what it answers, and which of its frames were acknowledged."""
        ...

    def lose_power(self) -> None:
        """Forget everything."""
        ...


NOTHING: tuple[bytes, frozenset[bytes]] = (b"", frozenset())


class Ff68Card:
    """A keypad with six digits; digits typed before a key go along with it."""

    kind: Kind = "keypad"
    acknowledged = True
    keys: Keys = (*zip(FUNCTIONS, LABELS, strict=True), *DIGIT_KEYS)

    def __init__(self, address: int = 1) -> None:
        self._address = address
        self._decoder = FrameDecoder()
        self.panel: Panel = Panel()
        self.beeps = 0

    def press(self, name: str) -> bytes:
        if name.isdecimal():
            self.panel = msgspec.structs.replace(self.panel, typed=(self.panel.typed + name)[-MOST_TYPED:])
            return b""
        code = FUNCTIONS[name]
        typed = bytes(int(digit) for digit in self.panel.typed)
        self.panel = msgspec.structs.replace(self.panel, typed="")
        return encode_frame(Frame(self._address, PRESSED, code[:-1] + typed + code[-1:]))

    def hear(self, received: bytes) -> tuple[bytes, frozenset[bytes]]:
        heard = set()
        for frame in self._decoder.feed(received):
            if frame.address != self._address:
                continue
            match frame.command:
                case _ if frame.command == SHOW and len(frame.data) == 2 * CELLS:
                    waiting, number = frame.data[:CELLS], frame.data[CELLS:]
                    self.panel = msgspec.structs.replace(self.panel, waiting=_cells(waiting), number=_cells(number))
                case _ if frame.command == BEEP:
                    self.beeps += 1
                case _:
                    heard.add(encode_frame(frame))
        return b"", frozenset(heard)

    def lose_power(self) -> None:
        self.panel = Panel()
        self._decoder = FrameDecoder()


def _cells(cells: bytes) -> str:
    return "".join(" " if cell == BLANK else f"{cell:x}" for cell in cells)


class Ff68EvaluatorCard:
    """Four keys and the clerk's stars; asks when told to."""

    kind: Kind = "evaluator"
    acknowledged = True
    keys: Keys = (*zip(VALUES, ("非常满意", "满意", "不满意", "非常不满意"), strict=True),)

    def __init__(self, address: int = 1) -> None:
        self._address = address
        self._decoder = FrameDecoder()
        self.panel: Panel = Panel()
        self.beeps = 0
        self.asked = 0

    def press(self, name: str) -> bytes:
        self.panel = msgspec.structs.replace(self.panel, asking=False)
        return encode_frame(Frame(self._address, RATED, bytes((VALUES[name],))))

    def hear(self, received: bytes) -> tuple[bytes, frozenset[bytes]]:
        heard = set()
        for frame in self._decoder.feed(received):
            if frame.address != self._address:
                continue
            if frame.command == SHOW and len(frame.data) == 1:
                self.panel = msgspec.structs.replace(self.panel, stars=frame.data[0])
            elif (frame.command, frame.data) == (PRESSED, START_RATING):
                self.asked += 1
                self.panel = msgspec.structs.replace(self.panel, asking=True)
            elif frame.command == PRESSED:
                heard.add(encode_frame(Frame(self._address, RATED, frame.data)))
        return b"", frozenset(heard)

    def lose_power(self) -> None:
        self.panel = Panel()
        self._decoder = FrameDecoder()


class ApertumCard:
    """A console with four keys, three characters and a lamp."""

    kind: Kind = "keypad"
    acknowledged = False
    keys: Keys = (("1", "1 呼叫"), ("2", "2 开始"), ("3", "3 转移"), ("4", "4 办结"))

    def __init__(self, address: int = 0x20) -> None:
        self._address = address
        self._decoder = ConsoleDecoder()
        self.panel: Panel = Panel()
        self.beeps = 0

    def press(self, name: str) -> bytes:
        return encode_console(Signal(self._address, 0x30 + int(name)))

    def hear(self, received: bytes) -> tuple[bytes, frozenset[bytes]]:
        said = b""
        for message in self._decoder.feed(received):
            if message.address != self._address:
                continue
            match message:
                case Text(text=text):
                    self.panel = msgspec.structs.replace(self.panel, number=text)
                case Signal(code=code):
                    self.beeps += code >= DARK + CONSOLE_BEEP
                    lamp = code - CONSOLE_BEEP if code >= DARK + CONSOLE_BEEP else code
                    self.panel = msgspec.structs.replace(self.panel, lamp="green" if lamp == GREEN_BLINKS else "")
                case Question():
                    said += encode_console(message)
        return said, frozenset()

    def lose_power(self) -> None:
        self.panel = Panel()
        self._decoder = ConsoleDecoder()


class PadCard:
    """A USB number pad; can be given to a driver that does not insist on a real grab."""

    kind: Kind = "keypad"
    acknowledged = False
    panel = None
    beeps = 0
    keys: Keys = (
        ("enter", "Enter"),
        ("plus", "加"),
        ("minus", "减"),
        ("star", "乘"),
        ("slash", "除"),
        ("dot", "点"),
        ("backspace", "退格"),
        *DIGIT_KEYS,
    )

    def press(self, name: str) -> bytes:
        code = next(code for code, key in PAD_KEYS.items() if key == name)
        now_us = time.monotonic_ns() // 1000
        ups_and_downs = [InputEvent(now_us + step, EV_KEY, code, value) for step, value in ((0, 1), (1, 0))]
        return b"".join(encode_event(event) for event in (*ups_and_downs, InputEvent(now_us, EV_SYN, SYN_REPORT, 0)))

    def hear(self, received: bytes) -> tuple[bytes, frozenset[bytes]]:
        return NOTHING

    def lose_power(self) -> None:
        """It keeps nothing."""


class ByteCard:
    """A box of buttons that sends fixed bytes, by name; waits for them to come back where it echoes."""

    kind: Kind = "keypad"
    panel = None

    def __init__(self, frames: dict[str, bytes], *, acknowledged: bool = False, beep: bytes = b"") -> None:
        self._frames = frames
        self._beep = beep
        self.keys = tuple((name, name) for name in frames)
        self.acknowledged = acknowledged
        self.beeps = 0

    def press(self, name: str) -> bytes:
        return self._frames[name]

    def hear(self, received: bytes) -> tuple[bytes, frozenset[bytes]]:
        self.beeps += bool(self._beep) and received.count(self._beep)
        return b"", frozenset(frame for frame in self._frames.values() if frame in received)

    def lose_power(self) -> None:
        """It keeps nothing."""
