"""Columns and line breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printer import display_width, printable, wrap

MIXED = st.text(alphabet="请等候蒲阳镇号票A012 bc-，。（）》x𠮷é", max_size=100)


def test_a_chinese_character_takes_two_columns() -> None:
    assert display_width("请A012号") == 8
    assert display_width("𠮷") == 2
    assert display_width("") == 0


@given(MIXED, st.integers(2, 48))
def test_no_line_is_wider_than_allowed_and_no_character_is_lost(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(display_width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_line_does_not_begin_with_a_closing_mark() -> None:
    assert wrap("请带身份证，户口本", 10) == ["请带身份", "证，户口本"]


def test_latin_words_stay_whole_where_there_is_a_space() -> None:
    assert wrap("please wait here", 12) == ["please wait", "here"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap("A" * 25, 10) == ["A" * 10, "A" * 10, "A" * 5]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 32) == [""]


def test_a_line_narrower_than_a_chinese_character_is_refused() -> None:
    with pytest.raises(ValueError, match="narrow"):
        wrap("号", 1)


@given(st.text(max_size=60))
def test_printable_text_has_no_control_byte_in_any_charset(text: str) -> None:
    content = printable(text).encode("gb18030", "surrogatepass")
    assert not any(byte < 0x20 or byte == 0x7F for byte in content)
