"""Who looked at which paper: recorded before the picture goes out."""

from datetime import datetime
from pathlib import Path

import msgspec

from queue_server.chained import Chained


class View(msgspec.Struct, frozen=True, kw_only=True):
    """`clerk` at `window` saw a page (from 0) of `material` of the ticket; `small` is the strip's thumbnail."""

    at: datetime
    clerk: str
    window: int
    number: str
    day: str
    material: str
    page: int
    small: bool


def views(state: Path) -> Chained[View]:
    """All looks, in `<state>/papers/views.jsonl`."""
    return Chained(state / "papers/views.jsonl", View)
