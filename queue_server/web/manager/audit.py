"""The audit trail: what was recorded, who asked for it, and whether the chain of hashes holds."""

import re
from typing import TYPE_CHECKING, Any

import msgspec

from queue_server.web.manager.kept import Days
from queue_server.web.manager.tables import Cell

if TYPE_CHECKING:
    from queue_server.journal.reader import JournalReader, Recorded

SHOWN = 100
TOKEN = re.compile(r'"token":"[^"]*"')
"""Whoever has it may do what the visitor may, so nobody who works in the hall is told it."""
OPINIONS = {"ServiceRated", "ConcernOpened", "ConcernHandled", "ConcernAnswered"}
"""What visitors thought: that there was something stands here, what it was only on the page where nobody reads of
themselves."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A record to read: the `number` of the ticket, the `window` and whatever else the event says, by field."""

    seq: int
    at: str
    kind: str
    by: str
    number: str
    window: int
    said: dict[str, Any]
    hash: str


class Trail(msgspec.Struct, frozen=True, kw_only=True):
    """Records, the newest first; `more` where there are older ones of these days."""

    lines: tuple[Line, ...]
    more: bool


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """Whether every record follows from the one before: `broken` is the first that does not, 0 for none.

    The `hash` of the last record, `seq`, noted elsewhere, later shows that nothing was cut off or written anew.
    """

    broken: int
    seq: int
    hash: str


def trail(reader: "JournalReader", days: Days, before: int) -> Trail:
    """The records of `days` before the sequence number `before` (0: the newest).

    Raises:
        JournalError: the journal cannot be read.
    """
    found = reader.trail(days.first.isoformat(), days.last.isoformat(), before=before, most=SHOWN + 1)
    return Trail(lines=tuple(map(_line, found[:SHOWN])), more=len(found) > SHOWN)


def proof(reader: "JournalReader") -> Proof:
    """The proof of the whole journal.

    Raises:
        JournalError: the journal cannot be read.
    """
    broken = reader.verify() or 0
    last = reader.trail("", "9", most=1)
    return Proof(broken=broken, seq=last[0].seq if last else 0, hash=last[0].hash if last else "")


def trail_rows(reader: "JournalReader", days: Days) -> list[tuple[Cell, ...]]:
    """All records of `days`, the oldest first, under their headings; without visitors' pages' addresses and opinions.

    Raises:
        JournalError: the journal cannot be read.
    """
    found = reader.trail(days.first.isoformat(), days.last.isoformat())
    rows: list[tuple[Cell, ...]] = [("seq", "at", "kind", "by", "request_id", "body", "hash")]
    for one in reversed(found):
        body = TOKEN.sub('"token":""', msgspec.json.encode(_readable(one)).decode())
        rows.append((one.seq, one.at.isoformat(), one.kind, one.by, one.request_id, body, one.hash))
    return rows


IN_COLUMNS = ("kind", "number", "window")


def _line(one: "Recorded") -> Line:
    body = _readable(one)
    clerk, ticket = body.pop("clerk", ""), body.get("ticket") or {}
    if one.by and clerk not in ("", one.by):
        body["clerk"] = clerk
    return Line(
        seq=one.seq,
        at=one.at.isoformat(),
        kind=one.kind,
        by=one.by or clerk,
        number=body.get("number") or ticket.get("number", ""),
        window=body.get("window", 0),
        said={name: value for name, value in body.items() if name not in IN_COLUMNS and _short(value)},
        hash=one.hash,
    )


def _readable(one: "Recorded") -> dict[str, Any]:
    """What the event says, to be read by whoever may read the record."""
    body: dict[str, Any] = msgspec.json.decode(one.body)
    body.pop("concerns", None)
    return {} if one.kind in OPINIONS else body


def _short(value: object) -> bool:
    """Whether it says something and can be read in a line; the file has everything."""
    return bool(value) and not isinstance(value, dict) and not (isinstance(value, list) and isinstance(value[0], dict))
