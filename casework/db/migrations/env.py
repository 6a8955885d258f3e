"""How Alembic runs the steps: on the engine that `migrate` hands over, never from a file."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection, Engine

from casework.db.base import Base


class BrokenReference(Exception):
    """After a step some row would name another that is not there; the step is not taken."""


def run(engine: Engine) -> None:
    """Run the missing steps on `engine`."""
    with engine.connect() as connection, _references_unwatched(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            render_as_batch=True,
            on_version_apply=_check_references,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


@contextmanager
def _references_unwatched(connection: Connection) -> Iterator[None]:
    # a table is changed by copying it and dropping the old one, which SQLite takes for the
    # deletion of every row that others name; it can be told so outside a transaction only
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("Berkas is shown on SQLite only")
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()  # of a step that failed; done already otherwise
        raw.execute("PRAGMA foreign_keys=ON")


def _check_references(
    ctx: MigrationContext, step: MigrationInfo, heads: Collection[Any], run_args: Mapping[str, Any]
) -> None:
    """Hold every reference against its row before the step is committed."""
    del step, heads, run_args
    if ctx.connection is None:
        return
    found = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
    if found:
        raise BrokenReference([tuple(row) for row in found])


run(context.config.attributes["engine"])
