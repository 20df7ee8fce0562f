"""Alembic's entry: runs the steps on the connection that the journal hands over."""

from alembic import context

from queue_server.journal.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
