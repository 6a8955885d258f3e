"""Bringing a database to the schema of this version, one numbered step after another."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

__all__ = ["NewerDatabase", "migrate", "revision"]


class NewerDatabase(Exception):
    """The database was written by a newer Berkas; this one refuses to touch it."""

    def __init__(self, found: str) -> None:
        super().__init__(f"the database stands at {found}, which this version does not know")
        self.found = found


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def revision(engine: Engine) -> str | None:
    """Return the step the database stands at, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine) -> None:
    """Take the steps that are still missing, each in its own transaction; none if all are taken.

    Raises NewerDatabase where the database stands at a step that this version does not know.
    """
    config = _config()
    script = ScriptDirectory.from_config(config)
    at = revision(engine)
    if at == script.get_current_head():
        return
    if at is not None and at not in {step.revision for step in script.walk_revisions()}:
        raise NewerDatabase(at)
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
