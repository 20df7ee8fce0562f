"""What the bodies of Alpha packets say: files of text, strings and dots, the memory for them, special functions; pure.

Source: "Alpha Sign Communications Protocol", pn 9708-8061 Rev F (device reference, section 1.3). That SMALL DOTS are
rows of colour digits ended by CR after height and width in hexadecimal, and that their record in the memory holds the
same two, is general knowledge. Texts are Latin-1 so that the control codes inside them stay one byte each.
"""

import re
from typing import Literal

import msgspec

CHARSET = "latin-1"
MODE_SPECIAL = "n"
FILE = re.compile(rb"(.)([ABD])([LU])([0-9A-F]{4})([0-9A-F]{4})", re.DOTALL)
DOTS = re.compile(rb"I(.)([0-9A-F]{2})([0-9A-F]{2})((?:[0-8]+\r)*)", re.DOTALL)
PLACED = re.compile(rb"\x1b([\x20\x22\x26\x30-\x32])(n.|[^n])(.*)", re.DOTALL)

Function = Literal[
    "time", "speaker", "day", "hours", "tone", "run_times", "soft_reset", "run_sequence", "dimming", "date"
]
FUNCTIONS: dict[Function, bytes] = {
    "time": b"\x20",
    "speaker": b"\x21",
    "day": b"\x26",
    "hours": b"\x27",
    "tone": b"\x28",
    "run_times": b"\x29",
    "soft_reset": b"\x2c",
    "run_sequence": b"\x2e",
    "dimming": b"\x2f",
    "date": b"\x3b",
}
MEMORY = b"E\x24"


class _Message(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="write", tag=str.lower):
    """Base of what a body says."""


class Text(_Message, frozen=True):
    """A TEXT file; the priority one has the label `0`.

    Attributes:
        place: position and mode, with the special's letter where the mode is `n`; empty to say none.
    """

    label: str
    content: str = ""
    place: str = ""


class String(_Message, frozen=True):
    """A STRING file, shown where a text calls it; changing it does not blank the sign."""

    label: str
    content: str


class Dots(_Message, frozen=True):
    """A SMALL DOTS picture: rows of colour digits, 0 dark, 1 red, 2 green, 3 amber."""

    label: str
    rows: tuple[str, ...]


class File(msgspec.Struct, frozen=True):
    """One file of the memory.

    Attributes:
        kind: A text, B string, D dots.
        locked: against the sign's own remote control.
        size: bytes; of dots the rows × 256 + the columns.
        more: times of a text, depth of colour of dots, in the protocol's digits.
    """

    label: str
    kind: Literal["A", "B", "D"]
    locked: bool
    size: int
    more: str


class Memory(_Message, frozen=True):
    """All files there are from now on, empty; none clears the memory."""

    files: tuple[File, ...] = ()


class Special(_Message, frozen=True):
    """A special function with its data."""

    function: Function
    data: str = ""


Message = Text | String | Dots | Memory | Special


def to_body(message: Message) -> bytes:
    """Command and data."""
    match message:
        case Text():
            place = f"\x1b{message.place}" if message.place else ""
            return f"A{message.label}{place}{message.content}".encode(CHARSET)
        case String():
            return f"G{message.label}{message.content}".encode(CHARSET)
        case Dots():
            size = f"{len(message.rows):02X}{len(message.rows[0]):02X}"
            return f"I{message.label}{size}".encode(CHARSET) + b"".join(row.encode() + b"\r" for row in message.rows)
        case Memory():
            return MEMORY + b"".join(_record(file) for file in message.files)
        case Special():
            return b"E" + FUNCTIONS[message.function] + message.data.encode(CHARSET)


def message_in(body: bytes) -> Message | None:
    """What a body says; None for commands that the house does not use and for damaged ones."""
    if len(body) < 2:
        return None
    label = body[1:2].decode(CHARSET)
    match body[:1]:
        case b"A":
            placed = PLACED.fullmatch(body, 2)
            if placed is None:
                return Text(label, body[2:].decode(CHARSET))
            return Text(label, placed[3].decode(CHARSET), (placed[1] + placed[2]).decode(CHARSET))
        case b"G":
            return String(label, body[2:].decode(CHARSET))
        case b"I":
            return _dots(body)
        case b"E":
            return _memory(body) if body.startswith(MEMORY) else _special(body)
    return None


def _record(file: File) -> bytes:
    return f"{file.label}{file.kind}{'L' if file.locked else 'U'}{file.size:04X}{file.more}".encode(CHARSET)


def _dots(body: bytes) -> Dots | None:
    found = DOTS.fullmatch(body)
    if found is None:
        return None
    rows = tuple(found[4].decode().split("\r")[:-1])
    if len(rows) != int(found[2], 16) or {len(row) for row in rows} != {int(found[3], 16)}:
        return None
    return Dots(found[1].decode(CHARSET), rows)


def _memory(body: bytes) -> Memory | None:
    records = body[len(MEMORY) :]
    found = tuple(FILE.finditer(records))
    if b"".join(record[0] for record in found) != records:
        return None
    return Memory(
        tuple(
            msgspec.convert(
                {
                    "label": label.decode(CHARSET),
                    "kind": kind.decode(),
                    "locked": lock == b"L",
                    "size": int(size, 16),
                    "more": more.decode(),
                },
                File,
            )
            for label, kind, lock, size, more in (record.groups() for record in found)
        )
    )


def _special(body: bytes) -> Special | None:
    for function, code in FUNCTIONS.items():
        if body[1:2] == code:
            return Special(function, body[2:].decode(CHARSET))
    return None
