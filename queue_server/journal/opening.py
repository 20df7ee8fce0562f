"""SQLite as the journal needs it: one durable writer that nobody shares, and readers beside it."""

import fcntl
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from queue_server.journal.errors import JournalError, JournalInUseError

BUSY_TIMEOUT_S = 1.0
"""How long a write waits for somebody else's lock (a backup tool, a person with a shell)."""


def lock_beside(path: Path) -> int:
    """An exclusive lock on `<path>.lock`, held by the returned descriptor until it is closed or the process ends.

    SQLite's own exclusive mode would also keep the readers of the web process out.

    Raises:
        JournalInUseError: somebody else holds it.
        JournalError: the file cannot be made.
    """
    try:
        descriptor = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise JournalError(f"{path}: {error}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise JournalInUseError(f"{path} is in use by another server") from error
    return descriptor


def writing_engine(path: Path) -> Engine:
    """The one writer's engine: WAL, and every commit on the disk before it returns (`synchronous=FULL`)."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA journal_size_limit = 67108864")
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reading_engine(path: Path) -> Engine:
    """Readers' engine: cannot write, works while the writer writes, safe to use from several threads."""

    def connect() -> sqlite3.Connection:
        address = f"file:{quote(str(path.absolute()))}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_S, check_same_thread=False)

    return create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)
