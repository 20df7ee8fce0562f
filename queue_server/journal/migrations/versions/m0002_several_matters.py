"""Further matters of a ticket: `more`, a JSON list of codes; older tickets have none."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column."""
    op.add_column("tickets", sa.Column("more", sa.String, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Removes it."""
    op.drop_column("tickets", "more")
