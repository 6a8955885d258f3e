"""The words of a source, page by page: its own, or those that were read from its pictures."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from casework.deposits import reading
from casework.deposits.model import Deposit
from casework.sources.model import SourceText

__all__ = ["KIND", "pages", "sealed_text"]

KIND = "teks-sumber"


def sealed_text(session: Session, source_id: str) -> SourceText | None:
    """Return what was read of the source, the latest where it was read more than once."""
    query = select(SourceText).where(SourceText.source_id == source_id)
    return session.scalars(query.order_by(SourceText.id.desc()).limit(1)).first()


def pages(session: Session, shelf: Shelf, document: Deposit) -> tuple[str, ...]:
    """Return the words of a document page by page; of a scan those that were read from it.

    Empty where it has none (yet); DocumentDamaged where what is sealed was changed.
    """
    found = sealed_text(session, document.id)
    sealed = session.get(Deposit, found.id) if found is not None else None
    if sealed is None or sealed.sequence is None:
        return reading.text_pages(shelf, document)
    return reading.text_pages(shelf, sealed)
