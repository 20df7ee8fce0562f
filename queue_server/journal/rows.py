"""From the values of a batch to the rows of the tables."""

from datetime import datetime
from typing import Any

import msgspec

from queue_server.journal.records import Answer, Entry, body_of, chained, kind_of
from queue_server.queueing.live import Live

Row = dict[str, Any]


def event_rows(hall: str, previous: str, entries: tuple[Entry, ...]) -> list[Row]:
    """One row per event, each chained to the one before; the first to `previous`."""
    rows: list[Row] = []
    for entry in entries:
        at, kind, body = entry.at.isoformat(), kind_of(entry.event), body_of(entry.event)
        row: Row = {
            "hall": hall,
            "seq": entry.seq,
            "at": at,
            "kind": kind,
            "body": body,
            "request_id": entry.request_id,
            "by": entry.by,
        }
        previous = chained(previous, **row)
        rows.append(row | {"hash": previous})
    return rows


def reply_row(hall: str, answer: Answer) -> Row:
    """The row of a reply."""
    return {
        "hall": hall,
        "client": answer.client,
        "request_id": answer.request_id,
        "seq": answer.seq,
        "body": answer.body,
        "at": answer.at.isoformat(),
    }


def ticket_row(hall: str, live: Live) -> Row:
    """The row of a ticket as it is now."""
    ticket = live.ticket
    return {
        "hall": hall,
        "day": ticket.day,
        "number": ticket.number,
        "token": ticket.token,
        "service": ticket.service,
        "queued_for": live.service,
        "matter": ticket.matter,
        "service_name": ticket.service_name,
        "matter_name": ticket.matter_name,
        "state": live.state.value,
        "window": live.window,
        "clerk": live.clerk,
        "taken_at": ticket.taken_at.isoformat(),
        "called_at": _text(live.called_at),
        "started_at": _text(live.started_at),
        "ended_at": _text(live.ended_at),
        "calls": live.calls,
        "returns": live.returns,
        "slip": live.slip,
        "score": live.score,
        "more": msgspec.json.encode(ticket.more).decode(),
    }


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
