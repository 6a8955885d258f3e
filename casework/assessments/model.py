"""The mapped classes of an assessment: the draft while it is worked on, the result for ever."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.assessments.workflow import AssessmentState, DropGround
from casework.db.base import Base, Durability, Ulid, choice

__all__ = [
    "Answer",
    "Assessment",
    "AssessmentState",
    "Recommendation",
    "Result",
    "StudiedSource",
]


class Assessment(Base):
    """An assessment from its opening to its issue; `ordinal` counts within the client's file."""

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("client_id", "ordinal"),
        Index("ix_assessment_state", "office", "state"),
    )
    durability: ClassVar = Durability.BACKUP

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    ordinal: Mapped[int]
    assessor_id: Mapped[str] = mapped_column(ForeignKey("official.id"), index=True)
    state: Mapped[AssessmentState] = mapped_column(choice(AssessmentState))
    reassessment: Mapped[bool]
    purpose: Mapped[str] = mapped_column(String(40))
    instruments: Mapped[dict[str, Any]]
    consent_required: Mapped[bool] = mapped_column(default=True)
    started_on: Mapped[date | None]
    finished_on: Mapped[date | None]
    analysis: Mapped[str] = mapped_column(Text, default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    assigned_on: Mapped[date | None]
    assigned_by: Mapped[str | None] = mapped_column(String(200))
    assigned_letter: Mapped[str | None] = mapped_column(String(120))
    opened_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    last_place: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)
    dropped_at: Mapped[datetime | None]
    dropped_by: Mapped[str | None] = mapped_column(String(200))
    dropped_for: Mapped[DropGround | None] = mapped_column(choice(DropGround))
    drop_reason: Mapped[str | None] = mapped_column(String(300))
    # from here on: the issue
    number: Mapped[str | None] = mapped_column(String(120))
    record_id: Mapped[str | None] = mapped_column(Ulid)
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    numbered_at: Mapped[datetime | None]
    docx_at: Mapped[datetime | None]
    pdf_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]
    indexed_at: Mapped[datetime | None]
    trouble: Mapped[str | None] = mapped_column(String(200))
    answers: Mapped[list["Answer"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="Answer.item"
    )
    recommendations: Mapped[list["Recommendation"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="Recommendation.position"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy declares it so)


class Answer(Base):
    """What was answered to one item, and what it rests on."""

    __tablename__ = "answer"
    durability: ClassVar = Durability.BACKUP

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    instrument: Mapped[str] = mapped_column(String(40), primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    option: Mapped[str] = mapped_column(String(40), default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[int | None]
    saved_at: Mapped[datetime]


class Recommendation(Base):
    """One row of the recommendation; a row may be half typed while the draft is worked on."""

    __tablename__ = "recommendation"
    durability: ClassVar = Durability.BACKUP

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str] = mapped_column(String(20), default="")
    form: Mapped[str] = mapped_column(String(20), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    target: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    partner: Mapped[str] = mapped_column(String(200), default="")


class Result(Base):
    """The issued result of an assessment, as later acts need it; the rest is in its record."""

    __tablename__ = "result"
    __table_args__ = (Index("ix_result_client_date", "client_id", "issued_on"),)
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    assessment_id: Mapped[str] = mapped_column(Ulid, unique=True)
    ordinal: Mapped[int]
    assessor_id: Mapped[str] = mapped_column(Ulid)
    number: Mapped[str] = mapped_column(String(120))
    code: Mapped[str] = mapped_column(String(16), unique=True)
    issued_on: Mapped[date]
    finished_on: Mapped[date]
    risk_score: Mapped[int]
    risk_maximum: Mapped[int]
    risk_band: Mapped[str] = mapped_column(String(40))
    needs_score: Mapped[int | None]
    needs_maximum: Mapped[int | None]
    needs_band: Mapped[str | None] = mapped_column(String(40))
    next_due: Mapped[date]


class StudiedSource(Base):
    """A document that the assessor has studied for this draft, or at least remarked on."""

    __tablename__ = "studied_source"
    durability: ClassVar = Durability.BACKUP

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    remark: Mapped[str] = mapped_column(Text, default="")
    studied_at: Mapped[datetime | None]
    saved_at: Mapped[datetime]
