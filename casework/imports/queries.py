"""Counts and pages of a list, the lists of an office, and how far the worker has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients.model import Client
from casework.clients.queries import readable
from casework.deposits.model import Deposit
from casework.imports.model import ImportBatch, ImportMapping, ImportRow, RowState
from casework.imports.workflow import BatchState

__all__ = [
    "Counts",
    "RowPage",
    "batches",
    "counts",
    "faulty_for",
    "mappings",
    "next_waiting",
    "open_files",
    "page",
    "samples",
    "sealed",
]

PAGE = 50
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a list has, by what they are."""

    by_state: Mapping[RowState, int]

    @property
    def total(self) -> int:
        """All rows below the head."""
        return sum(self.by_state.values())

    def of(self, state: RowState) -> int:
        """Return how many rows are in this state."""
        return self.by_state.get(state, 0)


@dataclass(frozen=True, slots=True)
class RowPage:
    """One page of a list's rows."""

    rows: tuple[ImportRow, ...]
    total: int
    number: int
    pages: int


def batches(session: Session, actor: Actor, most: int = 30) -> list[ImportBatch]:
    """Return the newest lists of the office, without those that were let go."""
    query = select(ImportBatch).where(
        ImportBatch.office == actor.office, ImportBatch.state != BatchState.DROPPED
    )
    return list(session.scalars(query.order_by(ImportBatch.id.desc()).limit(most)))


def mappings(session: Session, actor: Actor) -> list[ImportMapping]:
    """Return the mappings that the office keeps, by name."""
    query = select(ImportMapping).where(ImportMapping.office == actor.office)
    return list(session.scalars(query.order_by(ImportMapping.name)))


def counts(session: Session, batch: ImportBatch) -> Counts:
    """Count the rows below the head by their state."""
    query = (
        select(ImportRow.state, func.count().label("times"))
        .where(ImportRow.batch_id == batch.id, ImportRow.n > batch.columns.head)
        .group_by(ImportRow.state)
    )
    return Counts({row.state: row.times for row in session.execute(query)})


def page(
    session: Session, batch: ImportBatch, state: RowState | None = None, number: int = 1
) -> RowPage:
    """Return a page of the rows, all or those of one state, in the order of the sheet."""
    query = select(ImportRow).where(
        ImportRow.batch_id == batch.id, ImportRow.n > batch.columns.head
    )
    if state is not None:
        query = query.where(ImportRow.state == state)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 1), pages)
    rows = session.scalars(query.order_by(ImportRow.n).limit(PAGE).offset((number - 1) * PAGE))
    return RowPage(tuple(rows), total, number, pages)


def registered(
    session: Session, batch: ImportBatch, rows: Sequence[ImportRow]
) -> Mapping[str, Client]:
    """Return the clients that these rows have become, by file number."""
    numbers = [row.client_number for row in rows if row.client_number]
    query = select(Client).where(Client.office == batch.office, Client.number.in_(numbers))
    return {client.number: client for client in session.scalars(query)}


def faulty_for(session: Session, batch: ImportBatch, code: str) -> int:
    """Return how many rows are wrong for this reason, among others."""
    query = select(func.count()).where(
        ImportRow.batch_id == batch.id,
        ImportRow.state == RowState.FAULTY,
        ImportRow.n > batch.columns.head,
        cast(ImportRow.found, String).contains(f'"{code}"'),
    )
    return session.scalar(query) or 0


def open_files(session: Session, actor: Actor, rows: Sequence[ImportRow]) -> frozenset[str]:
    """Return the numbers of the files that these rows are like and the actor may open."""
    numbers = {one["file"] for row in rows for one in row.twins if one["file"]}
    query = select(Client.number).where(
        Client.office == actor.office, Client.number.in_(numbers), readable(actor)
    )
    return frozenset(session.scalars(query))


def next_waiting(session: Session, batch: ImportBatch, n: int) -> int | None:
    """Return the next row after this one that is wrong or undecided, None where none is left."""
    query = select(ImportRow.n).where(
        ImportRow.batch_id == batch.id,
        ImportRow.n > max(n, batch.columns.head),
        ImportRow.state.in_([RowState.FAULTY, RowState.TWIN]),
    )
    return session.scalars(query.order_by(ImportRow.n).limit(1)).one_or_none()


def samples(session: Session, batch: ImportBatch) -> Sequence[tuple[str, ...]]:
    """Return for each column its first values below the head."""
    query = select(ImportRow.cells).where(
        ImportRow.batch_id == batch.id, ImportRow.n > batch.columns.head
    )
    rows = list(session.scalars(query.order_by(ImportRow.n).limit(40)))
    width = max([len(batch.heads), *(len(row) for row in rows)])
    columns = ([row[n] for row in rows if n < len(row) and row[n]] for n in range(width))
    return [tuple(column[:_SAMPLES]) for column in columns]


def sealed(session: Session, batch: ImportBatch) -> int:
    """Return of how many clients of the list the opening lies sealed in the archive."""
    query = (
        select(func.count())
        .select_from(Client)
        .join(Deposit, Deposit.id == Client.id)
        .where(Client.batch_id == batch.id, Deposit.sequence.is_not(None))
    )
    return session.scalar(query) or 0
