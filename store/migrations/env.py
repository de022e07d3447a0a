"""What alembic runs: the migrations, on the connection and in the transaction that `store.schema` hands over."""

from __future__ import annotations

from alembic import context

from store.schema import VERSION_TABLE
from store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
