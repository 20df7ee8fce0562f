"""What Newland readers speak: text commands with framed answers, the EM3000's older single bytes, codes as lines.

Source: Newland NLS-HR52 manual (text commands); Newland EM3000 manual (`?`, `NLS…`, 06/15 within 500 ms).
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from devices.reader.answers import AnsweredLines, Frame
from devices.reader.code import Code
from devices.reader.protocol import Command
from devices.reader.reader import Answer

COMMAND_START = b"\x7e\x010000"
ANSWER_START = b"\x02\x010000"
END = b";\x03"
LONGEST_ANSWER = 64
RESULTS = {0x06: Answer.ACCEPTED, 0x15: Answer.REFUSED, 0x05: Answer.REFUSED}
"""ACK, NAK, and 05 for a command the model does not have."""
LEGACY_RESULTS = {b"\x06": Answer.ACCEPTED, b"\x15": Answer.REFUSED}
PROBE, ALIVE = b"?", b"!"


class TextCommand(msgspec.Struct, frozen=True):
    """Attributes: `lasting` settings survive a power cycle; `tag` names the setting and its value, as `SCNTRG1`."""

    tag: str
    lasting: bool = False


class TextAnswer(msgspec.Struct, frozen=True):
    """A command's answer; `result` as in `RESULTS`."""

    command: TextCommand
    result: int


def encode_command(command: TextCommand) -> bytes:
    """The frame of a text command.

    Raises:
        ValueError: the tag is not plain upper-case letters, digits and the like.
    """
    return COMMAND_START + _named(command) + END


def encode_answer(answer: TextAnswer) -> bytes:
    """The reader's frame, for its simulator."""
    return ANSWER_START + _named(answer.command) + bytes([answer.result]) + END


def decode_command(frame: bytes) -> TextCommand | None:
    """The command in a whole frame, or None; for the simulator."""
    if not (frame.startswith(COMMAND_START) and frame.endswith(END)):
        return None
    return _command(frame[len(COMMAND_START) : -len(END)])


def decode_answer(frame: bytes) -> TextAnswer | None:
    """The answer in a whole frame, or None."""
    if not (frame.startswith(ANSWER_START) and frame.endswith(END)):
        return None
    inside = frame[len(ANSWER_START) : -len(END)]
    command = _command(inside[:-1])
    return TextAnswer(command, inside[-1]) if command is not None and inside[-1] in RESULTS else None


def legacy_command(number: str) -> bytes:
    """The EM3000's form of a configuration code, such as `0302010`; answered with a single 06 or 15."""
    if not (number.isascii() and number.isdigit()):
        raise ValueError("NLS 指令只能由数字组成")
    return b"NLS" + number.encode()


def _named(command: TextCommand) -> bytes:
    if not command.tag or not all(0x21 <= ord(character) < 0x7F and character != ";" for character in command.tag):
        raise ValueError("新大陆指令只能由可见的英文字符组成")
    return (b"@" if command.lasting else b"#") + command.tag.encode()


def _command(named: bytes) -> TextCommand | None:
    if len(named) < 2 or named[:1] not in (b"@", b"#") or not all(0x21 <= byte < 0x7F for byte in named):
        return None
    return TextCommand(named[1:].decode("ascii"), lasting=named[:1] == b"@")


class NewlandProtocol:
    """Triggers by `#SCNTRG1` and `#SCNTRG0`.

    `mode` is set, until the power goes, in each reader that is connected: `trigger` waits for commands (SCNMOD0),
    `sense` looks when something is held before it (SCNMOD2), None leaves it as its own setting is.
    """

    def __init__(self, mode: Literal["trigger", "sense"] | None = None) -> None:
        self._mode = mode
        self._probing = False
        self._stream = AnsweredLines(self._recognise)

    @property
    def refused(self) -> int:
        return self._stream.refused

    @property
    def buffered_bytes(self) -> int:
        return self._stream.buffered_bytes

    def feed(self, received: bytes) -> Iterator[Code | Answer]:
        yield from self._stream.feed(received)

    def forget(self) -> None:
        self._stream.forget()

    def greeting(self) -> Command | None:
        if self._mode is None:
            return None
        tag = "SCNMOD0" if self._mode == "trigger" else "SCNMOD2"
        return Command(encode_command(TextCommand(tag)), answered=True)

    def trigger(self, on: bool) -> Command:
        self._probing = False
        return Command(encode_command(TextCommand("SCNTRG1" if on else "SCNTRG0")), answered=True)

    def probe(self) -> Command:
        """`?`; only after it is a `!` before any code an answer."""
        self._probing = True
        return Command(PROBE, answered=True)

    def _recognise(self, piece: bytes, *, at_start: bool) -> Answer | Frame:
        if piece == ALIVE and at_start and self._probing:
            self._probing = False
            return Answer.ACCEPTED
        if at_start and piece in LEGACY_RESULTS:
            return LEGACY_RESULTS[piece]
        if not (ANSWER_START.startswith(piece) or piece.startswith(ANSWER_START)) or len(piece) > LONGEST_ANSWER:
            return Frame.NONE
        if not piece.endswith(END):
            return Frame.UNFINISHED
        answer = decode_answer(piece)
        return Frame.NONE if answer is None else RESULTS[answer.result]
