"""Resident identity numbers: checked, masked, and never shown by accident."""

import re
from datetime import date
from enum import Enum

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""2^(17-i) mod 11 for the seventeen places. Source: GB 11643-1999, 4.4; ISO 7064 MOD 11-2."""
CHECKS = "10X98765432"
"""The check character by the weighted sum modulo 11."""
REGIONS = frozenset({*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)})
"""The provinces of GB/T 2260 by their first two digits."""
OTHER_REGIONS = frozenset({71, 81, 82, 83})
"""Residents of Taiwan, Hong Kong and Macao with a residence permit (81, 82, 83), Taiwan by GB/T 2260 (71)."""
FOREIGN = 9
"""First digit of a foreigner's permanent residence card of 2023, which follows GB 11643 as well."""
EARLIEST_YEAR = 1880
SHOWN_TAIL = 4

_SHAPE = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)
_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])", re.ASCII)


class IdNumberFault(Enum):
    """What is wrong with an identity number."""

    SHAPE = "shape"
    REGION = "region"
    BIRTH_DATE = "birth_date"
    CHECK_DIGIT = "check_digit"


class IdNumber:
    """A correct identity number. Printed, formatted or logged it shows its mask; `reveal()` alone gives the digits."""

    __slots__ = ("_digits",)

    def __init__(self, digits: str) -> None:
        self._digits = digits

    def reveal(self) -> str:
        """All eighteen characters; for sealing only."""
        return self._digits

    def masked(self) -> str:
        """Fourteen stars and the last four characters; neither region nor birth date."""
        return "*" * (len(self._digits) - SHOWN_TAIL) + self._digits[-SHOWN_TAIL:]

    def __repr__(self) -> str:
        return "IdNumber(***)"

    def __str__(self) -> str:
        return self.masked()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IdNumber) and other._digits == self._digits

    def __hash__(self) -> int:
        return hash(self._digits)

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("an identity number is not put away")


def id_number(text: str, today: date) -> IdNumber | IdNumberFault:
    """The identity number in `text`, or what is wrong with it. Blanks around and between and a small x are accepted.

    Args:
        today: no birth date lies after it.
    """
    digits = re.sub(r"\s", "", text).upper()
    if not _SHAPE.fullmatch(digits):
        return IdNumberFault.SHAPE
    if not _region_given(digits):
        return IdNumberFault.REGION
    if not _born(digits, today):
        return IdNumberFault.BIRTH_DATE
    if check_character(digits[:17]) != digits[17]:
        return IdNumberFault.CHECK_DIGIT
    return IdNumber(digits)


def id_numbers_in(text: str, today: date) -> tuple[IdNumber, ...]:
    """The correct identity numbers within a longer text (the content of a code), in order, each once."""
    found = (id_number(match.group(), today) for match in _IN_TEXT.finditer(text))
    return tuple(dict.fromkeys(one for one in found if isinstance(one, IdNumber)))


def check_character(first_seventeen: str) -> str:
    """The eighteenth character for seventeen digits."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(first_seventeen, WEIGHTS, strict=True)) % 11]


def _region_given(digits: str) -> bool:
    first = int(digits[:2])
    return first in REGIONS or first in OTHER_REGIONS or first // 10 == FOREIGN


def _born(digits: str, today: date) -> bool:
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    return born.year >= EARLIEST_YEAR and born <= today
