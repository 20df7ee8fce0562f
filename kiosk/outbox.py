"""The numbers a kiosk gave by itself, on its disk before they are on paper, until the desk has taken them over.

Two files: `<name>.sqlite` (WAL, `synchronous=FULL`) counts and keeps what is not yet accepted; `<name>.given` is one
JSON line per number, synced, never changed. What the first has lost is taken over from the second at every start, all
of it where the first cannot be read and is set aside: no number is given twice, and telling the desk again is harmless.
"""

import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kiosk.holding import Holding
from queue_server.contract.commands import AcceptTicket, ReportSlip

log = logging.getLogger(__name__)

TABLES = """
CREATE TABLE IF NOT EXISTS counters (service TEXT, day TEXT, last INTEGER, given INTEGER, PRIMARY KEY (service));
CREATE TABLE IF NOT EXISTS waiting (place INTEGER PRIMARY KEY AUTOINCREMENT, wish TEXT UNIQUE, body TEXT, slip TEXT);
"""


class OutboxError(Exception):
    """Nothing can be kept on the disk, so no number may be given."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One number as it was given: the `count` of `service` on the local `day`, and what the desk will be told."""

    service: str
    day: str
    count: int
    told: AcceptTicket


class Outbox:
    """Safe for several threads; one process at a time.

    Attributes:
        holding: from which day on this box may give numbers at all; asked by whoever gives them.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Opens or makes the files of the kiosk `name` in `folder`.

        Raises:
            OutboxError: the disk takes nothing.
        """
        self._path, self._copy = folder / f"{name}.sqlite", folder / f"{name}.given"
        self._lock = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.holding = Holding(folder, name, goes_on=self._path.exists() or self._copy.exists())
            try:
                self._connection = self._opened()
            except sqlite3.DatabaseError as error:
                self._set_aside(error)
                self._connection = self._opened()
            self._made_again()
        except (OSError, sqlite3.Error) as error:
            raise OutboxError(f"{self._path}: {error}") from error

    def close(self) -> None:
        """Lets go of the files."""
        with self._lock:
            self._connection.close()

    def give(self, service: str, day: str, own: range, told: AcceptTicket, form: str) -> AcceptTicket | None:
        """`told` with the next number of `own` in `form` (`A{count:03d}`), kept on the disk when this returns.

        Numbers go on over midnight and begin again at the end of the range, so that a number still held by somebody
        of yesterday is not given soon; None when the whole range was given on `day`. A wish gets one number.

        Raises:
            OutboxError: nothing was kept; the number must not be used.
        """
        with self._writing() as connection:
            known = connection.execute("SELECT body FROM waiting WHERE wish = ?", (told.wish,)).fetchone()
            if known:
                return msgspec.json.decode(known[0], type=AcceptTicket)
            row = connection.execute("SELECT day, last, given FROM counters WHERE service = ?", (service,)).fetchone()
            last_day, last, given = row or ("", own.start - 1, 0)
            given = given if last_day == day else 0
            if given >= len(own):
                return None
            count = last + 1 if last + 1 in own else own.start
            number = form.format(count=count)
            told = msgspec.structs.replace(told, number=number)
            self._keep(connection, Given(service=service, day=day, count=count, told=told), given + 1)
            self._append(Given(service=service, day=day, count=count, told=told))
        return told

    def first(self) -> AcceptTicket | None:
        """The number that the desk must be told of next: in the order given.

        Raises:
            OutboxError: it cannot be read.
        """
        with self._writing() as connection:
            row = connection.execute("SELECT body FROM waiting ORDER BY place LIMIT 1").fetchone()
        return msgspec.json.decode(row[0], type=AcceptTicket) if row else None

    def waiting(self) -> int:
        """How many the desk does not know of yet.

        Raises:
            OutboxError: it cannot be read.
        """
        with self._writing() as connection:
            return int(connection.execute("SELECT count(*) FROM waiting").fetchone()[0])

    def settled(self, wish: str) -> ReportSlip | None:
        """The desk has answered; returns what became of the paper, where it is known by now.

        Raises:
            OutboxError: it stays, and the desk will be told again.
        """
        with self._writing() as connection:
            row = connection.execute("SELECT slip FROM waiting WHERE wish = ?", (wish,)).fetchone()
            connection.execute("DELETE FROM waiting WHERE wish = ?", (wish,))
        return msgspec.json.decode(row[0], type=ReportSlip) if row and row[0] else None

    def slip(self, report: ReportSlip) -> bool:
        """Keeps what became of the paper until its number is accepted; False when that is so already.

        Raises:
            OutboxError: it is not kept.
        """
        body = msgspec.json.encode(report).decode()
        with self._writing() as connection:
            changed = connection.execute(
                "UPDATE waiting SET slip = ? WHERE json_extract(body, '$.number') = ?", (body, report.number)
            )
            return changed.rowcount > 0

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.rollback()
                    raise
                self._connection.commit()
            except (OSError, sqlite3.Error) as error:
                raise OutboxError(f"{self._path}: {error}") from error

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("integrity_check failed")
            connection.executescript(TABLES)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _set_aside(self, error: sqlite3.DatabaseError) -> None:
        log.error("%s is broken (%s): set aside, made again from %s", self._path, error, self._copy)
        for ending in ("", "-wal", "-shm"):
            part = self._path.with_name(self._path.name + ending)
            if part.exists():
                part.replace(part.with_name(part.name + ".broken"))

    def _made_again(self) -> None:
        """Takes over what the synced lines know and the database does not: all of it, where that is new.

        A torn last line was never printed. Of earlier days only the counting goes on.
        """
        newest: dict[str, dict[int, Given]] = {}
        for line in self._copy.read_bytes().split(b"\n") if self._copy.exists() else ():
            try:
                one = msgspec.json.decode(line, type=Given)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
            known = newest.setdefault(one.service, {})
            if any(before.day != one.day for before in known.values()):
                known.clear()
            known.pop(one.count, None)
            known[one.count] = one
        self._connection.execute("BEGIN IMMEDIATE")
        for service, lines in newest.items():
            row = self._connection.execute("SELECT day, given FROM counters WHERE service = ?", (service,)).fetchone()
            day, kept = row or ("", 0)
            for place, one in enumerate(lines.values(), 1):
                if one.day > day or (one.day == day and place > kept):
                    self._keep(self._connection, one, place)
        self._connection.commit()

    def _keep(self, connection: sqlite3.Connection, one: Given, given: int) -> None:
        connection.execute(
            "INSERT OR REPLACE INTO counters VALUES (?, ?, ?, ?)", (one.service, one.day, one.count, given)
        )
        body = msgspec.json.encode(one.told).decode()
        connection.execute("INSERT OR IGNORE INTO waiting (wish, body) VALUES (?, ?)", (one.told.wish, body))

    def _append(self, one: Given) -> None:
        """Before the commit: a number that is on paper is in both files, whichever of them is lost."""
        descriptor = os.open(self._copy, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, b"\n" + msgspec.json.encode(one))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
