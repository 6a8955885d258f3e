"""The mapped classes of a client: identity and names, cases, registers, guidance and its past."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.clients.workflow import GuidanceStatus, Stage
from casework.db.base import Base, Durability, Ulid, choice

__all__ = [
    "Client",
    "ClientCase",
    "ClientName",
    "ClientRegister",
    "CrossReference",
    "Guarantor",
    "GuidanceChange",
    "GuidanceStatus",
    "NameKind",
    "PkAssignment",
    "Sex",
    "Stage",
]


class Sex(StrEnum):
    """As the instruments and the NIK know it."""

    MALE = "L"
    FEMALE = "P"


class NameKind(StrEnum):
    """What a name is to its bearer; one that was corrected stays known as a former one."""

    NAME = "nama"
    ALIAS = "alias"
    FORMER = "terdahulu"


@dataclass(frozen=True, slots=True)
class Guarantor:
    """Who stands surety for the client."""

    name: str
    relation: str = ""
    phone: str = ""


class Client(Base):
    """A client and the client's file; `number` is the file's, stable for ever.

    `child` says whose identity is secret; `child_root` where the file lies, which never changes.
    A void client was imported and taken back: the number stays used, nothing of it is shown.
    `taken_over` marks one whose earlier life is known only from the office's old list.
    """

    __tablename__ = "client"
    __table_args__ = (
        UniqueConstraint("office", "number"),
        Index("ix_client_office_name", "office", "name_key"),
        Index("ix_client_office_pk", "office", "pk_id"),
        Index("ix_client_office_birth", "office", "birth_date"),
    )
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    number: Mapped[str] = mapped_column(String(16))
    registered_at: Mapped[datetime]
    child: Mapped[bool]
    child_root: Mapped[bool]
    child_reason: Mapped[str | None] = mapped_column(String(300))
    void: Mapped[bool] = mapped_column(default=False)
    batch_id: Mapped[str | None] = mapped_column(Ulid, index=True)
    name: Mapped[str] = mapped_column(String(300))
    name_key: Mapped[str] = mapped_column(String(320))
    bin_binti: Mapped[str | None] = mapped_column(String(300))
    aliases: Mapped[list[str]]
    nik: Mapped[str | None] = mapped_column(String(16), index=True)
    birth_place: Mapped[str | None] = mapped_column(String(120))
    birth_date: Mapped[date]
    sex: Mapped[Sex] = mapped_column(choice(Sex))
    ethnicity: Mapped[str | None] = mapped_column(String(80))
    nationality: Mapped[str | None] = mapped_column(String(80))
    religion: Mapped[str | None] = mapped_column(String(40))
    education: Mapped[str | None] = mapped_column(String(80))
    occupation: Mapped[str | None] = mapped_column(String(120))
    address: Mapped[str | None] = mapped_column(Text)
    marital_status: Mapped[str | None] = mapped_column(String(40))
    marks: Mapped[str | None] = mapped_column(Text)
    client_type: Mapped[str] = mapped_column(String(40))
    origin: Mapped[str | None] = mapped_column(String(200))
    post: Mapped[str | None] = mapped_column(String(160))
    received_on: Mapped[date]
    guidance_from: Mapped[date]
    guidance_until: Mapped[date | None]
    guidance_status: Mapped[GuidanceStatus] = mapped_column(choice(GuidanceStatus))
    guidance_status_on: Mapped[date]
    stage: Mapped[Stage] = mapped_column(choice(Stage), default=Stage.EARLY)
    pk_id: Mapped[str | None] = mapped_column(ForeignKey("official.id"))
    guarantor_name: Mapped[str | None] = mapped_column(String(300))
    guarantor_relation: Mapped[str | None] = mapped_column(String(80))
    guarantor_phone: Mapped[str | None] = mapped_column(String(40))
    taken_over: Mapped[bool] = mapped_column(default=False)
    old_number: Mapped[str | None] = mapped_column(String(80))
    old_place: Mapped[str | None] = mapped_column(String(200))
    old_assessed_on: Mapped[date | None]
    old_assessment_number: Mapped[str | None] = mapped_column(String(120))
    old_assessment_score: Mapped[int | None]
    old_assessment_band: Mapped[str | None] = mapped_column(String(40))
    old_next_due: Mapped[date | None]
    names: Mapped[list["ClientName"]] = relationship(
        lazy="selectin", order_by="ClientName.position", cascade="all, delete-orphan"
    )
    cases: Mapped[list["ClientCase"]] = relationship(
        lazy="selectin", order_by="ClientCase.position", cascade="all, delete-orphan"
    )
    registers: Mapped[list["ClientRegister"]] = relationship(
        lazy="selectin", order_by="ClientRegister.position", cascade="all, delete-orphan"
    )

    @property
    def guarantor(self) -> Guarantor | None:
        """The guarantor, if somebody stands surety."""
        if self.guarantor_name is None:
            return None
        return Guarantor(
            self.guarantor_name, self.guarantor_relation or "", self.guarantor_phone or ""
        )

    @guarantor.setter
    def guarantor(self, one: Guarantor | None) -> None:
        self.guarantor_name = one.name if one else None
        self.guarantor_relation = one.relation if one else None
        self.guarantor_phone = (one.phone or None) if one else None


class ClientName(Base):
    """One name of a client, with the keys by which it is found and held against others."""

    __tablename__ = "client_name"
    __table_args__ = (
        Index("ix_client_name_key", "name_key"),
        Index("ix_client_name_sound", "sound_key"),
    )
    durability: ClassVar = Durability.ARCHIVE

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[NameKind] = mapped_column(choice(NameKind))
    name: Mapped[str] = mapped_column(String(300))
    name_key: Mapped[str] = mapped_column(String(320))
    sound_key: Mapped[str] = mapped_column(String(320))


class ClientCase(Base):
    """One criminal case of a client: offences by code, articles, verdict and sentence."""

    __tablename__ = "client_case"
    durability: ClassVar = Durability.ARCHIVE

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    offences: Mapped[list[str]]
    articles: Mapped[str] = mapped_column(String(300))
    verdict: Mapped[str | None] = mapped_column(String(200))
    court: Mapped[str | None] = mapped_column(String(160))
    sentence: Mapped[str | None] = mapped_column(String(200))
    offence_on: Mapped[date | None]
    verdict_on: Mapped[date | None]
    third_on: Mapped[date | None]
    half_on: Mapped[date | None]
    two_thirds_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    parole_expires_on: Mapped[date | None]


class ClientRegister(Base):
    """A number under which a register knows the client."""

    __tablename__ = "client_register"
    __table_args__ = (Index("ix_client_register_number", "number"),)
    durability: ClassVar = Durability.ARCHIVE

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(80))


class GuidanceChange(Base):
    """One change of the guidance: what was done, from which day, entered when and by whom.

    `id` is that of the sealed record, of the opening for the first one. A change that was a
    mistake is struck by the one that names it in `strikes`; it stays in the history.
    """

    __tablename__ = "guidance_change"
    __table_args__ = (Index("ix_guidance_change_client", "client_id", "id"),)
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    step: Mapped[str] = mapped_column(String(32))
    effective_on: Mapped[date]
    entered_at: Mapped[datetime]
    entered_by: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(Text)
    status: Mapped[GuidanceStatus] = mapped_column(choice(GuidanceStatus))
    stage: Mapped[Stage] = mapped_column(choice(Stage))
    received_on: Mapped[date]
    since: Mapped[date]
    until: Mapped[date | None]
    destination: Mapped[str | None] = mapped_column(String(200))
    strikes: Mapped[str | None] = mapped_column(Ulid)


class PkAssignment(Base):
    """Which PK has the client from which day; the newest one counts."""

    __tablename__ = "pk_assignment"
    __table_args__ = (Index("ix_pk_assignment_client", "client_id", "id"),)
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    official_id: Mapped[str] = mapped_column(ForeignKey("official.id"))
    since: Mapped[date]
    reason: Mapped[str] = mapped_column(String(300))
    entered_at: Mapped[datetime]


class CrossReference(Base):
    """Two files of one person; both numbers keep working and nothing moves."""

    __tablename__ = "cross_reference"
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(300))
    entered_at: Mapped[datetime]
