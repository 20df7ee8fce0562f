"""What EM3095-type reader modules speak: zone commands with a CRC, framed answers, codes as lines.

Source: module manuals (EM3095 and its many compatible ones). `7E 00` or `02 00`, type, length, data, CRC; the CRC is
CRC-16/XMODEM over type, length, address and data; `AB CD` in a command means "do not check".
"""

import binascii
from collections.abc import Iterator

import msgspec

from devices.reader.answers import AnsweredLines, Frame
from devices.reader.code import Code
from devices.reader.protocol import Command
from devices.reader.reader import Answer

COMMAND_START = b"\x7e\x00"
ANSWER_START = b"\x02\x00"
UNCHECKED = b"\xab\xcd"
READ_ZONE, WRITE_ZONE = 0x07, 0x08
TRIGGER_ZONE = 0x0002
OK, BAD_CRC, INVALID = 0x00, 0x01, 0x03
RESULTS = {OK: Answer.ACCEPTED, BAD_CRC: Answer.REFUSED, INVALID: Answer.REFUSED}
HEAD = 4
CRC = 2


class ZoneCommand(msgspec.Struct, frozen=True):
    """Reads or writes settings; `kind` is `READ_ZONE` or `WRITE_ZONE`, `zone` the address of the first byte."""

    kind: int
    zone: int
    content: bytes


class ZoneAnswer(msgspec.Struct, frozen=True):
    """`result` as in `RESULTS`."""

    result: int
    content: bytes


def encode_command(command: ZoneCommand, *, checked: bool = True) -> bytes:
    """The frame of a command, with its CRC or with the mark for none."""
    body = bytes([command.kind, len(command.content)]) + command.zone.to_bytes(2, "big") + command.content
    return COMMAND_START + body + (_crc(body) if checked else UNCHECKED)


def decode_command(frame: bytes) -> ZoneCommand | None:
    """The command in a whole frame, or None when it is none or its CRC is wrong; for the simulator."""
    body, crc = frame[2:-CRC], frame[-CRC:]
    if not frame.startswith(COMMAND_START) or len(body) < HEAD or len(body) != HEAD + body[1]:
        return None
    if crc not in (UNCHECKED, _crc(body)):
        return None
    return ZoneCommand(body[0], int.from_bytes(body[2:4], "big"), body[4:])


def encode_answer(answer: ZoneAnswer) -> bytes:
    """The reader's frame, for its simulator."""
    body = bytes([answer.result, len(answer.content)]) + answer.content
    return ANSWER_START + body + _crc(body)


def decode_answer(frame: bytes) -> ZoneAnswer | None:
    """The answer in a whole frame, or None."""
    body = frame[2:-CRC]
    if not frame.startswith(ANSWER_START) or len(body) < 2 or len(body) != 2 + body[1]:
        return None
    if frame[-CRC:] != _crc(body) or body[0] not in RESULTS:
        return None
    return ZoneAnswer(body[0], body[2:])


def _crc(body: bytes) -> bytes:
    return binascii.crc_hqx(body, 0).to_bytes(CRC, "big")


class Em3095Protocol:
    """Triggers by writing 1 into zone 0002, in the published form with `AB CD`; 0 stops it (not published)."""

    def __init__(self) -> None:
        self._stream = AnsweredLines(_recognise)

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

    def greeting(self) -> None:
        """Nothing: the module keeps its settings."""

    def trigger(self, on: bool) -> Command:
        return Command(encode_command(ZoneCommand(WRITE_ZONE, TRIGGER_ZONE, bytes([on])), checked=False), answered=True)

    def probe(self) -> Command:
        """Reads the trigger's zone; no frame of this command (type 07) is among the published ones."""
        return Command(encode_command(ZoneCommand(READ_ZONE, TRIGGER_ZONE, b"\x01"), checked=False), answered=True)


def _recognise(piece: bytes, *, at_start: bool) -> Answer | Frame:
    if not (ANSWER_START.startswith(piece[:2]) and (len(piece) < 3 or piece[2] in RESULTS)):
        return Frame.NONE
    if len(piece) < HEAD or len(piece) < HEAD + piece[3] + CRC:
        return Frame.UNFINISHED
    answer = decode_answer(piece)
    return Frame.NONE if answer is None else RESULTS[answer.result]
