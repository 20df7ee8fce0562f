"""The first tables: events, replies, tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes them."""
    op.create_table(
        "events",
        sa.Column("hall", sa.String, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("request_id", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("events_days", "events", ["hall", "seq"], sqlite_where=sa.text("kind = 'DayOpened'"))
    op.create_table(
        "replies",
        sa.Column("hall", sa.String, primary_key=True),
        sa.Column("request_id", sa.String, primary_key=True),
        sa.Column("client", sa.String, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("replies_at", "replies", ["hall", "at"])
    op.create_table(
        "tickets",
        sa.Column("hall", sa.String, primary_key=True),
        sa.Column("day", sa.String, primary_key=True),
        sa.Column("number", sa.String, primary_key=True),
        sa.Column("token", sa.String, nullable=False, unique=True),
        sa.Column("service", sa.String, nullable=False),
        sa.Column("queued_for", sa.String, nullable=False),
        sa.Column("matter", sa.String, nullable=False),
        sa.Column("service_name", sa.String, nullable=False),
        sa.Column("matter_name", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("window", sa.Integer),
        sa.Column("clerk", sa.String, nullable=False),
        sa.Column("taken_at", sa.String, nullable=False),
        sa.Column("called_at", sa.String),
        sa.Column("started_at", sa.String),
        sa.Column("ended_at", sa.String),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("returns", sa.Integer, nullable=False),
        sa.Column("slip", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Removes them."""
    for table in ("tickets", "replies", "events"):
        op.drop_table(table)
