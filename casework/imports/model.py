"""The mapped classes of a list that is being taken over, and of the mappings an office keeps."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.actor import Actor, Role
from casework.db.base import Base, Durability, Ulid, choice
from casework.errors import Fault
from casework.imports.mapping import ColumnMap
from casework.imports.workflow import BatchState
from rendering.table import Row

__all__ = ["ImportBatch", "ImportMapping", "ImportRow", "RowChoice", "RowState"]


class RowState(StrEnum):
    """What a row is: fit to be registered, wrong, like somebody, left out, registered."""

    READY = "siap"
    FAULTY = "salah"
    TWIN = "kembar"
    SKIPPED = "dilewati"
    REGISTERED = "terdaftar"


class RowChoice(StrEnum):
    """What the registrar decided of a row that needs a decision."""

    NONE = ""
    SKIP = "lewati"
    NEW = "berkas-baru"


class ImportBatch(Base):
    """One list: the file while it may be read again, the mapping, how far it has come.

    `actor` is who mapped or confirmed it last, as the records of its clients name them.
    """

    __tablename__ = "import_batch"
    durability: ClassVar = Durability.BACKUP

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[BatchState] = mapped_column(choice(BatchState))
    file_name: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    facts: Mapped[dict[str, Any]]
    mapping: Mapped[dict[str, Any]]
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[str] = mapped_column(String(300))
    confirmed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undo_reason: Mapped[str | None] = mapped_column(Text)
    actor: Mapped[dict[str, Any]]

    @property
    def columns(self) -> ColumnMap:
        """The mapping as the frozen value that rows are read with."""
        return ColumnMap.from_dict(self.mapping)

    @property
    def acting(self) -> Actor:
        """Who the worker acts for."""
        one = self.actor
        roles = frozenset(Role(role) for role in one["roles"])
        return Actor(one["id"], self.office, one["name"], one["nip"], roles, one["via"])

    @acting.setter
    def acting(self, actor: Actor) -> None:
        self.actor = {
            "id": actor.id,
            "name": actor.name,
            "nip": actor.nip,
            "roles": sorted(actor.roles),
            "via": actor.via,
        }

    @property
    def heads(self) -> list[str]:
        """What stands above each column, as the office wrote it."""
        heads: list[str] = self.facts.get("heads", [])
        return heads


class ImportRow(Base):
    """One row of a list: its cells as they came, corrections, what is wrong, what became of it.

    The cells of a client who is registered are let go: the client's file says it all.
    """

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_state", "batch_id", "state"),)
    durability: ClassVar = Durability.BACKUP

    batch_id: Mapped[str] = mapped_column(ForeignKey("import_batch.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    cells: Mapped[list[str]]
    flags: Mapped[dict[str, Any]]
    edited: Mapped[dict[str, Any]]
    state: Mapped[RowState] = mapped_column(choice(RowState))
    values: Mapped[dict[str, Any]]
    found: Mapped[dict[str, Any]]
    decision: Mapped[RowChoice] = mapped_column(choice(RowChoice), default=RowChoice.NONE)
    reason: Mapped[str] = mapped_column(String(300), default="")
    child: Mapped[bool] = mapped_column(default=False)
    client_number: Mapped[str | None] = mapped_column(String(16))

    @property
    def row(self) -> Row:
        """The cells as they were read."""
        return Row(self.n, tuple(self.cells), {int(n): flag for n, flag in self.flags.items()})

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the row."""
        return _faults(self.found.get("faults", []))

    @property
    def warnings(self) -> list[Fault]:
        """What in the row is odd but possible."""
        return _faults(self.found.get("warnings", []))

    @property
    def twins(self) -> list[dict[str, Any]]:
        """Who the row is like: a file of the register, or an earlier row of the list."""
        twins: list[dict[str, Any]] = self.found.get("twins", [])
        return twins


def _faults(rows: list[dict[str, Any]]) -> list[Fault]:
    return [Fault(one["field"], one["code"], one["facts"]) for one in rows]


class ImportMapping(Base):
    """A mapping that the office keeps under a name, proposed again for sheets with these heads."""

    __tablename__ = "import_mapping"
    __table_args__ = (UniqueConstraint("office", "name"),)
    durability: ClassVar = Durability.BACKUP

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(80))
    fingerprint: Mapped[str] = mapped_column(String(32), index=True)
    mapping: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
    saved_by: Mapped[str] = mapped_column(String(300))
