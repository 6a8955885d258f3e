"""Taking a whole import back, as long as nothing was done with any of its clients."""

from datetime import datetime

from sqlalchemy import CompoundSelect, delete, or_, select, union
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor
from casework.assessments.model import Assessment
from casework.audit import service as audit
from casework.clients.model import Client, CrossReference
from casework.clock import office_date
from casework.deposits import journal
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel, office_chain
from casework.errors import Fault, Invalid, Refusal
from casework.imports import record
from casework.imports.model import ImportBatch, ImportRow
from casework.imports.workflow import BatchStep, take
from casework.offices import service as offices
from casework.physical.model import PaperPlace

__all__ = ["FilesChanged", "changed", "drop", "undo"]

_REASON = 300


class FilesChanged(Refusal):
    """Something was done with files of the import already; `numbers` names them."""

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__(f"changed since: {', '.join(numbers)}")
        self.numbers = numbers
        self.files = ", ".join(numbers)


def changed(session: Session, batch: ImportBatch) -> tuple[str, ...]:
    """Return the numbers of the import's files in which anything came after the opening."""
    numbers = select(Client.number).where(Client.batch_id == batch.id)
    touched: CompoundSelect[str | None] = union(
        select(Deposit.file_number).where(
            Deposit.office == batch.office,
            Deposit.file_number.in_(numbers),
            Deposit.kind != "pembukaan",
        ),
        select(PaperPlace.file_number).where(
            PaperPlace.office == batch.office, PaperPlace.file_number.in_(numbers)
        ),
        select(Client.number)
        .join(Assessment, Assessment.client_id == Client.id)
        .where(Client.batch_id == batch.id),
        select(Client.number)
        .join(
            CrossReference,
            or_(CrossReference.client_id == Client.id, CrossReference.other_id == Client.id),
        )
        .where(Client.batch_id == batch.id),
    )
    return tuple(sorted(number for number in session.scalars(touched) if number))


def undo(
    session: Session, actor: Actor, batch: ImportBatch, *, reason: str, at: datetime
) -> tuple[str, ...]:
    """Void every file of the import with one sealed record and return their numbers."""
    state = take(BatchStep.UNDO, batch.state)
    reason = typed.line(reason, field="reason", most=_REASON)
    if not reason:
        raise Invalid(Fault("reason", "required"))
    if numbers := changed(session, batch):
        raise FilesChanged(numbers)
    query = select(Client.number).where(Client.batch_id == batch.id).order_by(Client.number)
    voided = tuple(session.scalars(query))
    zone = offices.settings(session, batch.office).zone
    year = office_date(at, zone).year
    content = record.undoing(batch.id, year, voided, reason)
    parcel = Parcel(
        "register",
        office_chain(actor, "register", year),
        zone,
        content,
        key=f"batal-impor/{batch.id}",
    )
    record.read_undo(session, journal.enter(session, actor, parcel, at=at))
    batch.state = state
    batch.undone_at, batch.undo_reason = at, reason
    audit.record(session, actor, "impor.batalkan", f"impor/{batch.id}", at=at)
    return voided


def drop(session: Session, actor: Actor, batch: ImportBatch, *, at: datetime) -> None:
    """Let a list go that was never confirmed, rows, file and all."""
    batch.state = take(BatchStep.DROP, batch.state)
    session.execute(delete(ImportRow).where(ImportRow.batch_id == batch.id))
    batch.content = None
    audit.record(session, actor, "impor.buang", f"impor/{batch.id}", at=at)
