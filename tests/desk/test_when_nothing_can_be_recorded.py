"""A full disk, a locked file: nothing changes, everybody is told, and it goes on by itself afterwards."""

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from queue_server.contract import commands
from queue_server.contract.messages import Reply
from queue_server.contract.replies import BoardIs, Refused
from tests.desk.counter import Counter, ask, number_of
from tests.queueing.sample import MORNING

TAKE = commands.TakeTicket(matter="A1")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A desk with one ticket taken and window 1 open."""
    counter = Counter(tmp_path / "journal.sqlite")
    counter.reply(ask(TAKE, request_id="first"))
    counter.do(commands.OpenWindow(window=1, clerk="ann"))
    counter.desk.changed_boards()
    yield counter
    counter.journal.close()


@contextmanager
def full_disk(counter: Counter) -> Iterator[None]:
    """Files of this process may not grow beyond what the journal's log has now: writes fail as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = counter.path.with_name(counter.path.name + "-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def somebody_else_writing(counter: Counter) -> Iterator[None]:
    """A tool has locked the file for writing."""
    with closing(sqlite3.connect(counter.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


TROUBLES = pytest.mark.parametrize("trouble", [full_disk, somebody_else_writing])
Trouble = Callable[[Counter], AbstractContextManager[None]]


def refused_code(reply: Reply) -> str:
    """The code of the refusal."""
    assert isinstance(reply.outcome, Refused)
    return reply.outcome.code


@TROUBLES
def test_nothing_changes_and_it_goes_on_by_itself_afterwards(counter: Counter, trouble: Trouble) -> None:
    before = counter.desk.hall.copy()
    wish = ask(TAKE, request_id="second")
    with trouble(counter):
        refused = counter.desk.handle([wish, ask(commands.CallNext(window=1, clerk="ann"))], MORNING)
        assert [refused_code(reply) for reply in refused] == ["storage_failed", "storage_failed"]
        assert counter.desk.hall == before
        assert counter.desk.changed_boards() == []
    assert number_of(counter.reply(wish)) == "A002"
    counter.restart()
    assert number_of(counter.reply(wish)) == "A002"
    assert counter.journal.verify() is None


def test_meanwhile_old_wishes_are_answered_and_boards_are_shown(counter: Counter) -> None:
    old, board = ask(TAKE, request_id="first"), ask(commands.GetBoard())
    stranger = ask(TAKE, client="display-1")
    with full_disk(counter):
        replies = counter.desk.handle([old, board, stranger, ask(TAKE)], MORNING)
    assert number_of(replies[0]) == "A001"
    assert isinstance(replies[1].outcome, BoardIs)
    assert [refused_code(reply) for reply in replies[2:]] == ["not_allowed", "storage_failed"]


def test_a_day_that_could_not_be_opened_is_opened_later(counter: Counter) -> None:
    tomorrow = MORNING + timedelta(days=1)
    with full_disk(counter):
        counter.desk.tick(tomorrow)
        assert counter.desk.hall.day == "2026-11-23"
    counter.desk.tick(tomorrow)
    assert counter.desk.hall.day == "2026-11-24"


def test_a_commit_that_failed_but_is_on_the_disk_all_the_same_is_believed(counter: Counter, tmp_path: Path) -> None:
    wish = ask(TAKE, request_id="second")
    copy = tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(counter.path)) as journal, closing(sqlite3.connect(copy)) as target:
        journal.backup(target)
    with full_disk(counter):
        assert refused_code(counter.reply(wish)) == "storage_failed"
    twin = Counter(copy)
    twin.reply(wish)
    twin.journal.close()
    with closing(sqlite3.connect(counter.path)) as journal, journal:
        journal.execute("ATTACH ? AS twin", (str(copy),))
        for table in ("events", "replies", "tickets"):
            journal.execute(f"INSERT OR IGNORE INTO main.{table} SELECT * FROM twin.{table}")
    assert number_of(counter.reply(wish)) == "A002"
    assert counter.desk.hall == twin.desk.hall
    assert number_of(counter.reply(ask(TAKE))) == "A003"
    assert counter.journal.verify() is None
