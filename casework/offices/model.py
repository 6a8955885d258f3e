"""The mapped classes of the office: its settings, its officials, its published rule files."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.actor import Role
from casework.db.base import Base, Durability, Ulid
from casework.offices.profile import Profile

__all__ = ["Office", "Official", "RuleFile"]


class Office(Base):
    """An office and its present settings; `profile` is read as a `Profile`."""

    __tablename__ = "office"
    durability: ClassVar = Durability.ARCHIVE

    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    profile: Mapped[dict[str, Any]]

    @property
    def settings(self) -> Profile:
        """The settings as the frozen value that the trade works with."""
        return Profile.from_dict(self.profile)


class Official(Base):
    """A person of the office as the records name them; holds no secret."""

    __tablename__ = "official"
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(300))
    nip: Mapped[str] = mapped_column(String(18))
    position: Mapped[str] = mapped_column(String(160))
    roles: Mapped[list[str]]
    since: Mapped[date]
    until: Mapped[date | None]

    @property
    def role_set(self) -> frozenset[Role]:
        """The roles as the set that permissions are decided on."""
        return frozenset(Role(role) for role in self.roles)


class RuleFile(Base):
    """A rule as it was published: the bytes of an instrument, a template, the settings."""

    __tablename__ = "rule_file"
    __table_args__ = (UniqueConstraint("office", "kind", "name", "sha256"),)
    durability: ClassVar = Durability.ARCHIVE

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    office: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(120))
    version: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(160))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    published_at: Mapped[datetime]
