"""The mapped classes of a Litmas and of the bundles made of it."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.db.base import Base, Durability, Ulid

__all__ = ["Bundle", "BundleOrder", "Litmas"]


class Litmas(Base):
    """A Litmas as uploaded: `slug` stands in URLs, `number` is the register's, `date` its own."""

    __tablename__ = "litmas"
    __table_args__ = (
        UniqueConstraint("office", "slug"),
        Index("ix_litmas_client", "client_id"),
    )
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    slug: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(120))
    date: Mapped[date]
    pk_id: Mapped[str] = mapped_column(Ulid)
    pages: Mapped[int | None]
    signed: Mapped[bool]


class Bundle(Base):
    """A sealed bundle: contents, Litmas, divider and annex in one PDF."""

    __tablename__ = "bundle"
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    litmas_id: Mapped[str] = mapped_column(ForeignKey("litmas.id"), index=True)
    result_id: Mapped[str] = mapped_column(Ulid, index=True)
    annex_id: Mapped[str] = mapped_column(Ulid)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    pages: Mapped[int]
    at: Mapped[datetime]


class BundleOrder(Base):
    """A bundle that was asked for and is being made; `trouble` says why it waits."""

    __tablename__ = "bundle_order"
    __table_args__ = (UniqueConstraint("litmas_id", "annex_id"),)
    durability: ClassVar = Durability.BACKUP

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    litmas_id: Mapped[str] = mapped_column(ForeignKey("litmas.id"))
    result_id: Mapped[str] = mapped_column(Ulid)
    annex_id: Mapped[str] = mapped_column(Ulid)
    ordered_by: Mapped[str] = mapped_column(Ulid)
    ordered_at: Mapped[datetime]
    code: Mapped[str] = mapped_column(String(16))
    contents_at: Mapped[datetime | None]
    merged_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]
    trouble: Mapped[str | None] = mapped_column(String(200))
