"""What lies in a client's file: its timeline, and one document by its number in the file."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.deposits.model import Deposit
from casework.errors import NotFound

__all__ = ["document", "timeline"]

_HIGHEST = 999_999  # more than any file holds, and less than the database's integers


def timeline(session: Session, office: str, file_number: str) -> tuple[Deposit, ...]:
    """Return every act and document of the file, the newest first, sealed or still waiting.

    Whoever asks has opened the file under the reader's rights.
    """
    found = session.scalars(
        select(Deposit)
        .where(Deposit.office == office, Deposit.file_number == file_number)
        .order_by(Deposit.at.desc(), Deposit.id.desc())
    )
    return tuple(found)


def document(session: Session, office: str, file_number: str, sequence: int) -> Deposit:
    """Return the document with that number in the file; NotFound where there is none."""
    if not 0 < sequence <= _HIGHEST:
        raise NotFound(f"document {sequence}")
    found = session.scalars(
        select(Deposit).where(
            Deposit.office == office,
            Deposit.file_number == file_number,
            Deposit.sequence == sequence,
        )
    ).one_or_none()
    if found is None:
        raise NotFound(f"document {sequence} of file {file_number}")
    return found
