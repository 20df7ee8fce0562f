"""Who looked at which paper: a file that only grows, one JSON line a look, written before the picture goes out."""

import os
from datetime import datetime
from pathlib import Path

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True):
    """`clerk` at `window` saw a page (from 0) of `material` of the ticket."""

    at: datetime
    clerk: str
    window: int
    number: str
    day: str
    material: str
    page: int


def record(path: Path, view: View) -> None:
    """Adds the view and waits until the disk has it.

    Raises:
        OSError: the disk refuses; then nothing may be shown.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
        file.write(msgspec.json.encode(view) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def recorded(path: Path) -> tuple[View, ...]:
    """Everything recorded, the oldest first."""
    lines = path.read_bytes().splitlines() if path.exists() else []
    return tuple(msgspec.json.decode(line, type=View) for line in lines)
