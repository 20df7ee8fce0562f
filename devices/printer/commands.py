"""Commands that python-escpos does not know: the Chinese font, the black mark, who are you, how much paper; no I/O.

Source: device reference, sections 2.1 to 2.3; `GS FF` from Epson's ESC/POS reference (feeds marked paper to the
position where printing starts), known in general and not seen in a capture.
"""

import re

from devices.printer.answers import XOFF, XON

CHINESE_ON = b"\x1c&"
CHINESE_OFF = b"\x1c."
FEED_TO_MARK = b"\x1d\x0c"
REMAINING_PAPER_QUESTION = b"\x1d\xe1"
REMAINING = re.compile(rb"(\d{1,6}) ?cm")
FLOW = bytes([XON, XOFF])
CUSTOM_VKP80_IDS = frozenset({0x5D, 0x5E, 0xB9, 0x95})
"""Answers to `GS I` of the VKP80 family."""


def code_system(number: int) -> bytes:
    """`FS C n`: which code of the Chinese font; which number means which differs from maker to maker."""
    return b"\x1cC" + bytes([number])


def automatic_full_status(number: int) -> bytes:
    """Custom's `GS E0 n`: send the full status by itself."""
    return b"\x1d\xe0" + bytes([number])


def identity_question(number: int) -> bytes:
    """`GS I n`: 1 model, 2 type, 3 firmware; 65 to 69 are answered in text."""
    return b"\x1dI" + bytes([number])


def identity_in(received: bytes) -> str | None:
    """The answer to `GS I n`: the text between `5F` and `00`, or the model's bytes in hex; None for nothing.

    It has no fixed bits, so everything that arrives after the question is taken, but for XON and XOFF.
    """
    content = received.translate(None, FLOW)
    if not content:
        return None
    if content.startswith(b"_"):
        return content[1:].split(b"\x00", 1)[0].decode("ascii", "replace")
    return content.hex(" ").upper()


def remaining_paper_cm(received: bytes) -> int | None:
    """The answer to Custom's `GS E1`, ASCII such as `510cm`; None when there is none in it."""
    found = REMAINING.search(received.translate(None, FLOW))
    return int(found[1]) if found else None
