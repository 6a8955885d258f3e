"""The mapped classes of the outbox and of the periodic work."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import ClassVar

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db.base import Base, Durability, Ulid, choice

__all__ = ["Job", "JobState", "PeriodicRun", "Rank"]


class JobState(StrEnum):
    """A job waits until it is done; one that no retry can help has failed and says why."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Rank(IntEnum):
    """Who waits for a job: somebody at a screen, or nobody; the lower is done first."""

    AWAITED = 0
    BULK = 1


class Job(Base):
    """One thing to do, written in the transaction that made it necessary."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_state_rank", "state", "rank", "id"),)
    durability: ClassVar = Durability.BACKUP

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[JobState] = mapped_column(choice(JobState), default=JobState.WAITING)
    rank: Mapped[int] = mapped_column(default=Rank.AWAITED)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    trouble: Mapped[str | None] = mapped_column(Text)


class PeriodicRun(Base):
    """When a periodic job ran last, so that a missed run is caught up."""

    __tablename__ = "periodic_run"
    durability: ClassVar = Durability.BACKUP

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    ran_at: Mapped[datetime]
    result: Mapped[str] = mapped_column(String(200))
