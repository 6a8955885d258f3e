"""What lies in a client's file: its timeline, and one document by its number in the file."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, extract, func, select
from sqlalchemy.orm import Session

from casework.deposits.model import Deposit
from casework.errors import NotFound

__all__ = ["Part", "Tally", "document", "sequences", "tally", "timeline"]

_HIGHEST = 999_999  # more than any file holds, and less than the database's integers


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a timeline: some kinds, one year, so many entries after so many; all of it."""

    kinds: Collection[str] | None = None
    year: int | None = None
    skip: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries of one kind a file has in one year."""

    kind: str
    year: int
    count: int


_ALL = Part()


def timeline(
    session: Session, office: str, file_number: str, part: Part = _ALL
) -> tuple[Deposit, ...]:
    """Return the acts and documents of the file, the newest first, sealed or still waiting.

    Whoever asks has opened the file under the reader's rights.
    """
    query = select(Deposit).where(Deposit.office == office, Deposit.file_number == file_number)
    query = _narrowed(query, part).order_by(Deposit.date.desc(), Deposit.at.desc())
    return tuple(session.scalars(query.order_by(Deposit.id.desc())))


def _narrowed(query: Select[Deposit], part: Part) -> Select[Deposit]:
    if part.kinds is not None:
        query = query.where(Deposit.kind.in_(part.kinds))
    if part.year is not None:
        query = query.where(extract("year", Deposit.date) == part.year)
    return query.limit(part.most).offset(part.skip)


def tally(session: Session, office: str, file_number: str) -> tuple[Tally, ...]:
    """Return how many entries the file has, by kind and year."""
    year = extract("year", Deposit.date)
    rows = session.execute(
        select(Deposit.kind, year, func.count())
        .where(Deposit.office == office, Deposit.file_number == file_number)
        .group_by(Deposit.kind, year)
    )
    return tuple(Tally(kind, found, count) for kind, found, count in rows)


def sequences(session: Session, ids: Sequence[str]) -> dict[str, int | None]:
    """Return the numbers of documents in their files, by id; None while one waits for its seal."""
    rows = session.execute(select(Deposit.id, Deposit.sequence).where(Deposit.id.in_(ids)))
    return {one.id: one.sequence for one in rows}


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
