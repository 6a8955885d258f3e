"""Keeping the catalogue and the index up with the archive; both can be made anew from it."""

import logging
from collections.abc import Iterator

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from casework.assessments.model import Assessment
from casework.clients.model import Client
from casework.clock import now
from casework.db.engine import Database
from casework.deposits import reading
from casework.deposits.model import Deposit
from casework.physical import service as physical
from casework.search.cataloguing import KINDS, catalogue, client_of, entry_of
from casework.search.finder import Finder
from casework.search.model import CatalogueEntry
from indexer.entry import Entry
from indexer.index import IndexDamaged

__all__ = ["check", "mend", "rebuild", "rebuild_catalogue", "take_up"]

_log = logging.getLogger(__name__)
_BATCH = 200


def take_up(database: Database, shelf: Shelf, finder: Finder, deposit_id: str) -> None:
    """Put one sealed deposit into the catalogue and the index; again does no harm."""
    with database.transaction() as session:
        deposit = session.get_one(Deposit, deposit_id)
        catalogue(session, deposit)
        entry = _entry(session, shelf, deposit)
    if entry is not None:
        try:
            finder.put([entry])
        except IndexDamaged:
            _log.warning("the index is damaged and is made anew")
            rebuild(database, shelf, finder)
    with database.transaction() as session:
        done = select(Assessment).where(Assessment.record_id == deposit_id)
        for assessment in session.scalars(done):
            assessment.indexed_at = now()


def _entry(session: Session, shelf: Shelf, deposit: Deposit) -> Entry | None:
    client = client_of(session, deposit)
    if client is None or deposit.kind not in KINDS or deposit.sequence is None:
        return None
    place = physical.places(session, client).of(deposit.id)
    return entry_of(deposit, client, reading.text_pages(shelf, deposit), place)


def _entries(database: Database, shelf: Shelf, *, child: bool) -> Iterator[Entry]:
    """Yield what the index must hold, read from the archive in short transactions."""
    last = ""
    while True:
        with database.reading() as session:
            batch = session.scalars(
                select(Deposit)
                .where(
                    Deposit.id > last,
                    Deposit.child.is_(child),
                    Deposit.kind.in_(KINDS),
                    Deposit.sequence.is_not(None),
                )
                .order_by(Deposit.id)
                .limit(_BATCH)
            ).all()
            found = [_entry(session, shelf, deposit) for deposit in batch]
        yield from (entry for entry in found if entry is not None)
        if not batch:
            return
        last = batch[-1].id


def rebuild(database: Database, shelf: Shelf, finder: Finder) -> int:
    """Make both indexes anew from the archive and switch to them; returns how many entries."""
    return sum(
        finder.of(child=child).rebuild(_entries(database, shelf, child=child))
        for child in (False, True)
    )


def rebuild_catalogue(database: Database) -> int:
    """Make the catalogue anew from the deposits; returns how many lines it has."""
    with database.transaction() as session:
        session.execute(delete(CatalogueEntry))
        ids = session.scalars(select(Deposit.id).where(Deposit.kind.in_(KINDS))).all()
    for start in range(0, len(ids), _BATCH):
        with database.transaction() as session:
            for one in ids[start : start + _BATCH]:
                catalogue(session, session.get_one(Deposit, one))
    return len(ids)


def _expected(session: Session, *, child: bool) -> int:
    query = (
        select(func.count())
        .select_from(Deposit)
        .join(Client, (Client.office == Deposit.office) & (Client.number == Deposit.file_number))
        .where(Deposit.child.is_(child), Deposit.kind.in_(KINDS), Deposit.sequence.is_not(None))
    )
    return session.scalar(query) or 0


def check(database: Database, finder: Finder) -> list[str]:
    """Return what is wrong with the indexes, by name; nothing where they agree with the rows."""
    with database.reading() as session:
        expected = {child: _expected(session, child=child) for child in (False, True)}
    names = {False: "dewasa", True: "anak"}
    return [
        f"{names[child]}: {trouble}"
        for child, count in expected.items()
        if (trouble := finder.of(child=child).check(count)) is not None
    ]


def mend(database: Database, shelf: Shelf, finder: Finder) -> str:
    """Rebuild the indexes when they are damaged or lack something."""
    if not (wrong := check(database, finder)):
        return "ok"
    return f"{'; '.join(wrong)}: rebuilt {rebuild(database, shelf, finder)}"
