"""The journal: the promise to seal, made in the very transaction of the change."""

import hashlib
from datetime import datetime

from archive.shelf import Shelf, Staged
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from archive.deposit import Deposit as Bag
from archive.record import Record
from casework.actor import Actor
from casework.deposits import records
from casework.deposits.model import Deposit, DepositFile, JournalEntry, JournalState
from casework.deposits.parcel import Parcel
from casework.jobs import service as jobs

__all__ = ["RECORD", "SEAL", "enter", "enter_record", "open_entries", "row_of"]

RECORD = "rekaman.json"
SEAL = "seal"


def enter(
    session: Session, actor: Actor, parcel: Parcel, *, at: datetime, shelf: Shelf | None = None
) -> Deposit:
    """Write the parcel's record into the journal, to be sealed after this transaction commits.

    Files are put into staging at once, so that what was uploaded survives a crash between the
    commit and the sealing; when the transaction is rolled back they are thrown away. The same
    key entered again returns the deposit that it made the first time.
    """
    if parcel.key and (known := _by_key(session, parcel.key)) is not None:
        return known
    return enter_record(session, parcel, records.write(parcel, actor, at=at), at=at, shelf=shelf)


def enter_record(
    session: Session,
    parcel: Parcel,
    record: Record,
    *,
    at: datetime,
    shelf: Shelf | None = None,
) -> Deposit:
    """Enter a record that was frozen earlier; `enter` does this for one made now."""
    if parcel.files:
        if shelf is None:
            raise ValueError("files need the shelf to be staged on")
        _stage(session, shelf, parcel, record)
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
            staged=bool(parcel.files),
            created_at=at,
        )
    )
    jobs.add(session, SEAL, row.id, at=at)
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


def _stage(session: Session, shelf: Shelf, parcel: Parcel, record: Record) -> None:
    staged = shelf.stage(
        Bag(
            id=parcel.id,
            chain=parcel.chain,
            kind=parcel.kind,
            date=record.tanggal,
            files={RECORD: record.to_bytes(), **parcel.files},
            supersedes=parcel.supersedes,
        )
    )
    _follow(session, staged)


def _follow(session: Session, staged: Staged) -> None:
    """Keep the staging folder when the transaction commits, drop it when it does not."""
    held = [staged]

    def kept(_: Session) -> None:
        while held:
            held.pop().release()

    def dropped(_: Session) -> None:
        while held:
            held.pop().discard()

    event.listen(session, "after_commit", kept)
    event.listen(session, "after_rollback", dropped)
