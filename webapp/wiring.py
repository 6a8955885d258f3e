"""Opening the parts of a site from its settings, in the order in which they need each other."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.errors import NewerArchive, NotAnArchive
from archive.shelf import Shelf
from casework.clock import now
from casework.db.engine import Database, open_database
from casework.db.migrate import NewerDatabase, migrate
from casework.documents.press import Press
from casework.jobs.worker import Worker
from casework.rebuild.service import start_up
from casework.search.finder import Finder
from rendering.office import Office
from webapp.parts import Parts
from webapp.server import Background
from webapp.settings import Settings, WorkerPlace
from webapp.turn import Shift, Turn
from webapp.work import make_worker

__all__ = ["NotReady", "Opened", "open_parts"]


class NotReady(Exception):
    """The data home is not in a state in which the site may start; says what to do."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The parts of a running site, what works beside it, and how all of it is given back."""

    parts: Parts
    background: Background | None
    close: Callable[[], None]
    worker: Worker


def open_parts(settings: Settings) -> Opened:
    """Open the data home, or make an empty one; raises NotReady with what is to be done.

    An empty database is never put beside an archive that holds something, nor an empty archive
    beside a database: a disk that is not mounted looks just like that.
    """
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    shelf = _open_archive(settings)
    database = open_database(settings.database)
    try:
        migrate(database.engine)
    except NewerDatabase as newer:
        database.close()
        raise NotReady(str(newer)) from newer
    return _put_together(settings, database, shelf)


def _put_together(settings: Settings, database: Database, shelf: Shelf) -> Opened:
    """Join the parts and hang the worker in, asleep until the background is started."""
    press = Press(Office())
    bare = Parts(settings, database, shelf, press, Finder.open(settings.index))
    worker = make_worker(bare)
    shift = Shift(Turn(settings.home), worker.start, worker.stop)
    inside = settings.worker is WorkerPlace.INSIDE

    def start() -> None:
        start_up(database, shelf, at=now())
        shift.start()
        threading.Thread(target=press.warm, name="warm", daemon=True).start()

    def close() -> None:
        press.office.close()
        database.close()

    return Opened(
        replace(bare, wake_worker=worker.wake) if inside else bare,
        Background(start, shift.stop) if inside else None,
        close,
        worker,
    )


def _open_archive(settings: Settings) -> Shelf:
    known = settings.database.exists()
    try:
        shelf = Shelf.open(settings.archive)
    except NewerArchive as newer:
        raise NotReady(f"the archive was written by a newer version: {newer}") from newer
    except NotAnArchive as missing:
        if known:
            raise NotReady(
                f"there is a database but no archive at {settings.archive}: is its disk mounted?"
            ) from missing
        return Shelf.create(settings.archive)
    if not known and next(shelf.walk(), None) is not None:
        raise NotReady(
            "the archive holds documents but the database is gone: "
            "run `berkas archive rebuild` first"
        )
    return shelf
