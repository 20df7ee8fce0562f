"""One code that was read: its text and, where the reader tells, its kind."""

import unicodedata

import msgspec

AIM_KINDS = {
    "A": "code39",
    "C": "code128",
    "E": "ean",
    "F": "codabar",
    "G": "code93",
    "I": "itf",
    "L": "pdf417",
    "Q": "qr",
    "d": "datamatrix",
    "e": "databar",
    "h": "hanxin",
    "z": "aztec",
}
"""Code characters of AIM identifiers `]cm` (ISO/IEC 15424)."""
AIM_SIZE = 3
CHARSETS = ("utf-8", "gb18030")


class Code(msgspec.Struct, frozen=True):
    """Attributes: `kind` is None when the reader does not tell it."""

    text: str
    kind: str | None = None


def parse_code(content: bytes) -> Code | None:
    """The code in one line of a reader, or None when it is empty, not text, or has control characters in it.

    An AIM identifier in front is taken off; none is required.
    """
    text = _decoded(content)
    if text is None:
        return None
    kind = None
    if len(text) >= AIM_SIZE and text[0] == "]" and text[1] in AIM_KINDS and text[2].isascii() and text[2].isalnum():
        kind, text = AIM_KINDS[text[1]], text[AIM_SIZE:]
    if not text or any(unicodedata.category(character).startswith("C") for character in text):
        return None
    return Code(text, kind)


def _decoded(content: bytes) -> str | None:
    for charset in CHARSETS:
        try:
            return content.decode(charset)
        except UnicodeDecodeError:
            continue
    return None
