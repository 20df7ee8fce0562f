"""The proof that nobody altered, deleted or reordered what was recorded."""

from sqlalchemy import Connection, select

from queue_server.journal.records import FIRST_HASH, chained
from queue_server.journal.tables import events


def first_broken(connection: Connection, hall: str) -> int | None:
    """The first sequence number that is missing or whose hash does not follow from what is before it.

    Rows cut off at the very end leave no trace in the chain itself.
    """
    rows = select(events).where(events.c.hall == hall).order_by(events.c.seq)
    previous = FIRST_HASH
    for expected, row in enumerate(connection.execute(rows), 1):
        if row.seq != expected:
            return expected
        said = dict(row._mapping)
        if said.pop("hash") != chained(previous, **said):
            return expected
        previous = row.hash
    return None
