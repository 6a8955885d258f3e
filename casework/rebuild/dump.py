"""The canonical dump: the rows of the archive's classes as text that can be compared."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from casework.db.base import Base, Durability

__all__ = ["classes", "digest", "lines"]


def classes(durability: Durability) -> list[type[Base]]:
    """Return the mapped classes of one durability, by table name."""
    mapped = [mapper.class_ for mapper in Base.registry.mappers]
    return sorted(
        (one for one in mapped if one.durability is durability), key=lambda one: one.__tablename__
    )


def lines(session: Session) -> Iterator[str]:
    """Yield every row of the archive's classes, in the order of tables and primary keys."""
    for one in classes(Durability.ARCHIVE):
        mapper = inspect(one)
        columns = [attribute.key for attribute in mapper.column_attrs]
        for row in session.scalars(select(one).order_by(*mapper.primary_key)):
            values = {name: getattr(row, name) for name in sorted(columns)}
            yield f"{one.__tablename__} {json.dumps(values, default=_plain, sort_keys=True)}"


def digest(session: Session) -> str:
    """Return the SHA-256 of the dump."""
    sha = hashlib.sha256()
    for line in lines(session):
        sha.update(line.encode() + b"\n")
    return sha.hexdigest()


def _plain(value: Any) -> str:  # noqa: ANN401  (json hands over whatever it cannot write)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} in the dump")
