"""The resident ID number of GB 11643-1999: 17 digits and a check character; pure."""

import re
from datetime import date

FORM = re.compile(r"[1-9][0-9]{16}[0-9X]", re.ASCII)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def is_resident_number(number: str) -> bool:
    """Whether a number has the right form, a date of birth that exists, and the right check character."""
    if not FORM.fullmatch(number):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return check_character(number[:17]) == number[17]


def check_character(digits: str) -> str:
    """The 18th character for the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return CHECKS[total % 11]
