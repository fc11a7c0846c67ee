"""Runs migrations on the connection that ``marketplace.store.migrate`` opened."""

from __future__ import annotations

from alembic import context

from marketplace.store.rows import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    transactional_ddl=True,
)
context.run_migrations()
