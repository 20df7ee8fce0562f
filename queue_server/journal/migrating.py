"""Brings the tables of an opened journal to the newest revision."""

from pathlib import Path

import structlog
from sqlalchemy import Connection, inspect, text

from queue_server.journal.errors import JournalError
from queue_server.journal.tables import REVISION

log = structlog.get_logger()

MIGRATIONS = Path(__file__).parent / "migrations"
AHEAD = 1
"""So many revisions newer than this one's a journal may be: the next release only adds to the tables."""


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables, None in an empty file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def migrate(connection: Connection, to: str = "head") -> None:
    """Runs the missing migrations; Alembic is loaded only when there are some, for a quick start.

    Raises:
        JournalError: a release that is newer by more than `AHEAD` revisions wrote it.
    """
    revision = revision_of(connection)
    if revision is not None and int(revision) >= int(REVISION):
        _refuse_beyond(revision)
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _refuse_beyond(revision: str) -> None:
    ahead = int(revision) - int(REVISION)
    if ahead > AHEAD:
        raise JournalError(f"流水是更新的版本写的（{revision}），这个版本只认到 {int(REVISION) + AHEAD:04}，请装新版本")
    if ahead:
        log.warning("journal_of_the_next_release", revision=revision, ours=REVISION)
