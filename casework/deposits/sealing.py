"""Sealing: from the journal's promise to a durable bag, and the row that knows where it lies."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.chain import Chain
from archive.deposit import Deposit as Bag
from archive.deposit import Sealed
from archive.record import canonical
from archive.shelf import Shelf
from casework.clock import Zone, now, office_date
from casework.db.engine import Database
from casework.deposits.journal import RECORD, SEAL, open_entries
from casework.deposits.model import Deposit, JournalEntry, JournalFile, JournalState
from casework.jobs import service as jobs
from casework.jobs.model import Rank

__all__ = ["INDEX", "note_sealed", "seal"]

INDEX = "index"


def seal(database: Database, shelf: Shelf, deposit_id: str) -> None:
    """Seal what was promised for this deposit, and before it whatever waits in the same file.

    Idempotent: a bag that a crash left unregistered is found by its id and only noted.
    """
    with database.reading() as session:
        chain = session.get_one(Deposit, deposit_id).chain
        waiting = [entry.deposit_id for entry in open_entries(session, chain)]
    for one in waiting:
        sealed = _publish(database, shelf, one)
        with database.transaction() as session:
            note_sealed(session, sealed, at=now())
        if one == deposit_id:
            return


def _publish(database: Database, shelf: Shelf, deposit_id: str) -> Sealed:
    with database.reading() as session:
        row = session.get_one(Deposit, deposit_id)
        chain = Chain.parse(row.chain)
        if (known := shelf.confirm(chain, row.id)) is not None:
            return known
        files = {RECORD: canonical(row.record)}
        for file in session.scalars(select(JournalFile).where(JournalFile.deposit_id == row.id)):
            files[file.name] = file.content
        day = office_date(now(), Zone(row.record["zona"]))
        bag = Bag(row.id, chain, row.kind, day, files, row.supersedes)
    return shelf.deposit(bag)


def note_sealed(session: Session, sealed: Sealed, *, at: datetime) -> Deposit:
    """Write down where the bag lies and send the deposit to the index, all in one transaction."""
    row = session.get_one(Deposit, sealed.id)
    row.sequence = sealed.sequence
    row.tagmanifest = sealed.tagmanifest_sha256
    entry = session.scalars(
        select(JournalEntry).where(JournalEntry.deposit_id == sealed.id)
    ).one_or_none()
    if entry is not None and entry.state is JournalState.OPEN:
        entry.state = JournalState.SEALED
        entry.sealed_at = at
        session.execute(delete(JournalFile).where(JournalFile.deposit_id == sealed.id))
    rank: int = Rank.AWAITED
    if (asked := jobs.waiting(session, SEAL, row.id)) is not None:
        jobs.finish(asked, at=at)
        rank = asked.rank
    jobs.add(session, INDEX, row.id, at=at, rank=rank)
    return row
