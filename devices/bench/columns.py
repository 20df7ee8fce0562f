"""Texts side by side on a terminal: a Chinese character takes two columns there."""

import unicodedata
from collections.abc import Sequence

BETWEEN = "  "


def width(text: str) -> int:
    """Columns that a terminal needs for `text`."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, columns: int) -> str:
    """The text filled up with blanks; a wider one stays whole."""
    return text + " " * (columns - width(text))


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines, each column as wide as its widest text; the last one is not filled up."""
    widest = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        BETWEEN.join(padded(text, columns) for text, columns in zip(row, widest, strict=True)).rstrip() for row in rows
    ]
