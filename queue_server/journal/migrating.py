"""Brings the tables of an opened journal to the newest revision."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from queue_server.journal.tables import REVISION

MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables, None in an empty file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def migrate(connection: Connection, to: str = "head") -> None:
    """Runs the missing migrations; Alembic is loaded only when there are some, for a quick start."""
    if revision_of(connection) == REVISION:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
