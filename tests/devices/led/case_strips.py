"""The one-line strips and number boards in the conformance suite."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from devices.led.cxt import AreaShown, decode_shown, encode_shown
from devices.led.jqueue_0509 import StripText, encode_strip, strip_decoder
from devices.led.jqueue_hdlc import AreaDecoder, AreaText, encode_area
from devices.led.modbus_digits import ModbusOptions
from devices.led.modbus_frame import (
    READ,
    WRITE_MANY,
    Read,
    Request,
    Write,
    encode_request,
    reply_decoder,
    request_decoder,
)
from devices.led.number_boards import BoardText, NumberShown, board_decoder, encode_board, encode_number, number_decoder
from devices.simulator.strip_cards import (
    ModbusCard,
    apertum_card,
    cxt_card,
    jqueue_0509_card,
    jqueue_hdlc_card,
    sum8_card,
)
from tests.devices.led.standing_sign import Case, Decoded

CHINESE = ("请A012号到3号窗口", "暂停服务", "哎唉")
LONG = "请A012号到3号窗口，请带好居民身份证和户口簿 谢谢"
UNSPEAKABLE = ("办理人王䶮", "𠮷野", "a\x1bb", "第一行\n第二行")


def _text(decoded: Decoded, charset: str = "gbk") -> bytes:
    return str(decoded["text"]).encode(charset)


def _number(decoded: Decoded, name: str) -> int:
    value = decoded[name]
    assert isinstance(value, int)
    return value


def _datagrams(stream: bytes) -> Iterator[AreaShown]:
    """Datagrams come one by one; here they stand behind each other."""
    while stream:
        size = 14 + int.from_bytes(stream[12:14], "little")
        shown = decode_shown(stream[:size])
        if shown is None:
            return
        yield shown
        stream = stream[size:]


def _decoding(
    feed: Callable[[bytes], Iterable[Any]], describe: Callable[[Any], Decoded]
) -> Callable[[bytes], list[Decoded]]:
    return lambda stream: [describe(frame) for frame in feed(stream)]


def _modbus(stream: bytes) -> list[Decoded]:
    """What hosts say, and where there is none of it what strips answer."""
    return [*map(_request, request_decoder().feed(stream))] or [
        {
            "unit": reply.unit,
            "function": reply.function,
            "register": reply.register,
            "content": reply.content.hex(),
            "code": reply.code,
        }
        for reply in reply_decoder().feed(stream)
    ]


def _request(request: Request) -> Decoded:
    said: Decoded = {"unit": request.unit, "function": request.function, "register": request.register}
    return said | ({"count": request.count} if isinstance(request, Read) else {"content": request.content.hex()})


def _modbus_again(decoded: Decoded) -> bytes | None:
    if "code" in decoded:
        return None
    unit, register, function = (_number(decoded, name) for name in ("unit", "register", "function"))
    if function == READ:
        return encode_request(Read(unit, register, _number(decoded, "count")))
    content = bytes.fromhex(str(decoded["content"]))
    return encode_request(Write(unit, register, content, function == WRITE_MANY))


JQUEUE_0509 = Case(
    driver="jqueue_0509",
    card=lambda: jqueue_0509_card(1),
    decode=_decoding(
        lambda stream: strip_decoder().feed(stream),
        lambda said: {"address": said.address, "text": said.text.decode("gbk", "replace")},
    ),
    encode=lambda decoded: encode_strip(StripText(_text(decoded), _number(decoded, "address"))),
    texts=CHINESE,
    long=LONG,
    refused=UNSPEAKABLE,
)
JQUEUE_HDLC = Case(
    driver="jqueue_hdlc",
    card=jqueue_hdlc_card,
    decode=_decoding(
        lambda stream: AreaDecoder().feed(stream),
        lambda said: {"address": said.address, "area": said.area, "text": said.text.decode("gbk", "replace")},
    ),
    encode=lambda decoded: encode_area(AreaText(_text(decoded), _number(decoded, "address"), _number(decoded, "area"))),
    texts=(*CHINESE, "A007脈葉"),
    long=LONG,
    refused=UNSPEAKABLE,
)
MODBUS = Case(
    driver="modbus_digits",
    card=ModbusCard,
    decode=_modbus,
    encode=_modbus_again,
    texts=("A012", "012", "8888"),
    long="请A012号到3号窗口",
    refused=("请", "12345", "\x07"),
)
MODBUS_VALUES = Case(
    driver="modbus_digits",
    card=ModbusCard,
    decode=_modbus,
    encode=_modbus_again,
    texts=("12", "3.25", "8888"),
    long="12345",
    refused=("请", "A012", "1.2345", "-5", "１２", "12."),
    options=ModbusOptions(values=True),
    variant="values",
    leading_zeros=False,
)
CXT = Case(
    driver="cxt",
    card=cxt_card,
    decode=_decoding(
        _datagrams,
        lambda shown: {
            "area": shown.area,
            "colour": shown.colour,
            "effect": shown.effect,
            "speed": shown.speed,
            "stay": shown.stay,
            "text": shown.text.decode("gb2312", "replace"),
        },
    ),
    encode=lambda decoded: encode_shown(
        AreaShown(
            _text(decoded),
            *(_number(decoded, name) for name in ("area", "colour", "effect", "speed", "stay")),
        )
    ),
    texts=CHINESE,
    long=LONG,
    refused=UNSPEAKABLE,
    network=True,
    checked=False,
)
SUM8 = Case(
    driver="sum8",
    card=sum8_card,
    decode=_decoding(
        lambda stream: number_decoder().feed(stream),
        lambda shown: {"address": shown.address, "number": shown.number},
    ),
    encode=lambda decoded: encode_number(NumberShown(_number(decoded, "address"), _number(decoded, "number"))),
    texts=("12", "999", "7"),
    long="1234",
    refused=("请", "A12", "-1", "", "１２"),
    darkens=False,
    leading_zeros=False,
)
APERTUM = Case(
    driver="apertum_board",
    card=apertum_card,
    decode=_decoding(
        lambda stream: board_decoder().feed(stream),
        lambda shown: {"address": shown.address, "text": shown.text.decode("ascii", "replace")},
    ),
    encode=lambda decoded: encode_board(BoardText(_number(decoded, "address"), _text(decoded))),
    texts=("A012", "012", "ROOM 3"),
    long="A012 WINDOW 3",
    refused=("请", "a\x07b"),
    address=0x20,
    checked=False,
)
STRIPS = (JQUEUE_0509, JQUEUE_HDLC, MODBUS, MODBUS_VALUES, CXT, SUM8, APERTUM)
