"""A journal that the next release wrote is read by this one: an update can be taken back, and nobody loses a ticket."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect
from structlog.testing import capture_logs

from queue_server.contract import commands
from queue_server.journal import Journal, JournalError, JournalReader
from queue_server.journal.copying import is_readable
from queue_server.journal.migrating import MIGRATIONS, migrate
from queue_server.journal.tables import REVISION
from tests.desk.counter import Counter, ask, number_of
from tests.journal.next_release import NextRelease
from tests.queueing.sample import MORNING

TAKE = commands.TakeTicket(matter="A1")


def test_a_journal_of_the_next_release_loses_no_ticket_and_its_chain_holds(tmp_path: Path) -> None:
    path, newer = tmp_path / "journal.sqlite", NextRelease(tmp_path / "next")
    counter = Counter(path)
    counter.do(TAKE)
    counter.journal.close()
    assert newer.takes_a_ticket(path, 1) == "A001,A002 None"

    with capture_logs() as said:
        counter.reopen()
    told = {line["event"]: line for line in said}
    assert told["journal_of_the_next_release"]["revision"] == "0005"
    assert told["event_of_the_next_release"]["kind"] == "HallGreeted"
    assert list(counter.desk.hall.tickets) == ["A001", "A002"]
    assert counter.desk.hall.revision == counter.journal.head
    counter.now = MORNING + timedelta(minutes=2)
    assert number_of(counter.reply(ask(TAKE))) == "A003"
    counter.do(commands.CancelTicket(number="A002"))
    counter.journal.close()
    with JournalReader(path, counter.plan.hall.id) as reader:
        assert reader.verify() is None
        assert [one.number for one in reader.tickets("2026-11-23")] == ["A001", "A002", "A003"]
        kinds = [type(entry.event).__name__ for entry in reader.events("2026-11-23", "2026-11-23")]
        assert len(kinds) == reader.trail("", "9")[0].seq - 1

    assert newer.takes_a_ticket(path, 3) == "A001,A002,A003,A004 None"


def test_two_releases_ahead_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    Journal(path, "h").close()
    for ahead, readable in ((1, True), (2, False)):
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (f"{int(REVISION) + ahead:04}",))
        assert is_readable(path) == readable
    with pytest.raises(JournalError, match=r"流水是更新的版本写的（\d{4}），这个版本只认到 \d{4}，请装新版本"):
        Journal(path, "h")


def test_a_revision_only_adds_to_the_tables_and_never_to_what_the_chain_covers() -> None:
    revisions = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    engine = create_engine("sqlite://")
    before: dict[str, dict[str, str]] = {}
    with engine.connect() as connection:
        for revision in revisions:
            migrate(connection, revision)
            tables = inspect(connection)
            after = {}
            for table in tables.get_table_names():
                columns = tables.get_columns(table)
                after[table] = {str(one["name"]): str(one["type"]) for one in columns}
                fresh = [one for one in columns if table in before and one["name"] not in before[table]]
                assert all(one["nullable"] or one["default"] is not None for one in fresh), (revision, table)
                assert table != "events" or not fresh or revision <= "0003", revision
            assert all(columns.items() <= after[table].items() for table, columns in before.items()), revision
            before = after
    engine.dispose()
