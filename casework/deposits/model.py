"""The mapped classes of what is sealed and of the journal that leads there."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.db.base import Base, Durability, Ulid, choice

__all__ = ["Deposit", "DepositFile", "JournalEntry", "JournalFile", "JournalState"]


class Deposit(Base):
    """One act or document of a file: its record, and its bag once it is sealed.

    `sequence` and `tagmanifest` are empty until the bag lies in the archive. `record` is the
    whole of `rekaman.json`; `chain` is the folder of the file below the archive's root.
    """

    __tablename__ = "deposit"
    __table_args__ = (
        UniqueConstraint("chain", "sequence"),
        Index("ix_deposit_file_date", "office", "file_number", "date"),
    )
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    chain: Mapped[str] = mapped_column(String(160))
    file_number: Mapped[str | None] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(40), index=True)
    number: Mapped[str | None] = mapped_column(String(120), index=True)
    date: Mapped[date]
    at: Mapped[datetime]
    child: Mapped[bool] = mapped_column(default=False)
    supersedes: Mapped[str | None] = mapped_column(Ulid)
    record: Mapped[dict[str, Any]]
    sequence: Mapped[int | None]
    tagmanifest: Mapped[str | None] = mapped_column(String(64))
    files: Mapped[list["DepositFile"]] = relationship(
        lazy="selectin", order_by="DepositFile.name", cascade="all, delete-orphan"
    )

    @property
    def isi(self) -> dict[str, Any]:
        """The part of the record that is particular to its kind."""
        content: dict[str, Any] = self.record["isi"]
        return content

    def file(self, name: str) -> "DepositFile | None":
        """Return the file of that name, if the deposit has it."""
        return next((one for one in self.files if one.name == name), None)


class DepositFile(Base):
    """One file in a bag: its name below `data/`, its size in bytes and its digest."""

    __tablename__ = "deposit_file"
    durability: ClassVar = Durability.ARCHIVE

    deposit_id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(160), primary_key=True)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))


class JournalState(StrEnum):
    """Open until the bag is durable on its shelf."""

    OPEN = "open"
    SEALED = "sealed"


class JournalEntry(Base):
    """The promise that a deposit will be sealed, made in the transaction of the change itself."""

    __tablename__ = "journal_entry"
    durability: ClassVar = Durability.BACKUP

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    deposit_id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), unique=True)
    chain: Mapped[str] = mapped_column(String(160), index=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    record_sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[JournalState] = mapped_column(choice(JournalState), index=True)
    created_at: Mapped[datetime]
    sealed_at: Mapped[datetime | None]
    trouble: Mapped[str | None] = mapped_column(Text)


class JournalFile(Base):
    """A file on its way to the archive; it is dropped when its bag is durable on the shelf."""

    __tablename__ = "journal_file"
    durability: ClassVar = Durability.BACKUP

    deposit_id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(160), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
