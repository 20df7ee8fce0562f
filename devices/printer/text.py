"""Text on a grid of columns: what a printer can print, how wide it is, where to break it."""

import unicodedata
from functools import lru_cache

REMOVED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls (ESC, GS, C1), invisible format characters (direction overrides), lone surrogates, separators."""

NOT_AT_LINE_START = frozenset("，。、；：？！）》」』】〉”’…,.;:?!)]}%℃")


def printable(text: str) -> str:
    """The text without anything a printer could take as a command; tabs and line ends become spaces."""
    return "".join(
        " " if character in "\t\r\n" else character
        for character in text
        if character in "\t\r\n" or unicodedata.category(character) not in REMOVED_CATEGORIES
    )


@lru_cache(maxsize=4096)
def has_two_byte_code(character: str, *, gbk_only: bool = False) -> bool:
    """True for characters every printer with a Chinese font knows: two bytes, the same in GBK and GB18030.

    䶮 is FE 9F in GB18030 but missing in GBK fonts; 𠮷 and 㐂 take four bytes, which two-byte firmware garbles.

    Args:
        gbk_only: the printer's font is GBK and the bytes will be, so GB18030 need not agree.
    """
    try:
        code = character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and (gbk_only or code == character.encode("gb18030"))


@lru_cache(maxsize=4096)
def column_width(character: str) -> int:
    """Columns one character takes on paper: ASCII 1, marks on the character before 0, everything else 2."""
    if character.isascii():
        return 1
    return 0 if unicodedata.combining(character) or unicodedata.category(character) == "Mn" else 2


def display_width(text: str) -> int:
    """Columns the text takes at normal size."""
    return sum(column_width(character) for character in text)


def wrap(text: str, columns: int) -> list[str]:
    """Break the text into lines of at most `columns` columns, never inside a character.

    Breaks at a space where one is near, and does not start a line with a closing mark where that can be avoided.
    An empty text is one empty line.

    Raises:
        ValueError: fewer than 2 columns, too narrow for a Chinese character.
    """
    if columns < 2:
        raise ValueError(f"{columns} columns are too narrow")
    lines: list[str] = []
    rest = text
    while display_width(rest) > columns:
        end = _break_at(rest, columns)
        lines.append(rest[:end].rstrip(" "))
        rest = rest[end:].lstrip(" ")
    lines.append(rest)
    return lines


def _break_at(text: str, columns: int) -> int:
    end = 0
    used = 0
    for character in text:
        used += column_width(character)
        if used > columns:
            break
        end += 1
    if text[end] == " ":
        return end
    if text[end - 1].isascii() and text[end].isascii():
        space = text.rfind(" ", 0, end)
        word_start = max(space + 1, _latin_start(text, end))
        if word_start > 0 and end - word_start < columns // 2:
            return word_start
    if text[end] in NOT_AT_LINE_START and end > 1 and text[end - 1] not in NOT_AT_LINE_START:
        return end - 1
    return end


def _latin_start(text: str, end: int) -> int:
    start = end
    while start > 0 and text[start - 1].isascii() and text[start - 1] != " ":
        start -= 1
    return start
