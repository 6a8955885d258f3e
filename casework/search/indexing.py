"""Keeping the catalogue and the index up with the archive; both can be made anew from it."""

import contextlib
import logging
from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from casework.assessments.model import Assessment
from casework.clients.model import Client
from casework.clock import now
from casework.db.engine import Database
from casework.deposits.model import Deposit
from casework.deposits.reading import DocumentDamaged
from casework.deposits.sealing import INDEX
from casework.jobs import service as jobs
from casework.jobs.model import Job, JobState
from casework.physical import service as physical
from casework.search.cataloguing import KINDS, catalogue, client_of, entry_of
from casework.search.finder import Finder
from casework.search.model import CatalogueEntry
from casework.sources import text as source_text
from indexer.entry import Entry
from indexer.errors import IndexDamaged, IndexMissing

__all__ = [
    "REPAIR",
    "check",
    "mend",
    "order_repair",
    "rebuild",
    "rebuild_catalogue",
    "repair",
    "take_up",
]

REPAIR = "index-repair"

_READ = source_text.KIND
_JOINED, _TAKEN_BACK = "tunjuk-silang", "batal-impor"

_log = logging.getLogger(__name__)
_BATCH = 200
_FEW = 500  # what is lacking is written one by one; beyond this a new index is quicker
_NAMES = {False: "dewasa", True: "anak"}
_REST = timedelta(minutes=10)


def take_up(database: Database, shelf: Shelf, finder: Finder, deposit_id: str) -> None:
    """Put a sealed deposit into the catalogue and the index; again does no harm.

    What changes a client or a place also changes what is found of the documents before it.
    """
    with database.transaction() as session:
        sealed = session.get_one(Deposit, deposit_id)
        touched = _touched(session, sealed)
        for deposit in touched:
            catalogue(session, deposit)
        void = _taken_back(session, sealed)
    with database.reading() as session:
        entries = [_entry(session, shelf, deposit) for deposit in touched]
    found = [entry for entry in entries if entry is not None]
    _put(database, shelf, finder, found)
    if sealed.kind == _JOINED:  # no word stays in the index that more people search
        _take_out(finder, [entry.id for entry in found if entry.child], child=False)
    for child, ids in void.items():
        _take_out(finder, ids, child=child)
    with database.transaction() as session:
        done = select(Assessment).where(Assessment.record_id == deposit_id)
        for assessment in session.scalars(done):
            assessment.indexed_at = now()


def _put(database: Database, shelf: Shelf, finder: Finder, entries: Collection[Entry]) -> None:
    for child in (False, True):
        own = [entry for entry in entries if entry.child is child]
        try:
            if own:
                finder.of(child=child).put(own)
        except IndexDamaged as damage:
            if not isinstance(damage, IndexMissing):  # in an empty home there is none yet
                _log.warning("the index %s cannot be written to and is made anew", _NAMES[child])
            _rebuild_one(database, shelf, finder, child=child)


def _taken_back(session: Session, sealed: Deposit) -> dict[bool, list[str]]:
    """Take the files of an undone import out of the catalogue; return their openings by root.

    Nothing else lies in them, or the import could not have been undone; an opening has the
    client's own id.
    """
    found: dict[bool, list[str]] = {False: [], True: []}
    if sealed.kind != "register" or sealed.isi["tindakan"] != _TAKEN_BACK:
        return found
    void = select(Client.id, Client.child).where(
        Client.office == sealed.office, Client.void.is_(True)
    )
    for client_id, child in session.execute(void):
        found[child].append(client_id)
    ids = void.with_only_columns(Client.id)
    session.execute(delete(CatalogueEntry).where(CatalogueEntry.client_id.in_(ids)))
    return found


def _take_out(finder: Finder, ids: Collection[str], *, child: bool) -> None:
    """Leave no word of these in an index."""
    if ids:
        with contextlib.suppress(IndexDamaged):  # it is made anew without them
            finder.of(child=child).remove(ids, purge=True)


def _touched(session: Session, deposit: Deposit) -> list[Deposit]:
    """Return the deposits to be taken up: this one, or all of the file that it says something of.

    A place is written down in the office's own series and names the file in its content. The
    words read from a scan are found under the scan itself.
    """
    if deposit.kind == _READ:
        return [session.get_one(Deposit, deposit.isi["sumber"])]
    of_file: dict[str, Callable[[], str | None]] = {
        "perubahan-data": lambda: deposit.file_number,
        _JOINED: lambda: deposit.file_number,
        "lokasi": lambda: deposit.isi.get("berkas"),
    }
    if deposit.kind not in of_file:
        return [deposit]
    query = _due().where(
        Deposit.office == deposit.office, Deposit.file_number == of_file[deposit.kind]()
    )
    return list(session.scalars(query))


def _due(*, child: bool | None = None) -> Select[Deposit]:
    """Select every deposit that the search must find."""
    query = (
        select(Deposit)
        .join(Client, (Client.office == Deposit.office) & (Client.number == Deposit.file_number))
        .where(Deposit.kind.in_(KINDS), Deposit.sequence.is_not(None), Client.void.is_(False))
    )
    return query if child is None else query.where(Client.child.is_(child))


def _entry(session: Session, shelf: Shelf, deposit: Deposit) -> Entry | None:
    client = client_of(session, deposit)
    if client is None or deposit.kind not in KINDS or deposit.sequence is None:
        return None
    place = physical.places(session, client).of(deposit.id)
    return entry_of(deposit, client, _pages(session, shelf, deposit), place)


def _pages(session: Session, shelf: Shelf, deposit: Deposit) -> tuple[str, ...]:
    try:
        return source_text.pages(session, shelf, deposit)
    except DocumentDamaged:
        # one changed bag must not keep the others from being found; what is sealed of it in the
        # database still finds it by number, name and date
        _log.exception("the text of %s is not indexed", deposit.id)
        return ()


def _entries(database: Database, shelf: Shelf, *, child: bool) -> Iterator[Entry]:
    """Yield what the index must hold, read from the archive in short transactions."""
    last = ""
    while True:
        with database.reading() as session:
            query = _due(child=child).where(Deposit.id > last).order_by(Deposit.id).limit(_BATCH)
            batch = session.scalars(query).all()
            found = [_entry(session, shelf, deposit) for deposit in batch]
        yield from (entry for entry in found if entry is not None)
        if not batch:
            return
        last = batch[-1].id


def _rebuild_one(database: Database, shelf: Shelf, finder: Finder, *, child: bool) -> int:
    return finder.of(child=child).rebuild(_entries(database, shelf, child=child))


def rebuild(database: Database, shelf: Shelf, finder: Finder) -> int:
    """Make both indexes anew from the archive and switch to them; returns how many entries."""
    return sum(_rebuild_one(database, shelf, finder, child=child) for child in (False, True))


def rebuild_catalogue(database: Database) -> int:
    """Make the catalogue anew from the deposits; returns how many lines it has."""
    with database.transaction() as session:
        session.execute(delete(CatalogueEntry))
        ids = session.scalars(_due().with_only_columns(Deposit.id)).all()
    _catalogue(database, ids)
    return len(ids)


def _catalogue(database: Database, ids: Collection[str]) -> None:
    listed = list(ids)
    for start in range(0, len(listed), _BATCH):
        with database.transaction() as session:
            for one in listed[start : start + _BATCH]:
                catalogue(session, session.get_one(Deposit, one))


def _expected(session: Session, *, child: bool) -> tuple[set[str], set[str]]:
    """Return the ids that the index must hold, and those whose turn has not come yet."""
    due = session.scalars(_due(child=child).with_only_columns(Deposit.id))
    waiting = session.scalars(
        select(Job.subject).where(Job.kind == INDEX, Job.state == JobState.WAITING)
    )
    return set(due), set(waiting)


def check(database: Database, finder: Finder) -> list[str]:
    """Return what is wrong with the indexes, by name; nothing where they agree with the rows."""
    found = {_NAMES[child]: _trouble(database, finder, child=child) for child in (False, True)}
    return [f"{name}: {trouble}" for name, trouble in found.items() if trouble is not None]


def _trouble(database: Database, finder: Finder, *, child: bool) -> str | None:
    with database.reading() as session:
        due, waiting = _expected(session, child=child)
    index = finder.of(child=child)
    try:
        index.stamp()
        if (damage := index.check()) is not None:
            return damage
        differs = index.compare(due)
    except IndexMissing as absent:
        return str(absent) if due else None
    except IndexDamaged as damaged:
        return str(damaged)
    missing, surplus = differs.missing - waiting, differs.surplus
    return f"{len(missing)} missing, {len(surplus)} too many" if missing or surplus else None


def mend(database: Database, shelf: Shelf, finder: Finder) -> str:
    """Bring catalogue and indexes to what the rows say; what cannot be read is made anew."""
    lacking = _uncatalogued(database)
    _catalogue(database, lacking)
    done = [f"{len(lacking)} catalogued"] if lacking else []
    for child in (False, True):
        if (trouble := _trouble(database, finder, child=child)) is not None:
            _mend_one(database, shelf, finder, child=child)
            done.append(f"{_NAMES[child]}: {trouble}")
    return "; ".join(done) or "ok"


def _uncatalogued(database: Database) -> list[str]:
    with database.reading() as session:
        known = select(CatalogueEntry.deposit_id)
        query = _due().with_only_columns(Deposit.id).where(Deposit.id.not_in(known))
        return list(session.scalars(query))


def _mend_one(database: Database, shelf: Shelf, finder: Finder, *, child: bool) -> None:
    index = finder.of(child=child)
    with database.reading() as session:
        due, _ = _expected(session, child=child)
    try:
        differs = index.compare(due) if index.check() is None else None
    except IndexDamaged:
        differs = None
    if differs is None or len(differs.missing) + len(differs.surplus) > _FEW:
        _rebuild_one(database, shelf, finder, child=child)
        return
    with database.reading() as session:
        rows = session.scalars(select(Deposit).where(Deposit.id.in_(sorted(differs.missing))))
        entries = [_entry(session, shelf, deposit) for deposit in rows]
    index.remove(differs.surplus)
    _put(database, shelf, finder, [entry for entry in entries if entry is not None])


def order_repair(session: Session, *, at: datetime) -> None:
    """Let the worker make the indexes anew, because a search stumbled over one.

    At most once in ten minutes: a search that stumbles for another reason must not keep the
    worker from everything else.
    """
    lately = select(Job.id).where(
        Job.kind == REPAIR,
        or_(Job.state == JobState.WAITING, Job.done_at > at - _REST),
    )
    if session.scalars(lately).first() is None:
        jobs.add(session, REPAIR, "indeks", at=at)


def repair(database: Database, shelf: Shelf, finder: Finder) -> None:
    """Do what `order_repair` ordered: mend, and make anew what looks whole but is not."""
    if mend(database, shelf, finder) == "ok":
        rebuild(database, shelf, finder)
