"""The code can be read and typed, the words can be read out; both are long enough to be trusted."""

import re

import pytest
from pypinyin import lazy_pinyin

from queue_server.pairing.codes import ALPHABET, new_code, read_code
from queue_server.pairing.words import BITS, FILE, words_of

WORDS = FILE.read_text(encoding="utf-8").split()


def in_a_southern_mouth(word: str) -> str:
    """How it sounds without tones and without telling zh from z, l from n, hu from f, -ng from -n."""
    sounds = lazy_pinyin(word)
    for said, heard in (("^(z|c|s)h", r"\1"), ("^l", "n"), ("^hu(?=[aeio])", "f"), ("(?<=[aei])ng$", "n")):
        sounds = [re.sub(said, heard, sound) for sound in sounds]
    return " ".join(sounds)


def test_no_two_words_look_or_sound_alike() -> None:
    assert len(WORDS) == 2**BITS
    assert {len(word) for word in WORDS} == {2}
    assert len({in_a_southern_mouth(word) for word in WORDS}) == len(WORDS)


def test_every_bit_of_forty_tells_in_the_words() -> None:
    seen = {words_of((1 << bit).to_bytes(5) + b"rest") for bit in range(40)} | {words_of(bytes(5))}
    assert len(seen) == 41
    assert words_of(b"\xff" * 32) == (WORDS[-1],) * 4


def test_a_code_has_forty_bits_and_no_character_that_looks_like_another() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("0O1I") & set(ALPHABET)
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert {read_code(code) for code in codes} == codes


@pytest.mark.parametrize("typed", ["ABCD2345", "abcd2345", "abcd 2345", " ABCD-2345 ", "ABCD　2345"])
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert read_code(typed) == "ABCD2345"


@pytest.mark.parametrize("typed", ["", "ABCD234", "ABCD23456", "ABCD234O", "ABCD2341", "ABCD234é", "ABCD234中"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None
