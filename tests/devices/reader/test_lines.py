"""Codes cut out of a reader's byte stream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.reader import Code, LineDecoder, parse_code
from devices.reader.lines import MAX_LINE_BYTES, RepeatFilter

TEXT = st.text(alphabet="A012345-/:?=号票", min_size=1, max_size=40)


def codes_of(content: bytes) -> list[Code]:
    return list(LineDecoder().feed(content))


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_any_line_end_ends_a_code(end: bytes) -> None:
    assert codes_of(b"A012" + end + b"B003" + end) == [Code("A012"), Code("B003")]


def test_a_code_split_at_every_byte_is_one_code() -> None:
    content = "]Q1http://hall/t/A012 号\r\n".encode()
    for cut in range(len(content) + 1):
        decoder = LineDecoder()
        assert [*decoder.feed(content[:cut]), *decoder.feed(content[cut:])] == [Code("http://hall/t/A012 号", "qr")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"]C0A012", Code("A012", "code128")),
        (b"]E06901234567892", Code("6901234567892", "ean")),
        (b"]d2A", Code("A", "datamatrix")),
        (b"A012", Code("A012")),
        (b"]X9A012", Code("]X9A012")),
        (b"]C", Code("]C")),
        ("号票".encode("gb18030"), Code("号票")),
        ("号票".encode(), Code("号票")),
    ],
)
def test_an_aim_identifier_is_used_where_there_is_one(content: bytes, code: Code) -> None:
    assert parse_code(content) == code


@pytest.mark.parametrize("content", [b"", b"]C0", b"A\x1b012", b"\x02A012\x03", b"A\x00", b"\x7fA", b"\xff\xff\xff"])
def test_what_is_no_clean_text_is_refused(content: bytes) -> None:
    assert parse_code(content) is None


def test_a_refused_code_is_counted_and_does_not_harm_the_next() -> None:
    decoder = LineDecoder()
    assert list(decoder.feed(b"A\x1b012\rB003\r")) == [Code("B003")]
    assert decoder.refused == 1


def test_ten_thousand_bytes_without_end_are_bounded_and_the_next_code_is_read() -> None:
    decoder = LineDecoder()
    for _ in range(100):
        assert list(decoder.feed(b"X" * 100)) == []
        assert decoder.buffered_bytes <= MAX_LINE_BYTES
    assert list(decoder.feed(b"\rA012\r")) == [Code("A012")]
    assert decoder.refused == 1


def test_the_same_code_within_a_second_passes_once() -> None:
    passes = RepeatFilter()
    code, other = Code("A012"), Code("B003")
    assert [passes.passes(code, at) for at in (0.0, 0.4, 0.9, 1.5)] == [True, False, False, False]
    assert passes.passes(code, 2.6)
    assert passes.passes(other, 2.7)
    assert passes.passes(code, 2.8)


@given(st.lists(TEXT, max_size=8), st.integers(1, 50))
def test_codes_survive_in_any_pieces(texts: list[str], piece: int) -> None:
    content = b"".join(text.encode() + b"\r" for text in texts)
    decoder = LineDecoder()
    pieces = [content[start : start + piece] for start in range(0, len(content), piece)]
    assert [code.text for part in pieces for code in decoder.feed(part)] == texts


@given(st.binary(max_size=300))
def test_noise_gives_only_clean_text(noise: bytes) -> None:
    for code in codes_of(noise + b"\r"):
        assert code.text
        assert not any(ord(character) < 0x20 or ord(character) == 0x7F for character in code.text)
