"""The mapped classes of accounts: secrets live here and are never sealed."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from casework.db.base import Base, Durability, Ulid

__all__ = ["Account", "SetupCode", "SignInAttempts", "WebSession"]


class Account(Base):
    """The way one official signs in."""

    __tablename__ = "account"
    durability: ClassVar = Durability.BACKUP

    id: Mapped[str] = mapped_column(Ulid, primary_key=True)
    official_id: Mapped[str] = mapped_column(ForeignKey("official.id"), unique=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None]


class WebSession(Base):
    """A signed-in browser; only the digest of its cookie is kept."""

    __tablename__ = "web_session"
    durability: ClassVar = Durability.BACKUP

    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    address: Mapped[str] = mapped_column(String(64))


class SignInAttempts(Base):
    """Failures in a row for one login or one address, and when the next try is heard."""

    __tablename__ = "sign_in_attempts"
    durability: ClassVar = Durability.BACKUP

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    open_at: Mapped[datetime]


class SetupCode(Base):
    """The one-time code with which the first administrator of an empty office comes in."""

    __tablename__ = "setup_code"
    durability: ClassVar = Durability.BACKUP

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
