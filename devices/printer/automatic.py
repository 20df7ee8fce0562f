"""Status the printer sends by itself (`GS a`), and Custom's full status, as changes of what is known; no I/O.

Source: device reference, sections 2.1 (automatic status, Epson tables) and 2.2 (full status, from TerminalClient).
"""

import msgspec

from devices.printer.answers import AutomaticAnswer, FullAnswer
from devices.printer.status import Paper, PrinterStatus

AUTOMATIC_ON = b"\x1da\xff"
AUTOMATIC_OFF = b"\x1da\x00"
FULL_STATUS_QUESTION = b"\x10\x04\x14"


def with_automatic(status: PrinterStatus, answer: AutomaticAnswer) -> PrinterStatus:
    """The status after one automatic message."""
    printer, errors, paper, _ = answer.content
    return msgspec.structs.replace(
        status,
        offline=bool(printer & 0x08),
        cover_open=bool(printer & 0x20),
        feed_button=bool(printer & 0x40),
        cutter_error=bool(errors & 0x08),
        broken=bool(errors & 0x20),
        head_hot=bool(errors & 0x40),
        paper=Paper.OUT if paper & 0x0C else Paper.LOW if paper & 0x03 else Paper.OK,
    )


def with_full(status: PrinterStatus, answer: FullAnswer) -> PrinterStatus:
    """The status after Custom's full status; a virtual paper end (a counter, not a sensor) counts as running low."""
    paper, user, recoverable, unrecoverable = answer.content
    return msgspec.structs.replace(
        status,
        paper=Paper.OUT if paper & 0x01 else Paper.LOW if paper & 0x44 else Paper.OK,
        in_output=bool(paper & 0x20),
        cover_open=bool(user & 0x03),
        moving=bool(user & 0x08),
        head_hot=bool(recoverable & 0x01),
        jammed=bool(recoverable & 0x40),
        recoverable=bool(recoverable & 0x0E),
        cutter_error=bool(unrecoverable & 0x01),
        broken=bool(unrecoverable & 0x4C),
    )
