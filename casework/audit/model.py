"""The mapped class of the audit log."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.db.base import Base, Durability, Ulid

__all__ = ["AuditEvent"]


class AuditEvent(Base):
    """One line of an office's log; `n` counts from 1 without a gap."""

    __tablename__ = "audit_event"
    __table_args__ = (UniqueConstraint("office", "n"),)
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    n: Mapped[int]
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(String(64), index=True)
    object: Mapped[str] = mapped_column(String(160), index=True)
    result: Mapped[str] = mapped_column(String(32))
    address: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
