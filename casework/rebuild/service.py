"""Rebuilding the database from the archive alone, and catching up with bags it does not know."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from archive.chain import Chain
from archive.deposit import Place
from archive.errors import ArchiveRefusal
from archive.recover import recover
from archive.shelf import Shelf
from casework.db.engine import Database
from casework.deposits.journal import SEAL, open_entries
from casework.deposits.model import Deposit
from casework.deposits.sealing import INDEX
from casework.jobs import service as jobs
from casework.rebuild.adopting import take_in

_BATCH = 200  # bags a transaction

__all__ = ["Rebuilt", "catch_up", "rebuild", "start_up"]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild or a catching-up found: bags taken in, and bags that could not be read."""

    bags: int
    unreadable: tuple[str, ...]


def _turn(chain: Chain) -> tuple[int, str]:
    """Sort the office's rules and officials first, client files next, the other series last."""
    first = {"aturan": 0, "pejabat": 1}
    office = chain.tree == "kantor"
    return (first.get(chain.group, 3) if office else 2, chain.path.as_posix())


def _in_order(shelf: Shelf) -> Iterator[Place]:
    for chain in sorted(shelf.chains(), key=_turn):
        yield from shelf.places(chain)


def rebuild(database: Database, shelf: Shelf) -> Rebuilt:
    """Fill an empty, migrated database from the archive; the archive is only read.

    One unreadable bag does not end the work: it is named in the answer and left out.
    """
    return _take_in(database, shelf, _in_order(shelf), index=False)


def catch_up(database: Database, shelf: Shelf, *, index: bool = True) -> Rebuilt:
    """Adopt every bag that the database does not know, as after a restore of yesterday's copy.

    The walk reads folder names only; known bags cost nothing more.
    """
    with database.reading() as session:
        query = select(Deposit.chain, Deposit.sequence).where(Deposit.sequence.is_not(None))
        known = {(chain, sequence) for chain, sequence in session.execute(query)}
    unknown = (
        place
        for place in _in_order(shelf)
        if (place.chain.path.as_posix(), place.sequence) not in known
    )
    return _take_in(database, shelf, unknown, index=index)


def _take_in(database: Database, shelf: Shelf, bags: Iterable[Place], *, index: bool) -> Rebuilt:
    taken, unreadable = 0, list[str]()
    for batch in _batches(bags):
        with database.transaction() as session:
            for place in batch:
                try:
                    with session.begin_nested():
                        row = take_in(session, shelf, shelf.look(place))
                        if index:
                            jobs.add(session, INDEX, row.id, at=row.at)
                except (ArchiveRefusal, IntegrityError, ValueError, KeyError) as error:
                    unreadable.append(f"{place.path}: {type(error).__name__}")
                else:
                    taken += 1
    return Rebuilt(taken, tuple(unreadable))


def _batches(bags: Iterable[Place]) -> Iterator[list[Place]]:
    left = iter(bags)
    while batch := list(itertools.islice(left, _BATCH)):
        yield batch


def start_up(database: Database, shelf: Shelf, *, at: datetime) -> Rebuilt:
    """Sweep what dead writers left in staging, adopt unknown bags, see that promises have jobs.

    Nothing is lost by the sweep: until a bag is durable its files stand in the journal. The
    archive's folder names are walked before any number is taken, so that a database restored
    from an older copy goes on above the archive's highest number. Idempotent.
    """
    recover(shelf, lambda _: False)
    adopted = catch_up(database, shelf)
    with database.transaction() as session:
        for entry in open_entries(session):
            jobs.add(session, SEAL, entry.deposit_id, at=at)
    return adopted
