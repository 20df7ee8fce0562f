"""The tables of the journal; the migrations make the same ones."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table

REVISION = "0004"
"""The newest migration; a journal at it is opened without loading the migration tool."""

metadata = MetaData()

events = Table(
    "events",
    metadata,
    Column("hall", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("body", String, nullable=False),
    Column("request_id", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("by", String, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)
days = Index("events_days", events.c.hall, events.c.seq, sqlite_where=events.c.kind == "DayOpened")

replies = Table(
    "replies",
    metadata,
    Column("hall", String, primary_key=True),
    Column("request_id", String, primary_key=True),
    Column("client", String, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("at", String, nullable=False),
    Index("replies_at", "hall", "at"),
    sqlite_with_rowid=False,
)

tickets = Table(
    "tickets",
    metadata,
    Column("hall", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("number", String, primary_key=True),
    Column("token", String, nullable=False, unique=True),
    Column("service", String, nullable=False),
    Column("queued_for", String, nullable=False),
    Column("matter", String, nullable=False),
    Column("service_name", String, nullable=False),
    Column("matter_name", String, nullable=False),
    Column("state", String, nullable=False),
    Column("window", Integer),
    Column("clerk", String, nullable=False),
    Column("taken_at", String, nullable=False),
    Column("called_at", String),
    Column("started_at", String),
    Column("ended_at", String),
    Column("calls", Integer, nullable=False),
    Column("returns", Integer, nullable=False),
    Column("slip", String, nullable=False),
    Column("more", String, nullable=False, server_default="[]"),
    Column("score", Integer, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
