"""What every mapped class shares: named constraints, column types and a declared durability."""

import os
import threading
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Enum, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator
from ulid import ULID

__all__ = ["Base", "Durability", "Ulid", "UtcDateTime", "choice", "new_id"]

Ulid = String(26)


class Durability(StrEnum):
    """What is promised of a class's rows when the database is lost (`record.md`)."""

    ARCHIVE = "archive"  # rebuilt from the archive alone
    BACKUP = "backup"  # lost with the database, but for what the last backup holds
    CACHE = "cache"  # thrown away at will


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, stored as ISO text with microseconds so that it sorts and reads."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Store an aware moment; a naive one is a bug and raises ValueError."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the moment as it was stored, aware and in UTC."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """Every mapped class; one that declares no durability fails the architecture tests."""

    durability: ClassVar[Durability]
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        list[str]: JSON,
        dict[str, Any]: JSON,
    }


def choice(values: type[StrEnum]) -> Enum:
    """Return the column type of a closed list: its values as text, held by a named CHECK."""
    return Enum(
        values,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [str(member) for member in members],
    )


_turn = threading.Lock()
_newest = 0


def new_id() -> str:
    """Return a fresh ULID: unique without asking the database, and above every earlier one here.

    Ids made in one process sort as they were made, within one millisecond too and when the
    clock is set back: the outbox and the timeline are read in that order.
    """
    global _newest  # noqa: PLW0603  (what was given out last belongs to the process)
    with _turn:
        _newest = max(int(ULID()), _newest + 1)
        return str(ULID.from_int(_newest))


def _forget() -> None:
    """Begin anew in a forked child, which must not go on counting where its parent does."""
    global _newest, _turn
    _newest, _turn = 0, threading.Lock()


os.register_at_fork(after_in_child=_forget)
