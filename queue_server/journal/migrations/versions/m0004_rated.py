"""How the last service of a ticket was rated: `score`, 0 for not at all; older tickets count as not rated."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column."""
    op.add_column("tickets", sa.Column("score", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Removes it."""
    op.drop_column("tickets", "score")
