"""Frames of SAM_V modules beyond the published vectors: long replies, wrong lengths, late answers, noise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.id_card.sam_frame import Command, Reply, Said, body_decoder, encode, may_answer, reply, reply_in, text_in
from devices.simulator.id_card import HOLDER, MODULE, card_reply


def bodies(stream: bytes) -> list[bytes]:
    return list(body_decoder().feed(stream))


@pytest.mark.parametrize("fingerprint", [0, 512, 1024])
def test_a_reply_with_fingerprints_comes_in_many_reads_and_gives_its_text(fingerprint: int) -> None:
    text, photo = bytes(range(256)), bytes(1024)
    sizes = b"".join(len(block).to_bytes(2, "big") for block in (text, photo, bytes(fingerprint)))
    content = reply(Said.OK, sizes + text + photo + bytes(fingerprint))
    assert len(content) == 1297 + fingerprint
    decoder = body_decoder()
    pieces = [content[start : start + 64] for start in range(0, len(content), 64)]
    (body,) = [body for piece in pieces for body in decoder.feed(piece)]
    answer = reply_in(body)
    assert answer is not None
    assert text_in(answer) == text
    assert decoder.dropped == 0


def test_a_reply_counts_only_for_the_question_it_can_belong_to() -> None:
    told = {
        Command.STATUS: reply(Said.OK),
        Command.IDENTITY: reply(Said.OK, MODULE),
        Command.FIND: reply(Said.NOT_FOUND),
        Command.READ: card_reply(HOLDER),
    }
    for asked in told:
        for command, frame in told.items():
            answer = reply_in(bodies(frame)[0])
            assert answer is not None
            assert may_answer(asked, answer) == (asked is command), (asked.name, command.name)


@pytest.mark.parametrize("content", [b"", b"\x01", bytes.fromhex("01 00 04 00") + bytes(1279), b"\xff" * 1284])
def test_a_reply_whose_lengths_do_not_agree_has_no_text(content: bytes) -> None:
    answer = reply_in(reply(Said.OK, content)[7:-1])
    assert answer is not None
    assert text_in(answer) is None


def test_bytes_of_no_frame_are_counted_and_never_piled_up() -> None:
    decoder = body_decoder()
    assert [*decoder.feed(b"\x00\x01\x02"), *decoder.feed(reply(Said.OK))] == [b"\x00\x00\x90"]
    assert decoder.dropped == 3
    noise = bytes.fromhex("AA AA AA 96 69 09 0A") + bytes(10_000)
    assert list(decoder.feed(noise)) == []
    assert decoder.dropped == 3 + len(noise)


@settings(max_examples=50)
@given(st.binary(max_size=300))
def test_noise_never_breaks_the_decoder(noise: bytes) -> None:
    for body in bodies(noise):
        assert reply_in(body) is None or isinstance(reply_in(body), Reply)


@settings(max_examples=50)
@given(st.binary(min_size=2, max_size=400), st.integers(1, 50))
def test_any_body_survives_the_line_in_any_pieces(body: bytes, piece: int) -> None:
    wire = encode(body)
    decoder = body_decoder()
    parts = [wire[start : start + piece] for start in range(0, len(wire), piece)]
    assert [got for part in parts for got in decoder.feed(part)] == [body]
