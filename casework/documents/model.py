"""The mapped classes of numbers, each taken once, and of signed copies."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.db.base import Base, Durability, Ulid, choice

__all__ = ["LetterNumber", "NumberState", "Register", "SignedCopy"]


class Register(StrEnum):
    """The registers that are numbered on their own."""

    HASIL_ASESMEN = "hasil-asesmen"
    LITMAS = "litmas"


class NumberState(StrEnum):
    """A void number stays in its register and says so."""

    TAKEN = "terpakai"
    VOID = "batal"


class LetterNumber(Base):
    """One number of a register; `n` is empty where the office's agenda gave the number."""

    __tablename__ = "letter_number"
    __table_args__ = (
        UniqueConstraint("office", "register", "year", "n"),
        UniqueConstraint("office", "register", "year", "text"),
        Index("ix_letter_number_subject", "subject"),
    )
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    register: Mapped[Register] = mapped_column(choice(Register))
    year: Mapped[int]
    n: Mapped[int | None]
    text: Mapped[str] = mapped_column(String(120))
    subject: Mapped[str] = mapped_column(Ulid)
    date: Mapped[date]
    state: Mapped[NumberState] = mapped_column(choice(NumberState))
    reason: Mapped[str | None] = mapped_column(String(300))


class SignedCopy(Base):
    """The signed scan of an issued document, sealed beside it."""

    __tablename__ = "signed_copy"
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    document_id: Mapped[str] = mapped_column(ForeignKey("deposit.id"), index=True)
    at: Mapped[datetime]
    pages: Mapped[int]
