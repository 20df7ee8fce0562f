"""A call in spoken words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from queue_server.speaking.sentence import counted, digits, sentence
from tests.showing.boards import call


def test_a_call_is_spoken_digit_by_digit_to_a_counted_window() -> None:
    assert sentence(call("A012", 3, 1), "zh_CN") == "请 A 零一二号到三号窗口"
    assert sentence(call("J105", 12, 1), "zh_CN") == "请 J 一零五号到十二号窗口"
    assert sentence(call("AB012", 12, 1), "en") == "Number A B 0 1 2, please go to window 12"


def test_in_practice_a_call_says_so_first() -> None:
    practised = replace(call("A012", 3, 1), practice=True)
    assert sentence(practised, "zh_CN") == "练习，请 A 零一二号到三号窗口"
    assert sentence(practised, "en") == "Practice, Number A 0 1 2, please go to window 3"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (1010, "一千零一十"),
        (12345, "一二三四五"),
    ],
)
def test_windows_are_counted_as_people_count(count: int, words: str) -> None:
    assert counted(count) == words


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_no_two_counts_sound_the_same(one: int, other: int) -> None:
    assert (counted(one) == counted(other)) == (one == other)


@given(st.from_regex(r"[A-Z]{1,2}[0-9]{3,4}", fullmatch=True))
def test_no_ascii_digit_is_left_in_a_number(number: str) -> None:
    assert len(digits(number)) == len(number)
    assert not any(sign in "0123456789" for sign in digits(number))
