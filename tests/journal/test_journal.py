"""The journal file: one writer, whole batches, a chain that shows tampering, tables for questions."""

import hashlib
import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from queue_server.contract import commands
from queue_server.journal import Batch, Entry, Journal, JournalError, JournalInUseError, JournalReader
from queue_server.journal.migrating import MIGRATIONS, migrate
from queue_server.journal.records import event_of
from queue_server.journal.tables import REVISION, metadata
from queue_server.queueing import Decision, HallState, apply, decide
from queue_server.queueing.events import ServiceOpened
from tests.desk.counter import Counter, ask, number_of
from tests.queueing.sample import MORNING, SECRET, sample_plan

TAKE = commands.TakeTicket(matter="A1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal goes."""
    return tmp_path / "journal.sqlite"


@pytest.fixture
def recorded(path: Path) -> Path:
    """A closed journal with ten tickets in it."""
    counter = Counter(path)
    counter.desk.handle([ask(TAKE) for _ in range(10)], MORNING)
    counter.journal.close()
    return path


def tamper(path: Path, *statements: str) -> None:
    """As somebody with a shell would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_second_server_on_the_same_file_is_refused(path: Path) -> None:
    with Journal(path, "h"), pytest.raises(JournalInUseError, match="in use"):
        Journal(path, "h")
    Journal(path, "h").close()


def test_every_commit_is_on_the_disk_before_it_returns(path: Path) -> None:
    with Journal(path, "h") as journal:
        settings = [
            journal._connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        ]
    assert settings == ["wal", 2]


def test_an_untouched_chain_holds(recorded: Path) -> None:
    with Journal(recorded, "lianxi") as journal:
        assert journal.verify() is None


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE events SET body = replace(body, 'A0', 'B0') WHERE seq = 7"], 7),
        (["UPDATE events SET at = replace(at, '09:', '08:') WHERE seq = 6"], 6),
        (["UPDATE events SET by = 'ben' WHERE seq = 7"], 7),
        (["UPDATE events SET by = '' WHERE seq = 8"], 8),
        (["DELETE FROM events WHERE seq = 5"], 5),
        (["DELETE FROM events WHERE seq = 5", "UPDATE events SET seq = seq - 1 WHERE seq > 5"], 5),
        (
            [
                "UPDATE events SET seq = 100 WHERE seq = 4",
                "UPDATE events SET seq = 4 WHERE seq = 5",
                "UPDATE events SET seq = 5 WHERE seq = 100",
            ],
            4,
        ),
    ],
    ids=["altered", "backdated", "somebody else", "nobody", "deleted", "deleted and closed up", "reordered"],
)
def test_tampering_is_found_where_it_begins(recorded: Path, statements: list[str], broken: int) -> None:
    tamper(recorded, *statements)
    with JournalReader(recorded, "lianxi") as reader:
        assert reader.verify() == broken


def test_it_is_recorded_who_asked(recorded: Path) -> None:
    with Journal(recorded, "lianxi") as journal:
        asked = {type(entry.event).__name__: entry.by for entry in journal.today()}
    assert (asked["DayOpened"], asked["TicketTaken"]) == ("", "gil")


def test_a_batch_is_recorded_whole_or_not_at_all(path: Path) -> None:
    with Journal(path, "h") as journal:
        entry = Entry(1, MORNING, ServiceOpened(service="A"))
        with pytest.raises(JournalError):
            journal.append(Batch((entry, entry), (), ()))
        assert journal.refresh() == 0
        journal.append(Batch((entry,), (), ()))
        assert journal.refresh() == journal.head == 1


def test_an_unreadable_event_is_named(recorded: Path) -> None:
    tamper(recorded, "UPDATE events SET body = '{' WHERE seq = 8")
    with Journal(recorded, "lianxi") as journal, pytest.raises(JournalError, match="event 8"):
        list(journal.today())


def test_the_replay_begins_with_the_last_day(path: Path) -> None:
    counter = Counter(path)
    counter.do(TAKE)
    counter.desk.tick(MORNING + timedelta(days=1))
    kinds = [type(entry.event).__name__ for entry in counter.journal.today()]
    counter.journal.close()
    assert kinds[0] == "DayOpened"
    assert "TicketTaken" not in kinds


def test_readers_find_a_ticket_by_its_token_while_the_server_writes(path: Path) -> None:
    counter = Counter(path)
    counter.do(TAKE)
    token = counter.desk.hall.tickets["A001"].ticket.token
    with JournalReader(path, "lianxi") as reader:
        counter.do(commands.CancelTicket(number="A001"))
        record = reader.ticket(token)
        assert record is not None
        assert (record.number, record.state, record.service_name) == ("A001", "cancelled", "惠农政策")
        assert reader.ticket("0" * 16) is None
        assert [found.number for found in reader.tickets("2026-11-23")] == ["A001"]
    counter.journal.close()


def test_the_row_of_a_ticket_tells_its_whole_way(path: Path) -> None:
    counter = Counter(path)
    counter.do(commands.OpenWindow(window=1, clerk="ann"))
    steps: tuple[commands.AnyCommand, ...] = (
        TAKE,
        commands.ReportSlip(number="A001", outcome="printed"),
        commands.CallNext(window=1, clerk="ann"),
        commands.StartService(window=1, clerk="ann"),
        commands.CompleteTicket(window=1, clerk="ann"),
    )
    for minute, command in enumerate(steps):
        counter.do(command, at=MORNING + timedelta(minutes=minute))
    counter.journal.close()
    with JournalReader(path, "lianxi") as reader:
        (record,) = reader.tickets("2026-11-23")
    moments = (record.taken_at, record.called_at, record.started_at, record.ended_at)
    assert [moment and (moment - MORNING) // timedelta(minutes=1) for moment in moments] == [0, 2, 3, 4]
    assert (record.window, record.clerk, record.calls, record.slip, record.state) == (
        1,
        "ann",
        1,
        "printed",
        "completed",
    )


def test_readers_cannot_write_and_say_when_there_is_nothing(path: Path, tmp_path: Path) -> None:
    with JournalReader(tmp_path / "none.sqlite", "h") as reader, pytest.raises(JournalError):
        reader.tickets("2026-11-23")


def test_the_migrations_make_the_tables_that_the_code_uses(path: Path) -> None:
    Journal(path, "h").close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


def test_a_journal_of_the_first_tables_is_brought_up_to_date(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate(connection, "0001")
        connection.exec_driver_sql(
            "INSERT INTO tickets VALUES ('lianxi', '2026-11-22', 'A001', 'token', 'A', 'A', 'A1', '惠农政策', '事项A',"
            " 'waiting', NULL, '', '2026-11-22T09:00:00+08:00', NULL, NULL, NULL, 0, 0, '')"
        )
        said = ("lianxi", 1, "2026-11-22T08:00:00+08:00", "DayOpened", '{"kind":"DayOpened","day":"2026-11-22"}', "")
        once = hashlib.sha256(msgspec.json.encode(("", *said))).hexdigest()
        connection.exec_driver_sql("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", (*said, once))
    engine.dispose()
    counter = Counter(path)
    counter.do(commands.TakeTicket(matter="A1", more=("B1",)))
    with JournalReader(path, "lianxi") as reader:
        assert [record.more for day in ("2026-11-22", "2026-11-23") for record in reader.tickets(day)] == [(), ("B1",)]
        assert reader.verify() is None
    counter.journal.close()


BEFORE = (
    '{"kind":"DayOpened","day":"2026-11-23","carried":[{"ticket":{"number":"J001","day":"2026-11-22","service":"J",'
    '"service_name":"群众接访","matter":"J1","matter_name":"事项J","taken_at":"2026-11-22T23:00:00+08:00","token":"j"},'
    '"order":1,"state":"waiting","service":"J","since":"2026-11-22T23:00:00+08:00"}],"windows":[],"counters":{"J":1}}',
    '{"kind":"ServiceOpened","service":"A"}',
    '{"kind":"WindowOpened","window":1,"clerk":"ann"}',
    '{"kind":"TicketTaken","ticket":{"number":"A001","day":"2026-11-23","service":"A","service_name":"惠农政策",'
    '"matter":"A1","matter_name":"事项A","taken_at":"2026-11-23T09:00:00+08:00","token":"a"},"count":1}',
    '{"kind":"TicketCalled","number":"J001","window":1,"clerk":"ann"}',
    '{"kind":"ServingStarted","number":"J001","window":1,"clerk":"ann"}',
    '{"kind":"TicketTransferred","number":"J001","window":1,"clerk":"ann","service":"A","position":0,"note":""}',
    '{"kind":"TicketCalled","number":"J001","window":1,"clerk":"ann"}',
    '{"kind":"ServingStarted","number":"J001","window":1,"clerk":"ann"}',
)
"""Events as they were before a ticket could be for several matters and before there were bookings."""


def test_events_of_older_journals_are_read_and_their_day_goes_on() -> None:
    hall = HallState(sample_plan(), SECRET)
    for body in BEFORE:
        apply(hall, event_of(body), MORNING)
    decision = decide(hall, commands.CompleteTicket(window=1, clerk="ann"), MORNING)
    assert isinstance(decision, Decision)
    for event in decision.events:
        apply(hall, event, MORNING)
    assert {number: live.state.value for number, live in hall.tickets.items()} == {
        "J001": "completed",
        "A001": "waiting",
    }
    assert hall.bookings == hall.stopped == {}


def take_for_ever(path: Path, tell: Connection) -> None:
    """A server that tells every number once it is acknowledged."""
    counter = Counter(path)
    while True:
        for reply in counter.desk.handle([ask(TAKE, request_id=os.urandom(8).hex()) for _ in range(3)], MORNING):
            tell.send((reply.request_id, number_of(reply)))


def test_every_acknowledged_ticket_is_there_after_sigkill(path: Path) -> None:
    ours, theirs = multiprocessing.get_context("spawn").Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(target=take_for_ever, args=(path, theirs))
    server.start()
    theirs.close()
    acknowledged = [ours.recv() for _ in range(100)]
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    acknowledged += iter_all(ours.recv)
    server.join()
    counter = Counter(path)
    for request_id, number in acknowledged:
        assert number_of(counter.reply(ask(TAKE, request_id=request_id))) == number
    assert counter.journal.verify() is None
    assert number_of(counter.reply(ask(TAKE))) == f"A{len(counter.desk.hall.tickets):03d}"
    counter.journal.close()


def iter_all(receive: Callable[[], tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What was still in the pipe."""
    while True:
        try:
            yield receive()
        except EOFError:
            return


def test_a_closed_journal_keeps_no_file_open(tmp_path: Path) -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    Journal(tmp_path / "journal.sqlite", "puyang").close()
    before = open_files()
    for _ in range(5):
        Journal(tmp_path / "journal.sqlite", "puyang").close()
    assert open_files() == before
