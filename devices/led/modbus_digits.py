"""Digit strips that speak Modbus RTU ("LED-485-0xx"): codec, pure.

Source of the registers: sman-dk/LED-485_setuptool (device reference, section 1.5). Checked against computed frames and
a simulated strip; not seen on hardware.
"""

import re
from collections.abc import Callable

from devices.bus import Exchange, Verdict
from devices.driver import Options
from devices.errors import TextRefusedError
from devices.led.codec import Page, Silent, encoded
from devices.led.modbus_frame import Read, Reply, Request, Write, encode_request, reply_decoder

VALUE_REGISTER, POINT_REGISTER, TEXT_REGISTER = 0x0000, 0x0004, 0x0070
HIGHEST_VALUE = 0x7FFF
NUMBER = re.compile(r"([0-9]+)(?:\.([0-9]{1,3}))?")
GAP_S = 0.005
"""More than the 3.5 characters of silence that end a frame at 9600 baud."""


class ModbusOptions(Options, frozen=True, kw_only=True):
    """Settings of a strip.

    Attributes:
        digits: of the strip.
        letters: its seven segments may show ASCII letters.
        values: numbers go to the value register, with the point set by another, and nothing but numbers can be shown;
            otherwise all texts go to the string registers. Leading zeros are then the strip's affair.
    """

    digits: int = 4
    letters: bool = True
    values: bool = False
    answer_timeout_s: float = 0.3
    refresh_s: float = 10.0

    def __post_init__(self) -> None:
        if not 1 <= self.digits <= 16:
            raise ValueError("digits 是 1 到 16")
        if not 0.05 <= self.answer_timeout_s <= 5 or not 5 <= self.refresh_s <= 3600:
            raise ValueError("answer_timeout_s 是 0.05 到 5 秒，refresh_s 是 5 到 3600 秒")


class ModbusDigitsCodec(Silent):
    """One strip as Modbus unit `unit`; it is dark when its string is blank.

    The source documents no reading. Its question is one all the same: a Modbus machine that cannot be read says so.
    """

    answers = True

    def __init__(self, unit: int = 1, options: ModbusOptions | None = None) -> None:
        self._options = options or ModbusOptions()
        self._unit = unit
        self.refresh_s = self._options.refresh_s
        self.question = self._exchange(Read(unit, VALUE_REGISTER), refusable=True)

    def pages(self, text: str) -> tuple[Page, ...]:
        if self._options.values and text.strip():
            return ((*map(self._exchange, self._value(text)),),)
        digits = self._options.digits
        if len(text) > digits or (text.strip("0123456789 ") and not self._options.letters):
            raise TextRefusedError(f"{text!r} does not fit on {digits} digits")
        content = encoded(text.rjust(digits + digits % 2), "ascii")
        return ((self._exchange(Write(self._unit, TEXT_REGISTER, content, many=True)),),)

    def _value(self, text: str) -> tuple[Write, Write]:
        number = NUMBER.fullmatch(text)
        if number is None:
            raise TextRefusedError(f"{text!r} is no number")
        decimals = number[2] or ""
        value = int(number[1] + decimals)
        if value > HIGHEST_VALUE or len(number[1] + decimals) > self._options.digits:
            raise TextRefusedError(f"{text!r} does not fit on {self._options.digits} digits of a value")
        point = Write(self._unit, POINT_REGISTER, len(decimals).to_bytes(2, "big"))
        return point, Write(self._unit, VALUE_REGISTER, value.to_bytes(2, "big"))

    def _exchange(self, request: Request, *, refusable: bool = False) -> Exchange:
        return Exchange(
            content=encode_request(request),
            listen=_listening(request, refusable),
            answer_timeout_s=self._options.answer_timeout_s,
            tries=2,
            gap_s=GAP_S,
        )


def _listening(request: Request, refusable: bool) -> Callable[[], "_ReplyListener"]:
    return lambda: _ReplyListener(request, refusable)


class _ReplyListener:
    """Hears the answer to one request; where it is `refusable`, a refusal is an answer like any other."""

    def __init__(self, request: Request, refusable: bool) -> None:
        self._request = request
        self._refusable = refusable
        self._decoder = reply_decoder()

    def feed(self, received: bytes) -> Verdict | None:
        for reply in self._decoder.feed(received):
            if self._meant(reply):
                refused = reply.code and not self._refusable
                return Verdict(why=f"the strip refused: exception {reply.code}" if refused else "", code=reply.code)
        return None

    def _meant(self, reply: Reply) -> bool:
        asked = self._request
        return (reply.unit, reply.function) == (asked.unit, asked.function) and reply.register in (None, asked.register)
