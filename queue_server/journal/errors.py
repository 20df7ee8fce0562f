"""What can go wrong with the journal, by what its caller does about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError


class JournalError(Exception):
    """Nothing was recorded (disk full, read-only, locked, damaged); trying again later may work."""


class JournalInUseError(JournalError):
    """Another server has this journal open; starting a second one would give numbers twice."""


@contextmanager
def converted(doing: str) -> Iterator[None]:
    """Turns the database's errors into `JournalError` saying what was being done."""
    try:
        yield
    except SQLAlchemyError as error:
        raise JournalError(f"{doing}: {error}") from error
