"""What espeak-ng makes of a call, sound by sound: loudness and length would be right for nonsense too."""

import string
import subprocess

import pytest

from queue_server.speaking.espeak import PROGRAM, VOICES
from queue_server.speaking.sentence import DIGITS, sentence, spelled
from tests.showing.boards import call


def sounds(text: str) -> list[str]:
    """The syllables in espeak-ng's own spelling; the digits at their end are the tone."""
    command = [PROGRAM, "-v", VOICES["zh_CN"], "-q", "-x", spelled(text)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    return [syllable.strip() for syllable in said.stdout.split("_|") if syllable.strip()]


def letter_sounds(letters: str) -> list[str]:
    """The letters as they sound before a number."""
    return sounds(f"请{letters}零")[1:-1]


def test_a_call_is_spoken_with_its_tones_digit_by_digit() -> None:
    qing, a, ling, yi, er, hao = "tS;h'i21N", "'ei51", "l'i35N", "j'i55", "'@r51", "X'Au51"
    dao, san, chuang, kou = "t'Au51", "s'a55n", "ts.hw'A55N", "kh'ou214"
    assert sounds(sentence(call("A012", 3, 1), "zh_CN")) == [qing, a, ling, yi, er, hao, dao, san, hao, chuang, kou]


def test_ten_digits_are_ten_different_syllables() -> None:
    spoken = [sounds(digit) for digit in DIGITS]
    assert {len(syllables) for syllables in spoken} == {1}
    assert len({syllables[0] for syllables in spoken}) == 10


def test_no_two_letters_sound_the_same() -> None:
    assert len({tuple(letter_sounds(letter)) for letter in string.ascii_uppercase}) == 26


@pytest.mark.parametrize("prefix", ["AB", "DA", "NI", "WC"])
def test_a_prefix_of_two_letters_is_spoken_letter_by_letter(prefix: str) -> None:
    assert letter_sounds(prefix) == letter_sounds(prefix[0]) + letter_sounds(prefix[1])
