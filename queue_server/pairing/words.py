"""Four words for 40 bits: of 1,024 everyday Chinese words, of which no two sound alike, even in a southern mouth."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "assets" / "pairing" / "words.txt"
BITS = 10

Words = tuple[str, str, str, str]


def words_of(digest: bytes) -> Words:
    """The words that the first 40 bits of `digest` stand for."""
    number = int.from_bytes(digest[:5])
    first, second, third, fourth = (_words()[(number >> shift) % 2**BITS] for shift in (30, 20, 10, 0))
    return first, second, third, fourth


@cache
def _words() -> tuple[str, ...]:
    return tuple(FILE.read_text(encoding="utf-8").split())
