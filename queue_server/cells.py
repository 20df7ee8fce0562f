"""Cells that several kinds of tables have: a date, yes or no."""

import re
from datetime import date

DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0{1,2}:00(?::00)?)?|(\d{4})(\d\d)(\d\d)"
)
NO = ("", "否", "0", "false", "no")
YES = ("是", "1", "true", "yes")


def read_date(text: str) -> date:
    """The day as it is written by hand or by Excel.

    Raises:
        ValueError: in Chinese.
    """
    found = DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}”不是日期，应当像 2026-11-24") from None


def read_yes(text: str, *also: str) -> bool:
    """Whether it says yes, or one of the words that mean it here.

    Raises:
        ValueError: in Chinese.
    """
    said = text.lower()
    if said not in (*YES, *NO, *also):
        raise ValueError(f"“{text}”看不懂，只能是“是”或“否”")
    return said in (*YES, *also)
