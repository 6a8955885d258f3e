"""The mapped class of a paper place."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.db.base import Base, Durability, Ulid

__all__ = ["PaperPlace"]


class PaperPlace(Base):
    """Where the paper of a file, or of one document in it, was last put.

    `document_id` is empty for the file's map itself.
    """

    __tablename__ = "paper_place"
    __table_args__ = (UniqueConstraint("office", "file_number", "document_id"),)
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    file_number: Mapped[str] = mapped_column(String(16))
    document_id: Mapped[str] = mapped_column(Ulid, default="")
    place: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
