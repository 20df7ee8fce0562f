"""AM03127 signs: the clock, how texts enter, the silence after a packet, answers in pieces."""

from datetime import datetime

import pytest

from devices.bus import Exchange, Verdict
from devices.errors import TextRefusedError
from devices.led.am03127 import Am03127Codec, Am03127Options, Packet, packet_decoder
from devices.simulator.answering_cards import Am03127Card


def _said(exchange: Exchange) -> bytes:
    [packet] = packet_decoder().feed(exchange.content)
    return packet.payload


def _heard(*pieces: bytes) -> Verdict | None:
    [(exchange,)] = Am03127Codec().pages("A012")
    assert exchange.listen is not None
    listener = exchange.listen()
    for piece in pieces:
        verdict = listener.feed(piece)
        if verdict is not None:
            return verdict
    return None


def test_the_clock_is_year_weekday_month_day_and_time() -> None:
    [exchange] = Am03127Codec(2).prepare(datetime(2026, 11, 29, 8, 5, 9))
    assert list(packet_decoder().feed(exchange.content)) == [Packet(2, b"<SC>26071129080509")]


def test_a_short_text_stands_and_a_long_one_runs_from_the_right() -> None:
    for text, lead in (("A" * 13, b"A"), ("A" * 14, b"E")):
        [(exchange,)] = Am03127Codec().pages(text)
        assert _said(exchange) == b"<L1><PA><F%b><MA><WC><F%b>" % (lead, lead) + text.encode()


def test_every_packet_is_followed_by_the_time_the_sign_works_on_it() -> None:
    codec = Am03127Codec()
    for exchange in (*codec.prepare(datetime(2026, 11, 24)), *codec.pages("A012")[0], *codec.pages("")[0]):
        assert exchange.gap_s >= 0.5
        assert exchange.answer_timeout_s > 0.5


@pytest.mark.parametrize("pieces", [(b"ACK",), (b"A", b"C", b"K"), (b"\x00\xffACK\r\n",)])
def test_an_ack_is_heard_in_any_pieces(pieces: tuple[bytes, ...]) -> None:
    verdict = _heard(*pieces)
    assert verdict is not None
    assert verdict.ok


@pytest.mark.parametrize("pieces", [(b"NACK",), (b"N", b"ACK"), (b"NAC", b"K\r")])
def test_a_nack_is_never_taken_for_an_ack(pieces: tuple[bytes, ...]) -> None:
    verdict = _heard(*pieces)
    assert verdict is not None
    assert not verdict.ok


def test_an_unfinished_answer_is_none() -> None:
    assert _heard(b"A", b"C") is None


def test_a_packet_for_another_sign_is_not_answered() -> None:
    [(exchange,)] = Am03127Codec(2).pages("A012")
    card = Am03127Card(1)
    assert card.hear(exchange.content, frozenset()) == b""
    assert card.text == ""


@pytest.mark.parametrize("text", ["请A012号", "CAFÉ", "A<D*>", "A" * 401])
def test_what_the_sign_has_no_letters_for_is_refused(text: str) -> None:
    with pytest.raises(TextRefusedError):
        Am03127Codec().pages(text)


def test_options_out_of_range_are_told_in_chinese() -> None:
    with pytest.raises(ValueError, match="columns 是 4 到 100"):
        Am03127Options(columns=3)
