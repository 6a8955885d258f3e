"""The mapped classes of the catalogue and of stored searches."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db.base import Base, Durability, Ulid

__all__ = ["CatalogueEntry", "CatalogueNumber", "CatalogueRecommendation", "StoredSearch"]


class CatalogueEntry(Base):
    """What a list of documents shows and filters by, without opening a record."""

    __tablename__ = "catalogue_entry"
    __table_args__ = (
        Index("ix_catalogue_entry_office_date", "office", "date", "deposit_id"),
        Index("ix_catalogue_entry_office_kind", "office", "kind", "date"),
        Index("ix_catalogue_entry_office_band", "office", "band", "date"),
        Index("ix_catalogue_entry_client", "client_id", "date"),
    )
    durability: ClassVar = Durability.CACHE

    deposit_id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    file_number: Mapped[str] = mapped_column(String(16))
    child: Mapped[bool]
    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[str | None] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(200))
    date: Mapped[date]
    band: Mapped[str | None] = mapped_column(String(20))
    officer: Mapped[str] = mapped_column(String(300))
    names: Mapped[str] = mapped_column(Text)


class CatalogueRecommendation(Base):
    """One recommendation code of a document."""

    __tablename__ = "catalogue_recommendation"
    __table_args__ = (Index("ix_catalogue_recommendation_code", "code", "deposit_id"),)
    durability: ClassVar = Durability.CACHE

    deposit_id: Mapped[str] = mapped_column(
        ForeignKey("catalogue_entry.deposit_id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(40), primary_key=True)


class CatalogueNumber(Base):
    """One number by which a document is found: file, letter, register, NIK; folded to compare."""

    __tablename__ = "catalogue_number"
    __table_args__ = (Index("ix_catalogue_number_folded", "folded", "deposit_id"),)
    durability: ClassVar = Durability.CACHE

    deposit_id: Mapped[str] = mapped_column(
        ForeignKey("catalogue_entry.deposit_id", ondelete="CASCADE"), primary_key=True
    )
    folded: Mapped[str] = mapped_column(String(120), primary_key=True)


class StoredSearch(Base):
    """A search that was asked: its criteria under a code that stands in the URL."""

    __tablename__ = "stored_search"
    durability: ClassVar = Durability.BACKUP

    code: Mapped[str] = mapped_column(String(26), primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    owner_id: Mapped[str] = mapped_column(Ulid, index=True)
    criteria: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    asked_at: Mapped[datetime]
