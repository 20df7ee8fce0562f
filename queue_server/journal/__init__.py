"""Events in, tables out: the append-only record of a hall in SQLite, its replies and its tables for queries."""

from queue_server.journal.errors import JournalError, JournalInUseError
from queue_server.journal.journal import Journal
from queue_server.journal.reader import JournalReader, TicketRecord
from queue_server.journal.records import Answer, Batch, Entry

__all__ = [
    "Answer",
    "Batch",
    "Entry",
    "Journal",
    "JournalError",
    "JournalInUseError",
    "JournalReader",
    "TicketRecord",
]
