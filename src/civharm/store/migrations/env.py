"""How alembic runs the migrations: on the connection, and in the transaction, that `civharm.store.opening` hands over."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Run the migrations; all of them or none, since SQLite's changes of tables belong to the transaction."""
    context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":  # the name under which alembic loads this file
    run()
