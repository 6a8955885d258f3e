"""The mapped classes of a consent and of the scan of its paper."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.consents.workflow import Outcome
from casework.db.base import Base, Durability, Ulid, choice

__all__ = ["Consent", "ConsentScan"]


class Consent(Base):
    """One statement on one assessment; the newest holds, the earlier ones stay.

    The assessment is named by id only: its draft is not of the archive.
    """

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_assessment", "assessment_id"),)
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    assessment_id: Mapped[str] = mapped_column(Ulid)
    ordinal: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome))
    given_on: Mapped[date]
    explained_by: Mapped[str] = mapped_column(String(200))
    guardian: Mapped[str] = mapped_column(String(200))
    relation: Mapped[str] = mapped_column(String(120))
    remark: Mapped[str] = mapped_column(Text)
    supersedes: Mapped[str | None] = mapped_column(Ulid)
    at: Mapped[datetime]


class ConsentScan(Base):
    """That a source of the file is the signed paper of a consent."""

    __tablename__ = "consent_scan"
    durability: ClassVar = Durability.ARCHIVE

    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), primary_key=True)
    consent_id: Mapped[str] = mapped_column(ForeignKey("consent.id"), index=True)
