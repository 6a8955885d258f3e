"""The backups of this home: where they go, the run by order and by the clock, what came of it."""

import logging
import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from archive.errors import ArchiveRefusal, Busy
from casework.actor import Actor
from casework.audit import service as audit
from casework.backup import key, state
from casework.backup.create import Made, Result, create
from casework.backup.errors import DatabaseBroken, NoKey, NotAKey, PlaceMissing
from casework.backup.place import Place
from casework.clock import now
from casework.jobs import service as jobs
from casework.jobs.model import Job, PeriodicRun
from webapp.parts import Parts
from webapp.settings import Settings

__all__ = [
    "ORDER",
    "RUN",
    "carry_out",
    "has_key",
    "last_run",
    "look",
    "make",
    "make_key",
    "note",
    "order",
    "ordered",
    "places",
    "prepare_second",
    "run",
]

_log = logging.getLogger(__name__)

ORDER, RUN = "backup", "cadangan"
_FAILURES: dict[type[Exception], str] = {
    NoKey: "no-key",
    NotAKey: "bad-key",
    DatabaseBroken: "database-broken",
    Busy: "busy",
}


def places(settings: Settings) -> list[Place]:
    """Return where backups go, the home's own place first."""
    return [Place(root) for root in settings.backups]


def has_key(folder: Path) -> bool:
    """Tell whether a key was made."""
    try:
        key.recipients(folder)
    except NoKey:
        return False
    return True


def look(settings: Settings) -> state.Look:
    """Return how the backups stand in all places."""
    return state.look(settings.home, places(settings))


def make(parts: Parts, at: datetime) -> list[Made]:
    """Make a backup in every place and note what came of it."""
    made = create(parts.settings.home, places(parts.settings), at=at)
    with parts.database.transaction() as session:
        note(session, " ".join(one.result for one in made), at)
    for one in made:
        if one.result in {Result.FAILED, Result.NO_ROOM}:
            _log.error("no backup in %s: %s", one.place.root, one.detail)
    return made


def run(parts: Parts, at: datetime) -> str:
    """Do what comes round every quarter of an hour; what hinders it is noted, not raised."""
    try:
        return " ".join(one.result for one in make(parts, at))
    except tuple(_FAILURES) as refusal:
        return _FAILURES[type(refusal)]
    except (OSError, sqlite3.Error, ArchiveRefusal) as error:
        _log.exception("no backup was made")
        return f"failed {type(error).__name__}"


def carry_out(parts: Parts) -> None:
    """Do a run that somebody ordered; like the periodic one it is not tried again by itself."""
    at = now()
    result = run(parts, at)
    with parts.database.transaction() as session:
        note(session, result, at)


def note(session: Session, result: str, at: datetime) -> None:
    """Keep what came of the last run where the periodic ones keep it."""
    session.merge(PeriodicRun(name=RUN, ran_at=at, result=result[:200]))


def last_run(session: Session) -> PeriodicRun | None:
    """Return when a backup was last tried, and what came of it."""
    return session.get(PeriodicRun, RUN)


def order(session: Session, *, at: datetime) -> None:
    """Ask the worker for a backup now; asked for twice, it is made once."""
    jobs.add(session, ORDER, RUN, at=at)


def ordered(session: Session) -> Job | None:
    """Return the order that is not carried out yet."""
    return jobs.waiting(session, ORDER, RUN)


def make_key(
    session: Session, settings: Settings, actor: Actor, *, another: bool, at: datetime
) -> str:
    """Make the key, order the first backup with it, and return the half that is printed."""
    audit.record(session, actor, "buat", "cadangan/kunci", at=at)
    order(session, at=at)
    return key.make(settings.keys, another=another)


def prepare_second(session: Session, settings: Settings, actor: Actor, *, at: datetime) -> None:
    """Mark the second disk and order a backup; `PlaceMissing` where its folder is not there."""
    own, *others = places(settings)
    for place in others:
        if not place.root.is_dir():
            raise PlaceMissing(str(place.root))
        audit.record(session, actor, "siapkan", "cadangan/disk-kedua", at=at)
        order(session, at=at)
        place.prepare()
    own.prepare()
