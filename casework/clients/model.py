"""The mapped classes of a client: identity, cases, registers, guidance."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.db.base import Base, Durability, Ulid, choice

__all__ = ["Client", "ClientCase", "ClientRegister", "GuidanceStatus", "Sex"]


class Sex(StrEnum):
    """As the instruments and the NIK know it."""

    MALE = "L"
    FEMALE = "P"


class GuidanceStatus(StrEnum):
    """Where the guidance stands; only `RUNNING` opens the way to an assessment (SP-0)."""

    RUNNING = "berjalan"
    SUSPENDED = "ditangguhkan"
    COMPLETED = "selesai"
    REVOKED = "dicabut"
    TRANSFERRED = "pelimpahan"
    DECEASED = "meninggal"
    ABSCONDED = "melarikan-diri"


class Client(Base):
    """A client and the client's file; `number` is the file's, stable for ever."""

    __tablename__ = "client"
    __table_args__ = (
        UniqueConstraint("office", "number"),
        Index("ix_client_office_name", "office", "name_key"),
        Index("ix_client_office_pk", "office", "pk_id"),
    )
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    number: Mapped[str] = mapped_column(String(16))
    registered_at: Mapped[datetime]
    child: Mapped[bool]
    name: Mapped[str] = mapped_column(String(300))
    name_key: Mapped[str] = mapped_column(String(320))
    bin_binti: Mapped[str | None] = mapped_column(String(300))
    aliases: Mapped[list[str]]
    nik: Mapped[str | None] = mapped_column(String(16), index=True)
    birth_place: Mapped[str | None] = mapped_column(String(120))
    birth_date: Mapped[date]
    sex: Mapped[Sex] = mapped_column(choice(Sex))
    religion: Mapped[str | None] = mapped_column(String(40))
    education: Mapped[str | None] = mapped_column(String(80))
    occupation: Mapped[str | None] = mapped_column(String(120))
    address: Mapped[str | None] = mapped_column(Text)
    marital_status: Mapped[str | None] = mapped_column(String(40))
    marks: Mapped[str | None] = mapped_column(Text)
    client_type: Mapped[str] = mapped_column(String(40))
    origin: Mapped[str | None] = mapped_column(String(200))
    received_on: Mapped[date]
    guidance_from: Mapped[date]
    guidance_until: Mapped[date | None]
    guidance_status: Mapped[GuidanceStatus] = mapped_column(choice(GuidanceStatus))
    guidance_status_on: Mapped[date]
    pk_id: Mapped[str | None] = mapped_column(ForeignKey("official.id"))
    guarantor_name: Mapped[str | None] = mapped_column(String(300))
    guarantor_relation: Mapped[str | None] = mapped_column(String(80))
    guarantor_phone: Mapped[str | None] = mapped_column(String(40))
    cases: Mapped[list["ClientCase"]] = relationship(
        lazy="selectin", order_by="ClientCase.position", cascade="all, delete-orphan"
    )
    registers: Mapped[list["ClientRegister"]] = relationship(
        lazy="selectin", order_by="ClientRegister.position", cascade="all, delete-orphan"
    )


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
    verdict_on: Mapped[date | None]
    expires_on: Mapped[date | None]


class ClientRegister(Base):
    """A number under which a register knows the client."""

    __tablename__ = "client_register"
    __table_args__ = (Index("ix_client_register_number", "number"),)
    durability: ClassVar = Durability.ARCHIVE

    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(80))
