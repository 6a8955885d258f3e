"""Where the maps of many files are, for a list."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.physical.model import PaperPlace

__all__ = ["folders"]


def folders(session: Session, office: str, file_numbers: Sequence[str]) -> dict[str, str]:
    """Return the place of each map that is written down, by the file's number."""
    rows = session.scalars(
        select(PaperPlace).where(
            PaperPlace.office == office,
            PaperPlace.document_id == "",
            PaperPlace.file_number.in_(file_numbers),
        )
    )
    return {row.file_number: row.place for row in rows}
