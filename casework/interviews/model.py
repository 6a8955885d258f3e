"""The mapped classes of interviews: the plan while the draft is worked on, the talk for ever."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db.base import Base, Durability, Ulid, choice
from casework.interviews.rules import Means, Party

__all__ = ["Interview", "PlannedInterview"]


class Interview(Base):
    """One talk as it was held; put right only by another record that names it."""

    __tablename__ = "interview"
    __table_args__ = (Index("ix_interview_assessment", "assessment_id"),)
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    assessment_id: Mapped[str] = mapped_column(Ulid)
    ordinal: Mapped[int]
    party: Mapped[Party] = mapped_column(choice(Party))
    name: Mapped[str] = mapped_column(String(200))
    relation: Mapped[str] = mapped_column(String(120))
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(200))
    means: Mapped[Means] = mapped_column(choice(Means))
    ground: Mapped[str] = mapped_column(String(300))
    statement: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(String(200))
    supersedes: Mapped[str | None] = mapped_column(Ulid, unique=True)
    at: Mapped[datetime]


class PlannedInterview(Base):
    """One that is to be held; it leaves the list when the talk is recorded."""

    __tablename__ = "planned_interview"
    __table_args__ = (Index("ix_planned_interview_assessment", "assessment_id"),)
    durability: ClassVar = Durability.BACKUP

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    assessment_id: Mapped[str] = mapped_column(Ulid)
    party: Mapped[Party] = mapped_column(choice(Party))
    name: Mapped[str] = mapped_column(String(200), default="")
    relation: Mapped[str] = mapped_column(String(120), default="")
    planned_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    means: Mapped[Means | None] = mapped_column(choice(Means))
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
