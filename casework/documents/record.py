"""Reading numbers and signed copies back from the archive."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.deposits.model import Deposit
from casework.documents.model import LetterNumber, NumberState, Register, SignedCopy

__all__ = ["read_number", "read_register", "read_signed_copy"]


def read_number(session: Session, deposit: Deposit, register: Register) -> None:
    """Take back the number that a sealed document bears, unless it is in the register already."""
    if session.get(LetterNumber, deposit.id) is not None:
        return
    session.add(
        LetterNumber(
            id=deposit.id,
            office=deposit.office,
            register=register,
            year=deposit.date.year,
            n=deposit.isi["urut"],
            text=deposit.number,
            subject=deposit.id,
            date=deposit.date,
            state=NumberState.TAKEN,
        )
    )
    session.flush()


def read_register(session: Session, deposit: Deposit) -> None:
    """Take back what was entered into a register by itself: a number that became void."""
    content = deposit.isi
    if content["tindakan"] != "void":
        return
    row = session.scalars(
        select(LetterNumber).where(
            LetterNumber.office == deposit.office,
            LetterNumber.register == Register(content["register"]),
            LetterNumber.year == content["tahun"],
            LetterNumber.text == content["nomor"],
        )
    ).one_or_none()
    if row is None:
        row = LetterNumber(
            id=content["dokumen"],
            office=deposit.office,
            register=Register(content["register"]),
            year=content["tahun"],
            n=content["urut"],
            text=content["nomor"],
            subject=content["dokumen"],
            date=date.fromisoformat(content["tanggal"]),
            state=NumberState.VOID,
        )
        session.add(row)
    row.state = NumberState.VOID
    row.reason = content["alasan"]
    session.flush()


def read_signed_copy(session: Session, deposit: Deposit) -> None:
    """Take back a signed scan."""
    session.add(
        SignedCopy(
            id=deposit.id,
            office=deposit.office,
            document_id=deposit.isi["dokumen"],
            at=deposit.at,
            pages=deposit.isi["halaman"],
        )
    )
    session.flush()
