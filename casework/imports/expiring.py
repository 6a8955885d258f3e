"""Letting go by itself what nobody needs any more: lists never confirmed, rows left out."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.imports.model import ImportBatch, ImportRow, RowState
from casework.imports.undoing import drop
from casework.imports.workflow import BatchState, BatchStep, allows

__all__ = ["EMPTIED", "expires_at", "let_go"]

EMPTIED = "emptied_at"
_OPEN = tuple(state for state in BatchState if allows(BatchStep.DROP, state))
_OVER = (BatchState.DONE, BatchState.UNDONE)


def expires_at(batch: ImportBatch, days: int) -> datetime | None:
    """Return when what a list still holds of people is let go, None where nothing will be."""
    if batch.state in _OPEN:
        return batch.uploaded_at + timedelta(days=days)
    if batch.state in _OVER and batch.done_at is not None and EMPTIED not in batch.facts:
        return batch.done_at + timedelta(days=days)
    return None


def let_go(session: Session, actor: Actor, *, days: int, at: datetime) -> int:
    """Drop the lists that were not confirmed in that time, and empty rows that stayed out.

    Return how many lists it was done with; each stands in the log.
    """
    query = select(ImportBatch).where(
        ImportBatch.office == actor.office,
        ImportBatch.state.in_([*_OPEN, *_OVER]),
        ImportBatch.uploaded_at <= at - timedelta(days=days),
    )
    due = [one for one in session.scalars(query) if _is_due(one, days, at)]
    for batch in due:
        if batch.state in _OPEN:
            drop(session, actor, batch, at=at)
        else:
            _empty(session, actor, batch, at=at)
    return len(due)


def _is_due(batch: ImportBatch, days: int, at: datetime) -> bool:
    end = expires_at(batch, days)
    return end is not None and end <= at


def _empty(session: Session, actor: Actor, batch: ImportBatch, *, at: datetime) -> None:
    """Let the cells of the rows go that became no client: what they are stays, not who."""
    session.execute(
        update(ImportRow)
        .where(ImportRow.batch_id == batch.id, ImportRow.state != RowState.REGISTERED)
        .values(cells=[], flags={}, values={}, edited={}, found={}, reason="")
    )
    batch.facts = {**batch.facts, EMPTIED: at.isoformat()}
    audit.record(session, actor, "impor.kosongkan", f"impor/{batch.id}", at=at)
