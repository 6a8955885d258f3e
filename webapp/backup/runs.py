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
from casework.jobs.model import Job, PeriodicRun, Rank
from casework.offices import service as offices
from casework.users import service as users
from webapp.parts import Parts
from webapp.settings import Settings

__all__ = [
    "ORDER",
    "RUN",
    "carry_out",
    "confirm_key",
    "draw_key",
    "drop_key",
    "has_key",
    "last_run",
    "look",
    "make",
    "note",
    "order",
    "ordered",
    "places",
    "prepare_second",
    "record_printed",
    "record_shown",
    "run",
]

_log = logging.getLogger(__name__)

ORDER, RUN = "backup", "cadangan"
# how the log tells them apart: the first key, one drawn again before it was printed, another one
_FIRST, _AGAIN, _OTHER = "kunci.buat", "kunci.ulang", "kunci.ganti"
_PRINTED, _DROPPED = "kunci.pakai", "kunci.batal"
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
    """Ask the worker for a backup now; asked for twice, it is made once.

    It ranks as what nobody waits for: made beside the rest, it must not make that give way.
    """
    jobs.add(session, ORDER, RUN, at=at, rank=Rank.BULK)


def ordered(session: Session) -> Job | None:
    """Return the order that is not carried out yet."""
    return jobs.waiting(session, ORDER, RUN)


def draw_key(
    session: Session, settings: Settings, actor: Actor, password: str, *, at: datetime
) -> key.Drawn:
    """Draw a key and return the half that is printed; it is not in force before `confirm_key`.

    Only the very first is drawn without the password: whoever finds a screen left open must not
    be able to take the office's backups over.
    """
    held, waits = has_key(settings.keys), key.unconfirmed(settings.keys) is not None
    if held or waits:
        users.prove(session, actor, password)
    drawn = key.draw(settings.keys)
    act = _OTHER if held else _AGAIN if waits else _FIRST
    audit.record(session, actor, act, f"cadangan/{drawn.folder}", at=at)
    return drawn


def record_printed(
    session: Session, settings: Settings, actor: Actor, opens: str, *, at: datetime
) -> None:
    """Write down that the key drawn last is on paper; `KeyReplaced` where it is another one.

    This is kept before `confirm_key`: a crash between the two leaves a key that still waits, and
    never one in force that the log does not know.
    """
    key.require_drawn(settings.keys, opens)
    audit.record(session, actor, _PRINTED, f"cadangan/{opens}", at=at)


def confirm_key(session: Session, settings: Settings, opens: str, *, at: datetime) -> None:
    """Put the printed key in force and order the first backup with it."""
    key.confirm(settings.keys, opens)
    order(session, at=at)


def record_shown(parts: Parts, drawn: key.Drawn, *, at: datetime) -> None:
    """Write down a key that the console showed; before there is an office there is no log."""
    with parts.database.transaction() as session:
        office = offices.only_office(session)
        if office is not None:
            actor = Actor("konsol", office.code, "Operator konsol", via="konsol")
            act = _OTHER if has_key(parts.settings.keys) else _FIRST
            for what in (act, _PRINTED):
                audit.record(session, actor, what, f"cadangan/{drawn.folder}", at=at)


def drop_key(session: Session, settings: Settings, actor: Actor, *, at: datetime) -> None:
    """Forget the key that was drawn and not printed; backups go on with the one in force."""
    if (drawn := key.unconfirmed(settings.keys)) is not None:
        audit.record(session, actor, _DROPPED, f"cadangan/{drawn.folder}", at=at)
        key.drop(settings.keys)


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
