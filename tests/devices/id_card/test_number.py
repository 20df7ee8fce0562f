"""The resident ID number against valid and broken numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.id_card.number import check_character, is_resident_number

VALID = (
    "11010519491231002X",
    "360426199101010071",
    "44011320141005001X",
    "412723199010050012",
    "110102199101010078",
    "120110198012010073",
)


@pytest.mark.parametrize("number", VALID)
def test_a_valid_number_is_known(number: str) -> None:
    assert is_resident_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "11010519491231002x",
        "110105194912310020",
        "11010519490230002X",
        "１1010519491231002X",
        " 11010519491231002X",
    ],
)
def test_what_is_no_number_is_refused(number: str) -> None:
    assert not is_resident_number(number)


@given(st.sampled_from(VALID), st.integers(0, 16), st.integers(0, 9))
def test_no_single_wrong_digit_passes(number: str, place: int, digit: int) -> None:
    wrong = number[:place] + str(digit) + number[place + 1 :]
    assert is_resident_number(wrong) == (wrong == number)


@given(st.sampled_from(VALID), st.integers(0, 15))
def test_no_two_swapped_digits_pass(number: str, place: int) -> None:
    digits = list(number[:17])
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    wrong = "".join(digits)
    assert (check_character(wrong) == number[17]) == (wrong == number[:17])
