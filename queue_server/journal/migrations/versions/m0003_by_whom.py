"""Who asked for an event: `by`, an account's id; older events, and those that nobody asked for, have none."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column."""
    op.add_column("events", sa.Column("by", sa.String, nullable=False, server_default=""))


def downgrade() -> None:
    """Removes it."""
    op.drop_column("events", "by")
