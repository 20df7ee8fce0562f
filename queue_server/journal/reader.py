"""The journal for those who only look: a ticket by its page token, the tickets of a day."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Self

import msgspec
from sqlalchemy import Connection, Row, Select, false, func, select

from queue_server.contract.tickets import TicketState
from queue_server.journal.chain import first_broken
from queue_server.journal.errors import converted
from queue_server.journal.opening import reading_engine
from queue_server.journal.records import KINDS, Entry, event_of
from queue_server.journal.tables import events, replies, tickets

FETCHED = 500
"""So many events are held at a time."""


class TicketRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket of any day as the journal has it; `queued_for` is the service it was last in, `more` further matters.

    `score` is what its visitor said of the last service, 0 for nothing.
    """

    number: str
    day: str
    token: str
    service: str
    service_name: str
    queued_for: str
    matter: str
    matter_name: str
    state: TicketState
    window: int | None
    clerk: str
    taken_at: datetime
    called_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    calls: int
    returns: int
    slip: str
    more: tuple[str, ...]
    score: int


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it is recorded; `body` is its JSON, `by` the account that asked for it."""

    seq: int
    at: datetime
    kind: str
    body: str
    by: str
    request_id: str
    hash: str


class JournalReader:
    """The record of one hall, open for reading; safe to use from several threads while the server writes."""

    def __init__(self, path: Path, hall: str) -> None:
        """Of `hall` in the file `path`; it may not exist yet, then reading fails."""
        self._hall = hall
        self._engine = reading_engine(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def ticket(self, token: str) -> TicketRecord | None:
        """The ticket whose page has this token.

        Raises:
            JournalError: it cannot be read.
        """
        found = self._read(select(tickets).where(tickets.c.hall == self._hall, tickets.c.token == token))
        return found[0] if found else None

    def numbered(self, day: str, number: str) -> TicketRecord | None:
        """The ticket `number` taken on `day` (ISO).

        Raises:
            JournalError: it cannot be read.
        """
        ours = (tickets.c.hall == self._hall, tickets.c.day == day, tickets.c.number == number)
        found = self._read(select(tickets).where(*ours))
        return found[0] if found else None

    def tickets(self, day: str) -> list[TicketRecord]:
        """The tickets taken on `day` (ISO), in order of taking.

        Raises:
            JournalError: they cannot be read.
        """
        ours = select(tickets).where(tickets.c.hall == self._hall, tickets.c.day == day)
        return self._read(ours.order_by(tickets.c.taken_at, tickets.c.number))

    def events(self, first: str, last: str) -> Iterator[Entry]:
        """All that happened from the beginning of the hall-day `first` to the end of `last` (ISO), in order.

        A hall-day begins with its `DayOpened`; one that never opened has nothing. Kinds that only the next release
        knows are left out.

        Raises:
            JournalError: it cannot be read.
        """
        with converted("reading events"), self._engine.connect() as connection:
            wanted = self._days(connection, first, last).where(events.c.kind.in_(KINDS)).order_by(events.c.seq)
            for row in connection.execution_options(yield_per=FETCHED).execute(wanted):
                yield Entry(
                    seq=row.seq,
                    at=datetime.fromisoformat(row.at),
                    event=event_of(row.body),
                    request_id=row.request_id,
                    by=row.by,
                )

    def trail(self, first: str, last: str, *, before: int = 0, most: int | None = None) -> list[Recorded]:
        """The records of the hall-days from `first` to `last` (ISO), the newest first.

        Args:
            before: only those of smaller sequence numbers, 0 for all.
            most: at most so many.

        Raises:
            JournalError: they cannot be read.
        """
        with converted("reading the trail"), self._engine.connect() as connection:
            wanted = self._days(connection, first, last)
            if before:
                wanted = wanted.where(events.c.seq < before)
            rows = connection.execute(wanted.order_by(events.c.seq.desc()).limit(most))
            return [msgspec.convert(_values(row), Recorded) for row in rows]

    def _days(self, connection: Connection, first: str, last: str) -> Select[tuple[object, ...]]:
        """The events from the `DayOpened` of `first`, or of the first day after it, to the end of `last`."""
        ours = events.c.hall == self._hall
        opened = select(func.min(events.c.seq)).where(ours, events.c.kind == "DayOpened")
        day = func.json_extract(events.c.body, "$.day")
        begin = connection.execute(opened.where(day >= first)).scalar()
        end = connection.execute(opened.where(day > last)).scalar()
        found = select(events).where(ours, events.c.seq >= begin if begin else false())
        return found.where(events.c.seq < end) if end else found

    def reply(self, client: str, request_id: str) -> bytes | None:
        """What `client` was answered to `request_id`, as on the wire.

        Raises:
            JournalError: it cannot be read.
        """
        ours = (replies.c.hall == self._hall, replies.c.client == client, replies.c.request_id == request_id)
        with converted("reading a reply"), self._engine.connect() as connection:
            body: bytes | None = connection.execute(select(replies.c.body).where(*ours)).scalar()
            return body

    def verify(self) -> int | None:
        """The sequence number where the chain of hashes is first broken, None when all of it holds.

        Raises:
            JournalError: it cannot be read.
        """
        with converted("verifying"), self._engine.connect() as connection:
            return first_broken(connection, self._hall)

    def _read(self, query: Select[tuple[object, ...]]) -> list[TicketRecord]:
        with converted("reading tickets"), self._engine.connect() as connection:
            return [_record(row) for row in connection.execute(query)]


def _record(row: Row[tuple[object, ...]]) -> TicketRecord:
    values = _values(row)
    return msgspec.convert(values | {"more": msgspec.json.decode(str(values["more"]))}, TicketRecord)


def _values(row: Row[tuple[object, ...]]) -> dict[str, object]:
    return {str(column): value for column, value in row._mapping.items()}
