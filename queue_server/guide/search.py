"""Finding a matter from a few keys: initials (`gdbt`), pinyin (`gengdi`), characters, its code, an English word."""

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pypinyin import Style, pinyin

from queue_server.contract.plan import Matter

TWO_LETTER_INITIALS = ("zh", "ch", "sh")
SHORTEST_SCATTERED = 2
"""A query this long may also match a name's characters with others in between (`耕地补贴` in 耕地地力保护补贴申报)."""
LONGEST_QUERY = 40
MOST_NAMES = 200
"""Names whose characters are offered for a spelling."""
IGNORED = re.compile(r"[^\w]|_")

Rank = tuple[int, int, int, int]


class _Entry(NamedTuple):
    """A matter as it is looked for: from `letters` to `initials` all run in parallel, by the name's characters."""

    place: int
    matter: Matter
    code: str
    letters: str
    sounds: tuple[tuple[str, ...], ...]
    pieces: tuple[tuple[str, ...], ...]
    initials: tuple[str, ...]
    words: tuple[str, ...]


class Index:
    """The matters of a guide, ready to be searched; built once, then only read."""

    def __init__(self, matters: Iterable[Matter]) -> None:
        self._entries = [_entry(place, matter) for place, matter in enumerate(matters)]

    def find(self, query: str, limit: int = 20) -> tuple[Matter, ...]:
        """The matters that `query` may mean, the likeliest first, `limit` at most; none for an empty query.

        Ranks: the code, the whole name, the name's beginning, the code's beginning, inside the name, an English word,
        scattered over the name. Within a rank the earlier place, then the shorter name, then the guide's order.
        """
        wanted = _plain(query)[:LONGEST_QUERY]
        if not wanted:
            return ()
        english = query.strip().lower()[:LONGEST_QUERY]
        ranked = [(rank, entry) for entry in self._entries if (rank := _rank(entry, wanted, english)) is not None]
        ranked.sort(key=lambda found: found[0])
        return tuple(entry.matter for _, entry in ranked[:limit])

    def characters(self, query: str, limit: int = 8) -> tuple[str, ...]:
        """The characters that the Latin letters at the end of `query` may spell, in names found, commonest first."""
        typed = spelled(query)
        if not typed:
            return ()
        names = (set(_plain(matter.name)) for matter in self.find(query, MOST_NAMES))
        fitting = Counter(
            letter
            for name in names
            for letter in sorted(name)
            if not letter.isascii() and any(sound.startswith(typed) for sound in _sounds(letter))
        )
        return tuple(letter for letter, _ in fitting.most_common(limit))


def spelled(query: str) -> str:
    """The Latin letters at the end of a query: a spelling that a character may take the place of."""
    return query[len(query.rstrip(string.ascii_letters)) :].lower()


def _plain(text: str) -> str:
    return IGNORED.sub("", unicodedata.normalize("NFKC", text).lower())


def _entry(place: int, matter: Matter) -> _Entry:
    letters = _plain(matter.name)
    sounds = tuple(_sounds(letter) for letter in letters)
    initials = tuple(letter + "".join({sound[0] for sound in _sounds(letter)}) for letter in letters)
    pieces = tuple(_pieces(letter) for letter in letters)
    words = tuple(matter.name_en.lower().split())
    return _Entry(place, matter, _plain(matter.code), letters, sounds, pieces, initials, words)


@cache
def _sounds(letter: str) -> tuple[str, ...]:
    """Every reading of a character, without tones; what is no Chinese character sounds as it is written."""
    readings = pinyin(letter, style=Style.NORMAL, heteronym=True)[0]
    spelled = (spelling for reading in readings for spelling in (reading, reading.replace("v", "u")))
    return tuple(dict.fromkeys(spelling for spelling in spelled if spelling))


@cache
def _pieces(letter: str) -> tuple[str, ...]:
    """All that a character in the middle can be typed as."""
    sounds = _sounds(letter)
    pairs = (sound[:2] for sound in sounds if sound[:2] in TWO_LETTER_INITIALS)
    return tuple(dict.fromkeys((letter, *sounds, *(sound[0] for sound in sounds), *pairs)))


def _rank(entry: _Entry, wanted: str, english: str) -> Rank | None:
    size, place = len(entry.letters), entry.place
    if wanted == entry.code:
        return (0, 0, size, place)
    if wanted == entry.letters:
        return (1, 0, size, place)
    at = _runs_at(entry, wanted)
    if at == 0:
        return (2, 0, size, place)
    if entry.code.startswith(wanted):
        return (3, 0, 0, place)
    if at is not None:
        return (4, at, size, place)
    if (word := _word_at(entry.words, english)) is not None:
        return (5, word, size, place)
    if len(wanted) > SHORTEST_SCATTERED and (spread := _scattered(entry.initials, wanted)) is not None:
        return (6, spread, size, place)
    return None


def _runs_at(entry: _Entry, wanted: str) -> int | None:
    """Where in the name `wanted` begins, taken character by character without a gap."""
    first = wanted[0]
    for start, initials in enumerate(entry.initials):
        if first in initials and _runs(entry, start, wanted):
            return start
    return None


def _runs(entry: _Entry, start: int, wanted: str) -> bool:
    """Whether the characters from `start` on can be typed as `wanted`: itself, sound or initial, the last in part."""
    typed = {0}
    for at in range(start, len(entry.letters)):
        after = set()
        for begun in typed:
            rest = wanted[begun:]
            for sound in entry.sounds[at]:
                if sound.startswith(rest):
                    return True
            for piece in entry.pieces[at]:
                if rest.startswith(piece):
                    after.add(begun + len(piece))
        if len(wanted) in after:
            return True
        if not after:
            return False
        typed = after
    return False


def _word_at(words: tuple[str, ...], english: str) -> int | None:
    """The first word of the English name from which on it begins with `english`."""
    first, _, rest = english.partition(" ")
    for at, word in enumerate(words):
        if word.startswith(first) and (not rest or " ".join(words[at:]).startswith(english)):
            return at
    return None


def _scattered(initials: tuple[str, ...], wanted: str) -> int | None:
    """How far apart the characters stand that are `wanted` by themselves or by initial, in order."""
    at = -1
    first = 0
    for index, letter in enumerate(wanted):
        at += 1
        while at < len(initials) and letter not in initials[at]:
            at += 1
        if at == len(initials):
            return None
        if index == 0:
            first = at
    return at - first
