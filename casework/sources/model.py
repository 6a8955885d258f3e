"""The mapped classes of a source, of the words read from it, and of the reading under way."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.db.base import Base, Durability, choice

__all__ = ["PageRead", "Reading", "ReadingState", "Source", "SourceText"]


class Source(Base):
    """One file as it was received; the same bytes lie in a client's file once.

    `pages` is None where the file has none before it is printed; `number` and `dated` stand on
    the paper itself. Of photos that were joined, `sha256` is the digest of all their digests.
    """

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("client_id", "sha256"),)
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    origin: Mapped[str] = mapped_column(String(200))
    number: Mapped[str | None] = mapped_column(String(120))
    dated: Mapped[date | None]
    original_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(120))
    pages: Mapped[int | None]
    has_text: Mapped[bool]
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class SourceText(Base):
    """The words of a source that had to be read from pictures; `failed` pages have none."""

    __tablename__ = "source_text"
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)
    engine: Mapped[str] = mapped_column(String(120))
    read: Mapped[int]
    failed: Mapped[int]
    at: Mapped[datetime]


class ReadingState(StrEnum):
    """How far the reading of a source is; one with words of its own needs none."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    FAILED = "failed"
    NOT_NEEDED = "not-needed"


class Reading(Base):
    """The reading of one source: `page` of `pages` is done, `trouble` says why it stopped."""

    __tablename__ = "source_reading"
    durability: ClassVar = Durability.BACKUP

    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), primary_key=True)
    state: Mapped[ReadingState] = mapped_column(choice(ReadingState))
    page: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime]


class PageRead(Base):
    """The words of one page, kept until all of the source is read; a kill loses one page."""

    __tablename__ = "source_page"
    durability: ClassVar = Durability.BACKUP

    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    trouble: Mapped[str | None] = mapped_column(String(40))
