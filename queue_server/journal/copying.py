"""A copy of a journal beside it, for the way back: taken while it is written, compared with what became of it."""

import contextlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from queue_server.journal.errors import JournalError
from queue_server.journal.migrating import AHEAD
from queue_server.journal.tables import REVISION


def copy(journal: Path, to: Path) -> None:
    """Copies the journal as it is at one moment, whole or not at all, also while the server writes.

    Raises:
        JournalError: it cannot be read, or the copy cannot be written.
    """
    fresh = to.with_name(f"{to.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        with closing(_reading(journal)) as source, closing(sqlite3.connect(fresh)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        fresh.chmod(0o600)
        _sync(fresh)
        fresh.replace(to)
        _sync(to.parent)
    except (sqlite3.Error, OSError) as error:
        raise JournalError(f"copying {journal}: {error}") from error


def follows(journal: Path, before: Path) -> bool:
    """Whether all that the earlier copy `before` had is still the beginning of the journal, by its chain of hashes."""
    last = "SELECT hall, seq, hash FROM events WHERE (hall, seq) IN (SELECT hall, max(seq) FROM events GROUP BY hall)"
    try:
        with closing(_reading(before)) as earlier, closing(_reading(journal)) as later:
            kept = "SELECT 1 FROM events WHERE hall = ? AND seq = ? AND hash = ?"
            return all(later.execute(kept, row).fetchone() for row in earlier.execute(last))
    except sqlite3.Error:
        return False


def is_readable(journal: Path) -> bool:
    """Whether this release can open the journal: it is whole, and no more than one revision newer than this one."""
    try:
        with closing(_reading(journal)) as connection:
            (whole,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return bool(whole == "ok" and int(revision) <= int(REVISION) + AHEAD)
    except (sqlite3.Error, TypeError, ValueError):
        return False


def put_back(copied: Path, journal: Path) -> None:
    """Puts the copy in the journal's place, whose server is stopped; what was there is set aside beside it.

    Raises:
        OSError: the disk refuses; what was there still is.
    """
    fresh = journal.with_name(f"{journal.name}.new")
    fresh.write_bytes(copied.read_bytes())
    owner = journal.parent.stat()
    fresh.chmod(0o600)
    os.chown(fresh, owner.st_uid, owner.st_gid)
    _sync(fresh)
    if journal.exists():
        with contextlib.suppress(sqlite3.Error), closing(sqlite3.connect(journal)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # a log left beside would be played into the copy
        aside = journal.with_name(f"{journal.name}.garbled")
        aside.unlink(missing_ok=True)
        aside.hardlink_to(journal)
    for beside in ("-wal", "-shm"):
        journal.with_name(journal.name + beside).unlink(missing_ok=True)
    fresh.replace(journal)
    _sync(journal.parent)


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=5.0)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
