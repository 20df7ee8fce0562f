"""The writer's side of the journal: one transaction per batch, the replies given before, and the replay of a day."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Self

import msgspec
import structlog
from sqlalchemy import delete, func, literal, select

from queue_server.journal.chain import first_broken
from queue_server.journal.errors import JournalError, converted
from queue_server.journal.migrating import migrate
from queue_server.journal.opening import lock_beside, reading_engine, writing_engine
from queue_server.journal.records import FIRST_HASH, KINDS, Batch, Entry, event_of
from queue_server.journal.rows import event_rows, reply_row, ticket_row
from queue_server.journal.statements import GIVEN, PUT_EVENT, PUT_REPLY, PUT_TICKET
from queue_server.journal.tables import events, replies

log = structlog.get_logger()


class Journal:
    """The record of one hall, open for writing by this process alone. Not safe for several threads at once."""

    def __init__(self, path: Path, hall: str) -> None:
        """Opens or makes the journal of `hall` in the file `path`, at the newest revision of its tables.

        Raises:
            JournalInUseError: another server has it open.
            JournalError: it cannot be opened.
        """
        self.path = path
        self._hall = hall
        self._head, self._hash = 0, FIRST_HASH
        self._lock = lock_beside(path)
        self._engine, self._reading = writing_engine(path), reading_engine(path)
        self._connections = ExitStack()
        try:
            with converted(f"opening {path}"):
                with self._engine.begin() as connection:
                    migrate(connection)
                self._connection = self._connections.enter_context(self._engine.connect())
                self._looking = self._connections.enter_context(self._reading.connect())
            self.refresh()
        except JournalError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file; another server may open it."""
        self._connections.close()
        self._reading.dispose()
        self._engine.dispose()
        os.close(self._lock)

    @property
    def head(self) -> int:
        """The sequence number of the last recorded event, 0 when there is none."""
        return self._head

    def append(self, batch: Batch) -> None:
        """Records the whole batch, on the disk when this returns, or nothing of it.

        Raises:
            JournalError: nothing was recorded.
        """
        rows = event_rows(self._hall, self._hash, batch.entries)
        with converted("recording"), self._connection.begin():
            PUT_EVENT.run(self._connection, rows)
            PUT_REPLY.run(self._connection, [reply_row(self._hall, answer) for answer in batch.answers])
            PUT_TICKET.run(self._connection, [ticket_row(self._hall, live) for live in batch.tickets])
        if rows:
            self._head, self._hash = rows[-1]["seq"], rows[-1]["hash"]

    def refresh(self) -> int:
        """Reads the head from the file again: after a failure nobody knows whether the last batch is in it.

        Raises:
            JournalError: it cannot be read.
        """
        last = select(events.c.seq, events.c.hash).where(events.c.hall == self._hall).order_by(events.c.seq.desc())
        with converted("reading the head"), self._reading.connect() as connection:
            row = connection.execute(last.limit(1)).one_or_none()
        self._head, self._hash = (row.seq, row.hash) if row else (0, FIRST_HASH)
        return self._head

    def given(self, request_ids: Iterable[str]) -> dict[tuple[str, str], bytes]:
        """The replies given before under these ids, by client and id.

        Raises:
            JournalError: they cannot be read.
        """
        ids = msgspec.json.encode(list(request_ids)).decode()
        with converted("looking up replies"):
            rows = self._looking.exec_driver_sql(GIVEN, (self._hall, ids))
            return {(client, request_id): body for client, request_id, body in rows}

    def today(self) -> Iterator[Entry]:
        """The events since the last day opened, oldest first: what the hall in memory is folded from.

        Kinds that only the next release knows are left out, and the log says so.

        Raises:
            JournalError: they cannot be read, or one is not an event.
        """
        ours = events.c.hall == self._hall
        first = select(func.max(events.c.seq)).where(ours, events.c.kind == literal("DayOpened", literal_execute=True))
        rows = select(events.c.seq, events.c.at, events.c.kind, events.c.body, events.c.request_id, events.c.by)
        with converted("replaying the day"), self._reading.connect() as connection:
            since = connection.scalar(first) or 0
            ours_today = rows.where(ours, events.c.seq >= since).order_by("seq")
            for seq, at, kind, body, request_id, by in connection.execute(ours_today):
                if kind not in KINDS:
                    log.warning("event_of_the_next_release", seq=seq, kind=kind)
                    continue
                try:
                    yield Entry(seq, datetime.fromisoformat(at), event_of(body), request_id, by)
                except (msgspec.DecodeError, ValueError) as error:
                    raise JournalError(f"event {seq} is not readable: {error}") from error

    def verify(self) -> int | None:
        """The sequence number where the chain of hashes is first broken, None when all of it holds.

        Raises:
            JournalError: it cannot be read.
        """
        with converted("verifying"), self._reading.connect() as connection:
            return first_broken(connection, self._hall)

    def forget_replies(self, before: datetime) -> None:
        """Deletes the replies given before that moment; asking again with their ids decides anew.

        Raises:
            JournalError: nothing was deleted.
        """
        old = delete(replies).where(replies.c.hall == self._hall, replies.c.at < before.isoformat())
        with converted("forgetting old replies"), self._connection.begin():
            self._connection.execute(old)
