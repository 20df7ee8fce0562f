"""Identity numbers: the right ones pass, the famous wrong ones do not, and none is ever shown."""

import copy
import pickle
from datetime import date

import pytest

from kiosk.scanning.id_number import IdNumber, IdNumberFault, check_character, id_number, id_numbers_in

TODAY = date(2026, 11, 23)
GOOD = "11010519491231002X"
"""The example of GB 11643-1999 itself."""


@pytest.mark.parametrize(
    "text",
    [GOOD, GOOD.lower(), f" {GOOD} ", "110105 19491231 002X", "440524188001010014", "830000199901010019"],
)
def test_a_right_number_is_accepted(text: str) -> None:
    digits = "".join(text.split()).upper()
    number = id_number(digits[:17] + check_character(digits[:17]), TODAY)
    assert isinstance(number, IdNumber)
    if digits == GOOD:
        assert id_number(text, TODAY) == number
        assert number.reveal() == GOOD


@pytest.mark.parametrize("text", [GOOD, "440524188001010014"])
def test_the_examples_of_the_standard_have_their_check_characters(text: str) -> None:
    assert check_character(text[:17]) == text[17]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("110105194912310021", IdNumberFault.CHECK_DIGIT),
        ("11010519491231020X", IdNumberFault.CHECK_DIGIT),  # two neighbours swapped
        ("123456789012345678", IdNumberFault.BIRTH_DATE),
        ("111111111111111111", IdNumberFault.BIRTH_DATE),
        ("000000000000000000", IdNumberFault.REGION),
        ("00010519491231002X", IdNumberFault.REGION),
        ("660105194912310020", IdNumberFault.REGION),
        ("110105194902290025", IdNumberFault.BIRTH_DATE),  # no leap year
        ("110105194913310025", IdNumberFault.BIRTH_DATE),
        ("110105202611240025", IdNumberFault.BIRTH_DATE),  # tomorrow
        ("110105187912310025", IdNumberFault.BIRTH_DATE),
        ("110105491231002", IdNumberFault.SHAPE),  # fifteen digits, of before 1999
        ("X10105194912310021", IdNumberFault.SHAPE),
        ("１１０１０５１９４９１２３１００２Ｘ", IdNumberFault.SHAPE),
        ("", IdNumberFault.SHAPE),
        ("1" * 4000, IdNumberFault.SHAPE),
    ],
)
def test_a_wrong_number_is_told_by_its_fault(text: str, fault: IdNumberFault) -> None:
    assert id_number(text, TODAY) is fault


def test_every_single_wrong_digit_is_found() -> None:
    for place in range(17):
        for digit in "0123456789":
            if digit != GOOD[place]:
                assert isinstance(id_number(GOOD[:place] + digit + GOOD[place + 1 :], TODAY), IdNumberFault)


def test_who_is_born_today_has_a_number() -> None:
    first = "11010520261123001"
    assert isinstance(id_number(first + check_character(first), TODAY), IdNumber)


def test_the_mask_shows_the_last_four_and_nothing_else_shows_more() -> None:
    number = id_number(GOOD, TODAY)
    assert isinstance(number, IdNumber)
    assert number.masked() == "**************002X"
    for shown in (repr(number), str(number), f"{number}", f"{[number]!r}"):
        assert "1949" not in shown
        assert "110105" not in shown


def test_a_number_cannot_be_put_away_by_accident() -> None:
    number = id_number(GOOD, TODAY)
    for put_away in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            put_away(number)


def test_numbers_are_found_within_the_text_of_a_code() -> None:
    text = f"姓名:某某;证号:{GOOD};单号:123456789012345678;又:{GOOD.lower()} 长:9{GOOD}"
    assert [one.reveal() for one in id_numbers_in(text, TODAY)] == [GOOD]
