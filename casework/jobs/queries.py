"""How much is left to do in the outbox, for who looks after the installation."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.jobs.model import Job, JobState

__all__ = ["Backlog", "backlog"]


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many jobs wait, how many of them met trouble, and since when the oldest waits."""

    waiting: int
    troubled: int
    since: datetime | None


def backlog(session: Session) -> Backlog:
    """Return what is still to be done."""
    waiting, troubled, since = session.execute(
        select(func.count(Job.id), func.count(Job.trouble), func.min(Job.created_at)).where(
            Job.state == JobState.WAITING
        )
    ).one()
    return Backlog(waiting, troubled, since)
