"""What is written, as it is spoken: numbers of tickets and telephones digit by digit, times and ranges in words."""

import re

from queue_server.contract.words import Language
from queue_server.speaking.sentence import counted, digits, spelled

TICKET = re.compile(r"(?<![0-9A-Za-z])([A-Z]{1,2})([0-9]{2,4})(?![0-9A-Za-z])")
PHONE = re.compile(
    r"(?<![0-9])(?:0[0-9]{2,3}-[0-9]{7,8}(?:-[0-9]{1,6})?|1[3-9][0-9]{9}|[48]00-[0-9]{3}-[0-9]{4}|1[0-9]{4})(?![0-9])"
)
TIME = re.compile(r"(?<![0-9])([01]?[0-9]|2[0-4]):([0-5][0-9])(?![0-9])")
RANGE = re.compile(r"(?<=[0-9点分整])\s*[–—-]\s*(?=[0-9零一二三四五六七八九十])")
COUNT = re.compile(r"(?<![0-9A-Za-z.])[0-9]{1,4}(?![0-9A-Za-z.])")
MASK = re.compile(r"\*{3,}([0-9]{3}[0-9X])")
UNSPOKEN = re.compile(r"[✓×！“”‘’「」『』●□·|/_]+")


def spoken_text(text: str, language: Language) -> str:
    """The text for a voice of the language; it has no letters that a voice would read as a word."""
    text = UNSPOKEN.sub(" ", text.replace("\n", "，" if language == "zh_CN" else ", "))
    return _chinese(text) if language == "zh_CN" else _english(text)


def _chinese(text: str) -> str:
    text = MASK.sub(lambda found: "尾号" + digits(found[1]), text)
    text = PHONE.sub(lambda found: digits(found[0].replace("-", "，")), text)
    text = TICKET.sub(lambda found: spelled(found[1]) + digits(found[2]), text)
    text = TIME.sub(lambda found: _time(int(found[1]), int(found[2])), text)
    text = RANGE.sub("到", text)
    return COUNT.sub(lambda found: counted(int(found[0])), text)


def _time(hour: int, minute: int) -> str:
    return f"{counted(hour)}点{f'{counted(minute)}分' if minute else '整'}"


def _english(text: str) -> str:
    text = MASK.sub(lambda found: "ending in " + " ".join(found[1]), text)
    text = PHONE.sub(lambda found: " ".join(found[0].replace("-", ",")), text)
    text = TICKET.sub(lambda found: f"{' '.join(found[1])} {' '.join(found[2])}", text)
    return re.sub(r"(?<=[0-9])\s*[–—]\s*(?=[0-9])", " to ", text)
