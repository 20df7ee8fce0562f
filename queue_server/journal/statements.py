"""The statements of every batch, compiled once: composing them anew each time costs more than running them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Insert, bindparam, func, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert as upsert

from queue_server.journal.tables import events, replies, tickets

_CHANGING = (
    "queued_for",
    "state",
    "window",
    "clerk",
    "called_at",
    "started_at",
    "ended_at",
    "calls",
    "returns",
    "slip",
    "score",
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """SQL with the order of its parameters."""

    sql: str
    order: tuple[str, ...]

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Runs it once per row."""
        if rows:
            connection.exec_driver_sql(self.sql, [tuple(row[name] for name in self.order) for row in rows])


def prepared(statement: Insert) -> Prepared:
    """The insert of all columns in SQLite's words."""
    compiled = statement.compile(dialect=sqlite.dialect())
    return Prepared(compiled.string, tuple(compiled.positiontup or ()))


def _put_ticket() -> Insert:
    put = upsert(tickets)
    return put.on_conflict_do_update(
        index_elements=["hall", "day", "number"], set_={column: put.excluded[column] for column in _CHANGING}
    )


def _put_reply() -> Insert:
    """A later reply to the same wish takes the place of the first: the number that the kiosk printed."""
    put = upsert(replies)
    return put.on_conflict_do_update(
        index_elements=["hall", "request_id", "client"],
        set_={column: put.excluded[column] for column in ("seq", "body", "at")},
    )


PUT_EVENT = prepared(insert(events))
PUT_REPLY = prepared(_put_reply())
PUT_TICKET = prepared(_put_ticket())

_wanted = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
_given = select(replies.c.client, replies.c.request_id, replies.c.body).where(
    replies.c.hall == bindparam("hall"), replies.c.request_id.in_(_wanted)
)
GIVEN = str(_given.compile(dialect=sqlite.dialect()))
"""Replies by hall and a JSON list of request ids, in this order."""
