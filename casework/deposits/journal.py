"""The journal: the promise to seal, made in the very transaction of the change."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.record import Record
from casework.actor import Actor
from casework.deposits import records
from casework.deposits.model import (
    Deposit,
    DepositFile,
    JournalEntry,
    JournalFile,
    JournalState,
)
from casework.deposits.parcel import Parcel
from casework.jobs import service as jobs
from casework.jobs.model import Rank

__all__ = ["RECORD", "SEAL", "enter", "enter_record", "open_entries", "row_of"]

RECORD = "rekaman.json"
SEAL = "seal"


def enter(session: Session, actor: Actor, parcel: Parcel, *, at: datetime) -> Deposit:
    """Write the parcel, files and all, into the journal; the worker seals it after the commit.

    From the commit on nothing of it can be lost: until the bag is durable the files stand in
    the journal. The same key entered again returns the deposit that it made the first time.
    """
    if parcel.key and (known := _by_key(session, parcel.key)) is not None:
        return known
    return enter_record(session, parcel, records.write(parcel, actor, at=at), at=at)


def enter_record(session: Session, parcel: Parcel, record: Record, *, at: datetime) -> Deposit:
    """Enter a record that was frozen earlier; `enter` does this for one made now."""
    row = row_of(parcel.chain.path.as_posix(), record, child=parcel.child)
    row.files = [
        DepositFile(name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest())
        for name, data in {RECORD: record.to_bytes(), **parcel.files}.items()
    ]
    session.add(row)
    session.flush()
    session.add(
        JournalEntry(
            deposit_id=row.id,
            chain=row.chain,
            key=parcel.key or row.id,
            record_sha256=hashlib.sha256(record.to_bytes()).hexdigest(),
            state=JournalState.OPEN,
            created_at=at,
        )
    )
    session.add_all(
        JournalFile(deposit_id=row.id, name=name, content=data)
        for name, data in parcel.files.items()
    )
    rank = Rank.BULK if parcel.bulk else Rank.AWAITED
    jobs.add(session, SEAL, row.id, at=at, rank=rank)
    return row


def row_of(chain: str, record: Record, *, child: bool) -> Deposit:
    """Return the row of a record, still without bag and files."""
    owner = chain.split("/")[1]
    return Deposit(
        id=record.id,
        office=owner,
        chain=chain,
        file_number=record.berkas or None,
        kind=record.jenis,
        number=record.nomor,
        date=record.tanggal,
        at=record.waktu,
        child=child,
        supersedes=record.mengganti,
        record=record.as_dict(),
        sequence=None,
        tagmanifest=None,
    )


def open_entries(session: Session, chain: str | None = None) -> list[JournalEntry]:
    """Return what is promised and not yet sealed, in the order of the promises."""
    query = select(JournalEntry).where(JournalEntry.state == JournalState.OPEN)
    if chain is not None:
        query = query.where(JournalEntry.chain == chain)
    return list(session.scalars(query.order_by(JournalEntry.n)))


def _by_key(session: Session, key: str) -> Deposit | None:
    return session.scalars(
        select(Deposit)
        .join(JournalEntry, JournalEntry.deposit_id == Deposit.id)
        .where(JournalEntry.key == key)
    ).one_or_none()
