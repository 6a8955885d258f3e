"""Putting work into the outbox and taking it out again."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.db.base import new_id
from casework.jobs.model import Job, JobState, Rank

__all__ = ["add", "due", "finish", "postpone", "pressing", "trouble", "waiting"]

# seconds until the next attempt, by the number of attempts made
_PATIENCE = (1, 2, 5, 15, 30, 60, 120, 300)


def add(
    session: Session, kind: str, subject: str, *, at: datetime, rank: int = Rank.AWAITED
) -> Job:
    """Put a job into the outbox; one that waits already for the subject is not doubled.

    Asked for again by somebody who waits, it moves forward.
    """
    query = select(Job).where(
        Job.kind == kind, Job.subject == subject, Job.state == JobState.WAITING
    )
    if (known := session.scalars(query).first()) is not None:
        known.rank = min(known.rank, rank)
        return known
    job = Job(id=new_id(), kind=kind, subject=subject, rank=rank, created_at=at, due_at=at)
    session.add(job)
    session.flush()
    return job


def due(
    session: Session,
    *,
    at: datetime,
    only: Collection[str] | None = None,
    but: Collection[str] = (),
) -> Job | None:
    """Return the oldest job whose time has come, of those that somebody waits for if any.

    `only` of these kinds, and none of the kinds that another worker does.
    """
    query = select(Job).where(Job.state == JobState.WAITING, Job.due_at <= at)
    query = query.where(Job.kind.not_in(but))
    if only is not None:
        query = query.where(Job.kind.in_(only))
    return session.scalars(query.order_by(Job.rank, Job.id).limit(1)).one_or_none()


def pressing(session: Session, *, at: datetime) -> bool:
    """Tell whether somebody waits for a job, so that work in bulk should let it pass."""
    query = select(Job.id).where(
        Job.state == JobState.WAITING, Job.rank == Rank.AWAITED, Job.due_at <= at
    )
    return session.scalars(query.limit(1)).first() is not None


def waiting(session: Session, kind: str, subject: str) -> Job | None:
    """Return the job that waits for this subject, if one does."""
    return session.scalars(
        select(Job).where(Job.kind == kind, Job.subject == subject, Job.state == JobState.WAITING)
    ).first()


def finish(job: Job, *, at: datetime, trouble: str | None = None) -> None:
    """Close a job: done, or failed for good with what went wrong."""
    job.state = JobState.DONE if trouble is None else JobState.FAILED
    job.done_at = at
    job.trouble = trouble


def postpone(job: Job, trouble: str, *, at: datetime) -> None:
    """Leave the job waiting and try again later, later each time, at most five minutes."""
    seconds = _PATIENCE[min(job.attempts, len(_PATIENCE) - 1)]
    job.attempts += 1
    job.due_at = at + timedelta(seconds=seconds)
    job.trouble = trouble


def trouble(session: Session, subject: str) -> str | None:
    """Return why the work on a subject waits, None while nothing went wrong with it."""
    return session.scalars(
        select(Job.trouble)
        .where(Job.subject == subject, Job.state != JobState.DONE)
        .order_by(Job.id.desc())
        .limit(1)
    ).one_or_none()
