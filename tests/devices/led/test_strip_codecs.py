"""What single strips and boards need besides the suite: silences, blanks, options, whose answer counts."""

import pytest

from devices.bus import Exchange, Verdict
from devices.led.codec import SignCodec
from devices.led.cxt import CxtCodec, CxtOptions, decode_shown
from devices.led.jqueue_0509 import JQueue0509Codec
from devices.led.jqueue_hdlc import AreaDecoder, HdlcOptions, JQueueHdlcCodec
from devices.led.modbus_digits import ModbusDigitsCodec
from devices.led.modbus_frame import Read, Reply, Write, encode_obeyed, encode_refused, reply_decoder, request_decoder
from devices.led.number_boards import ApertumBoardCodec


def heard(exchange: Exchange | None, received: bytes) -> Verdict | None:
    assert exchange is not None
    assert exchange.listen is not None
    return exchange.listen().feed(received)


@pytest.mark.parametrize(
    ("codec", "gap_s"), [(JQueue0509Codec(), 0.18), (JQueueHdlcCodec(), 0.18), (ApertumBoardCodec(), 0.3)]
)
def test_strips_get_the_silence_after_each_frame_that_their_source_keeps(codec: SignCodec, gap_s: float) -> None:
    ((exchange,),) = codec.pages("A012")
    assert exchange.gap_s == gap_s


def test_an_apertum_board_is_darkened_with_seven_spaces() -> None:
    ((exchange,),) = ApertumBoardCodec(0x21).pages("")
    assert exchange.content == bytes.fromhex("01 21 20 20 20 20 20 20 20 07")


def test_a_cxt_board_gets_its_area_colour_effect_speed_and_stay() -> None:
    options = CxtOptions(area=3, colour="green", effect="left", speed=2, page_s=4.5)
    ((exchange,),) = CxtCodec(options).pages("暂停")
    shown = decode_shown(exchange.content)
    assert shown is not None
    assert (shown.area, shown.colour, shown.effect, shown.speed, shown.stay) == (3, 2, 3, 2, 45)


def test_an_hdlc_strip_gets_its_address_and_area() -> None:
    ((exchange,),) = JQueueHdlcCodec(9, HdlcOptions(area=4)).pages("暂停")
    (said,) = AreaDecoder().feed(exchange.content)
    assert (said.address, said.area) == (9, 4)


def test_a_modbus_strip_that_cannot_be_read_has_answered_all_the_same() -> None:
    question = ModbusDigitsCodec(7).question
    verdict = heard(question, encode_refused(Read(7, 0), 1))
    assert verdict is not None
    assert verdict.ok


def test_only_the_answer_of_the_unit_about_the_register_counts() -> None:
    ((exchange,),) = ModbusDigitsCodec(7).pages("A012")
    for other in (Write(8, 0x70, b"A012", True), Write(7, 0x80, b"A012", True), Write(7, 0x70, b"12")):
        assert heard(exchange, encode_obeyed(other)) is None
    assert heard(exchange, encode_obeyed(Write(7, 0x70, b"A012", True))) == Verdict(code=0)
    refused = heard(exchange, encode_refused(Write(7, 0x70, b"A012", True), 6))
    assert refused is not None
    assert (refused.ok, refused.code) == (False, 6)


def test_a_length_that_no_strip_has_swallows_nothing() -> None:
    answer = encode_obeyed(Write(1, 0x70, b"A012", True))
    assert list(reply_decoder().feed(b"\x01\x03\xff" + answer)) == [Reply(1, 16, 0x70, b"\x00\x02")]
    (exchange,) = ModbusDigitsCodec().pages("A012")[0]
    assert list(request_decoder().feed(b"\x01\x10\x00\x70\x00\x20\x40" + exchange.content)) == [
        Write(1, 0x70, b"A012", True)
    ]
