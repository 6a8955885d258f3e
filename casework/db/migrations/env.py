"""How Alembic runs the steps: on the engine that `migrate` hands over, never from a file."""

from alembic import context
from sqlalchemy import Engine

from casework.db.base import Base


def run(engine: Engine) -> None:
    """Run the missing steps on `engine`."""
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            render_as_batch=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run(context.config.attributes["engine"])
