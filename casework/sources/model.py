"""The mapped class of a source."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.db.base import Base, Durability

__all__ = ["Source"]


class Source(Base):
    """One file as it was received; the same bytes lie in a client's file once.

    `pages` is None where the file has none before it is printed; `number` and `dated` stand on
    the paper itself.
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
