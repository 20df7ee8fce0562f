"""Digit strips that speak Modbus RTU ("LED-485-0xx"): codec, pure.

Sources: sman-dk/LED-485_setuptool (device reference, section 1.5); Modbus over serial line 1.02 for the frames. Checked
against computed frames and a simulated strip; not seen on hardware.
"""

import struct

import msgspec

from devices.bus import Exchange, Verdict
from devices.bus.checksums import crc16_modbus
from devices.bus.framing import Incomplete, ResyncingDecoder, complete
from devices.driver import Options
from devices.errors import TextRefusedError
from devices.led.codec import Page, Silent, encoded

WRITE_ONE, WRITE_MANY, REFUSED = 0x06, 0x10, 0x80
VALUE_REGISTER, POINT_REGISTER, TEXT_REGISTER = 0x0000, 0x0004, 0x0070
LONGEST = 64
GAP_S = 0.005
"""More than the 3.5 characters of silence that end a frame at 9600 baud."""


class Write(msgspec.Struct, frozen=True):
    """A request to write registers: one by function 6, several by 16."""

    unit: int
    register: int
    content: bytes
    many: bool = False


class Written(msgspec.Struct, frozen=True):
    """The answer to a request: an echo of where was written, or an exception `code`."""

    unit: int
    function: int
    register: int = 0
    code: int = 0


def encode_write(write: Write) -> bytes:
    head = struct.pack(">BBH", write.unit, WRITE_MANY if write.many else WRITE_ONE, write.register)
    count = struct.pack(">HB", len(write.content) // 2, len(write.content)) if write.many else b""
    return _checked(head + count + write.content)


def encode_written(write: Write) -> bytes:
    """The answer of a strip that obeyed."""
    if not write.many:
        return encode_write(write)
    return _checked(struct.pack(">BBHH", write.unit, WRITE_MANY, write.register, len(write.content) // 2))


def encode_refused(write: Write, code: int) -> bytes:
    """The answer of a strip that did not."""
    return _checked(bytes([write.unit, (WRITE_MANY if write.many else WRITE_ONE) | REFUSED, code]))


def write_decoder() -> ResyncingDecoder[Write]:
    """Finds requests."""
    return ResyncingDecoder(_read_write, LONGEST)


def written_decoder() -> ResyncingDecoder[Written]:
    """Finds answers."""
    return ResyncingDecoder(_read_written, LONGEST)


def _read_write(content: bytes) -> tuple[Write, int] | None:
    if len(content) < 2:
        raise Incomplete
    unit, function = content[:2]
    if function == WRITE_ONE:
        frame = _right(content, 8)
        return (Write(unit, int.from_bytes(frame[2:4], "big"), frame[4:6]), 8) if frame else None
    if function != WRITE_MANY:
        return None
    size = complete(content, 7)[6]
    if size > LONGEST - 9 or size % 2:
        return None
    frame = _right(content, size + 9)
    return (Write(unit, int.from_bytes(frame[2:4], "big"), frame[7:-2], True), size + 9) if frame else None


def _read_written(content: bytes) -> tuple[Written, int] | None:
    if len(content) < 2:
        raise Incomplete
    unit, function = content[:2]
    if function in (WRITE_ONE, WRITE_MANY):
        frame = _right(content, 8)
        return (Written(unit, function, int.from_bytes(frame[2:4], "big")), 8) if frame else None
    if function in (WRITE_ONE | REFUSED, WRITE_MANY | REFUSED):
        frame = _right(content, 5)
        return (Written(unit, function & ~REFUSED, code=frame[2]), 5) if frame else None
    return None


def _right(content: bytes, size: int) -> bytes:
    frame = complete(content, size)
    return frame if crc16_modbus(frame[:-2]) == int.from_bytes(frame[-2:], "little") else b""


def _checked(body: bytes) -> bytes:
    return body + crc16_modbus(body).to_bytes(2, "little")


class ModbusOptions(Options, frozen=True, kw_only=True):
    """Attributes: `digits` of the strip; `letters` whether its seven segments may show ASCII letters."""

    digits: int = 4
    letters: bool = True
    answer_timeout_s: float = 0.3
    refresh_s: float = 10.0

    def __post_init__(self) -> None:
        if not 1 <= self.digits <= 16:
            raise ValueError("digits 是 1 到 16")
        if not 0.05 <= self.answer_timeout_s <= 5 or not 5 <= self.refresh_s <= 3600:
            raise ValueError("answer_timeout_s 是 0.05 到 5 秒，refresh_s 是 5 到 3600 秒")


class ModbusDigitsCodec(Silent):
    """One strip as Modbus unit `unit`; texts go to its string registers, right-justified."""

    answers = True

    def __init__(self, unit: int = 1, options: ModbusOptions | None = None) -> None:
        self._options = options or ModbusOptions()
        self._unit = unit
        self.refresh_s = self._options.refresh_s

    def pages(self, text: str) -> tuple[Page, ...]:
        digits = self._options.digits
        if len(text) > digits or (text.strip("0123456789 ") and not self._options.letters):
            raise TextRefusedError(f"{text!r} does not fit on {digits} digits")
        content = encoded(text.rjust(digits + digits % 2), "ascii")
        write = Write(self._unit, TEXT_REGISTER, content, many=True)
        exchange = Exchange(
            content=encode_write(write),
            listen=lambda: _UnitListener(self._unit),
            answer_timeout_s=self._options.answer_timeout_s,
            tries=2,
            gap_s=GAP_S,
        )
        return ((exchange,),)


class _UnitListener:
    """Hears the answer of one unit."""

    def __init__(self, unit: int) -> None:
        self._unit = unit
        self._decoder = written_decoder()

    def feed(self, received: bytes) -> Verdict | None:
        for answer in self._decoder.feed(received):
            if answer.unit == self._unit and answer.function == WRITE_MANY:
                return Verdict(
                    why=f"the strip refused: exception {answer.code}" if answer.code else "", code=answer.code
                )
        return None
