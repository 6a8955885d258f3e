"""Registering the rows that are fit, some at a time, so that a crash costs nothing."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.clients import service as clients
from casework.clock import now
from casework.db.engine import Database
from casework.errors import Refusal
from casework.imports.checking import draft_of, look_again
from casework.imports.model import ImportBatch, ImportRow, RowState
from casework.imports.office import Reader, reader
from casework.imports.workflow import BatchState, BatchStep, take
from casework.jobs import service as jobs
from casework.jobs.model import Rank
from casework.jobs.worker import GiveWay

__all__ = ["RUN", "NothingReady", "carry_out", "confirm"]

RUN = "impor"
_CHUNK = 50  # clients a transaction: other writers wait for one no longer than half a second


class NothingReady(Refusal):
    """No row of the list can be registered as it stands."""


def confirm(session: Session, actor: Actor, batch: ImportBatch, *, at: datetime) -> int:
    """Order the registering of every row that is ready; the others stay out.

    Where somebody like a row was registered since the check, nothing is ordered: the number of
    such rows comes back, and each waits for a decision.
    """
    ready = select(func.count()).where(
        ImportRow.batch_id == batch.id,
        ImportRow.state == RowState.READY,
        ImportRow.n > batch.columns.head,
    )
    state = take(BatchStep.CONFIRM, batch.state)
    if not session.scalar(ready):
        raise NothingReady(batch.id)
    if doubles := look_again(session, actor, batch, at=at):
        return doubles
    batch.state = state
    batch.acting = actor
    batch.confirmed_at = at
    jobs.add(session, RUN, batch.id, at=at, rank=Rank.BULK)
    audit.record(session, actor, "impor.jalankan", f"impor/{batch.id}", at=at)
    return 0


def carry_out(database: Database, batch_id: str, *, patient: bool = False) -> None:
    """Register what is left of a confirmed list; run again after a crash, it goes on from there.

    `patient` stops it with GiveWay after some clients where somebody waits for another job.
    """
    while True:
        with database.transaction() as session:
            if not _chunk(session, batch_id, at=now()):
                return
            pressing = patient and jobs.pressing(session, at=now())
        if pressing:
            raise GiveWay


def _chunk(session: Session, batch_id: str, *, at: datetime) -> bool:
    """Register the next rows and tell whether any were left to be registered."""
    batch = session.get(ImportBatch, batch_id)
    if batch is None or batch.state is not BatchState.RUNNING:
        return False
    query = select(ImportRow).where(
        ImportRow.batch_id == batch_id,
        ImportRow.state == RowState.READY,
        ImportRow.n > batch.columns.head,
    )
    rows = session.scalars(query.order_by(ImportRow.n).limit(_CHUNK)).all()
    if not rows:
        _finish(batch, at=at)
        return False
    read = reader(session, batch, at=at)
    for row in rows:
        _register(session, batch, row, read, at=at)
    return True


def _register(
    session: Session, batch: ImportBatch, row: ImportRow, read: Reader, *, at: datetime
) -> None:
    draft = draft_of(row, batch, read)
    if draft is None:  # the office's lists were changed after the check
        row.state = RowState.FAULTY
        return
    draft = replace(draft, batch=batch.id)
    if row.twins and row.reason:
        draft = replace(draft, compared=_compared(session, batch, row), twin_reason=row.reason)
    client = clients.register(session, batch.acting, draft, at=at, key=f"{batch.id}/{row.n}")
    row.state = RowState.REGISTERED
    row.client_number = client.number
    row.child = client.child
    # the client's file says it all, and what is personal stands in no more places than it must
    row.cells, row.values, row.edited, row.found = [], {}, {}, {}


def _compared(session: Session, batch: ImportBatch, row: ImportRow) -> tuple[str, ...]:
    """Return the files that the row was held against: known before, or just opened from it."""
    rows = [session.get(ImportRow, (batch.id, one["row"])) for one in row.twins if one["row"]]
    numbers = [one["file"] for one in row.twins] + [one and one.client_number for one in rows]
    return tuple(dict.fromkeys(number for number in numbers if number))


def _finish(batch: ImportBatch, *, at: datetime) -> None:
    batch.state = take(BatchStep.FINISH, batch.state)
    batch.done_at = at
    batch.content = None
