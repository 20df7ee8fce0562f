"""A call in spoken words: every digit of the number by itself, the window as people count."""

import re

from queue_server.contract.boards import Call
from queue_server.contract.words import Language, say

DIGITS = "零一二三四五六七八九"


def sentence(call: Call, language: Language) -> str:
    """`请 A 零一二号到三号窗口`, and in English `Number A 0 1 2, please go to window 3`; no word of letters."""
    if language == "zh_CN":
        number, window = spelled(digits(call.number)), counted(call.window)
    else:
        number, window = " ".join(call.number), str(call.window)
    words = say(language, "请{number}号到{window}号窗口", number=number, window=window)
    return say(language, "练习，{words}", words=words) if call.practice else words


def spelled(text: str) -> str:
    """The text with its Latin letters apart, so that a speech program names each instead of reading a word."""
    return re.sub("([A-Za-z])", r" \1 ", text)


def digits(number: str) -> str:
    """The number with its ASCII digits as Chinese ones, one by one: `A012` is `A零一二`."""
    return "".join(DIGITS[int(sign)] if sign in "0123456789" else sign for sign in number)


def counted(count: int) -> str:
    """A count as it is spoken: 12 is `十二`, 20 is `二十`, 105 is `一百零五`; above 9999 digit by digit."""
    if not 0 <= count <= 9999:
        return digits(str(count))
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // unit % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
        gap = not digit
    return (words.removeprefix("一") if 10 <= count <= 19 else words) or "零"
