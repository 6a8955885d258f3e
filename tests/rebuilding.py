"""A database made anew from the archive alone, held against the one that was there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.shelf import Shelf
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.rebuild.dump import lines
from casework.rebuild.service import rebuild

__all__ = ["made_anew"]


@contextmanager
def made_anew(database: Database, shelf: Shelf, folder: Path) -> Iterator[Database]:
    """Give the database that the archive yields, in which every line of `database` came back."""
    anew = open_database(folder / "anew.sqlite3")
    migrate(anew.engine)
    rebuilt = rebuild(anew, shelf)
    with database.reading() as old, anew.reading() as new:
        assert rebuilt.unreadable == ()
        assert list(lines(new)) == list(lines(old))
    try:
        yield anew
    finally:
        anew.close()
