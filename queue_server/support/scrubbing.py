"""Takes out of a text what is about somebody, or opens something: numbers, names, tokens, secrets; pure.

It rather takes out too much: every longer run of digits but a time, every longer word that mixes letters and digits.
"""

import re
from collections.abc import Iterable, Mapping

NUMBER, WORD, SECRET = "[数]", "[串]", "[密]"
LEAST_SECRET = 4

_TIME = r"(?<!\d)\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?)?(?!\d|[ -]\d)"
_RUN = r"\d(?:[ \-\u00a0\u2010-\u2015()]{0,2}\d){6,}(?: ?[Xx](?![A-Za-z]))?"
_MIXED = r"(?<![A-Za-z0-9])(?=[A-Za-z_\-]*\d)(?=[0-9_\-]*[A-Za-z])[A-Za-z0-9_\-]{12,}"
_PAGE = r"(?<=/t/)[A-Za-z0-9_\-]+"
_PATTERN = re.compile(f"(?P<time>{_TIME})|(?P<word>{_PAGE}|{_MIXED})|(?P<number>{_RUN})", re.ASCII)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


class Scrubber:
    """Knows the names and the secrets of one hall.

    Args:
        names: what stands for each name.
        secrets: what must not be there in any spelling.
        kept: words that are taken for no token although they look like one (names of terminals and machines).
    """

    def __init__(self, names: Mapping[str, str], secrets: Iterable[str] = (), kept: Iterable[str] = ()) -> None:
        found = {name: f"[{stands}]" for name, stands in names.items() if name}
        found |= {secret: SECRET for secret in secrets if len(secret) >= LEAST_SECRET}
        self._known = found
        self._kept = frozenset(kept)
        longest_first = sorted(found, key=len, reverse=True)
        self._said = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def clean(self, text: str) -> str:
        """The text without them."""
        text = text.translate(_FULL_WIDTH)
        if self._said:
            text = self._said.sub(lambda found: self._known[found[0]], text)
        return _PATTERN.sub(self._replaced, text)

    def _replaced(self, found: re.Match[str]) -> str:
        if found["time"] or found[0] in self._kept:
            return found[0]
        return WORD if found["word"] else NUMBER
