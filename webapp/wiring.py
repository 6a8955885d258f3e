"""Opening the parts of a site from its settings, in the order in which they need each other."""

from collections.abc import Callable
from dataclasses import dataclass

from casework.db.engine import open_database
from casework.db.migrate import NewerDatabase, migrate
from webapp.parts import Parts
from webapp.server import Background
from webapp.settings import Settings

__all__ = ["NotReady", "Opened", "open_parts"]


class NotReady(Exception):
    """The data home is not in a state in which the site may start; says what to do."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The parts of a running site, what works beside it, and how all of it is given back."""

    parts: Parts
    background: Background | None
    close: Callable[[], None]


def open_parts(settings: Settings) -> Opened:
    """Open the data home; raises NotReady where it was written by a newer version."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = open_database(settings.database)
    try:
        migrate(database.engine)
    except NewerDatabase as newer:
        database.close()
        raise NotReady(str(newer)) from newer
    return Opened(Parts(settings, database), None, database.close)
