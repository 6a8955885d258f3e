"""Reading sealed places back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.deposits.model import Deposit
from casework.physical.model import PaperPlace

__all__ = ["keep", "read_place"]


def keep(session: Session, deposit: Deposit) -> PaperPlace:
    """Make the deposit's place the present one of its file or document."""
    content = deposit.isi
    document = content["dokumen"] or ""
    row = session.scalars(
        select(PaperPlace).where(
            PaperPlace.office == deposit.office,
            PaperPlace.file_number == content["berkas"],
            PaperPlace.document_id == document,
        )
    ).one_or_none()
    if row is not None:
        session.delete(row)
        session.flush()
    row = PaperPlace(
        id=deposit.id,
        office=deposit.office,
        file_number=content["berkas"],
        document_id=document,
        place=content["tempat"],
        at=deposit.at,
    )
    session.add(row)
    session.flush()
    return row


def read_place(session: Session, deposit: Deposit) -> None:
    """Take a sealed `lokasi` record into the rows."""
    keep(session, deposit)
