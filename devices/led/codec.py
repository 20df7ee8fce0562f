"""What differs from one LED protocol to the next; all of it is pure."""

import unicodedata
from datetime import datetime
from typing import Protocol

from devices.bus import Exchange
from devices.errors import TextRefusedError

Page = tuple[Exchange, ...]
"""Everything that has to be said, in order, to show one screenful."""


class SignCodec(Protocol):
    """Texts as frames for one sign: its protocol, address, size and characters."""

    @property
    def answers(self) -> bool:
        """Whether the sign ever answers."""
        ...

    @property
    def refresh_s(self) -> float:
        """How often the same text is sent again."""
        ...

    @property
    def page_s(self) -> float:
        """How long each page stays where a text needs several."""
        ...

    @property
    def question(self) -> Exchange | None:
        """Asks whether the sign is there and changes nothing; None where the protocol has no such question."""
        ...

    def pages(self, text: str) -> tuple[Page, ...]:
        """The frames that show `text`, one page or several in turn; an empty text darkens the sign.

        Raises:
            TextRefusedError: the sign cannot show it: characters it lacks, or longer than it can page.
        """
        ...

    def aloud(self, text: str, spoken: str) -> Page:
        """The first page with the card's own voice saying `spoken`; empty where it has none."""
        ...

    def prepare(self, now: datetime) -> tuple[Exchange, ...]:
        """What a sign is told after it was switched on and every few hours: its clock, its brightness."""
        ...


class Silent:
    """The part of a `SignCodec` that is the same for all signs that never answer and have no voice and no settings."""

    answers = False
    question: Exchange | None = None
    page_s = 3.0

    def aloud(self, text: str, spoken: str) -> Page:
        return ()

    def prepare(self, now: datetime) -> tuple[Exchange, ...]:
        return ()


def encoded(text: str, charset: str) -> bytes:
    """The text in a sign's charset.

    Raises:
        TextRefusedError: a control character, or one that the charset lacks.
    """
    for character in text:
        if unicodedata.category(character).startswith("C"):
            raise TextRefusedError(f"control character U+{ord(character):04X} cannot be shown")
    try:
        return text.encode(charset)
    except UnicodeEncodeError as error:
        raise TextRefusedError(f"the sign has no character for {text[error.start : error.end]!r}") from error


def columns(text: str) -> int:
    """Half-width columns of a text on a sign: ASCII takes one, everything else two."""
    return sum(1 if character.isascii() else 2 for character in text)


def paged(text: str, width: int) -> tuple[str, ...]:
    """Cut a text into pages of at most `width` columns, never inside a character, at a space where one is near.

    Raises:
        TextRefusedError: a character is wider than the sign.
    """
    pages = [""]
    for character in text:
        if columns(character) > width:
            raise TextRefusedError(f"{character!r} is wider than the sign")
        if columns(pages[-1] + character) > width:
            head, space, tail = pages[-1].rpartition(" ")
            if space and head and columns(tail) <= width // 2 and character != " ":
                pages[-1:] = [head, tail]
            else:
                pages.append("")
        if character != " " or pages[-1]:
            pages[-1] += character
    return tuple(page.rstrip() for page in pages if page.strip()) or ("",)
