"""Opening the database: the SQLite settings on which the promises of durability rest."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

__all__ = ["BUSY_SECONDS", "Database", "DatabaseBusy", "open_database"]

BUSY_SECONDS = 10
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # NORMAL may lose a commit that was already acknowledged when the power fails
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA trusted_schema=OFF",
)


class DatabaseBusy(Exception):
    """Another writer held the database for longer than `BUSY_SECONDS`."""


@dataclass(frozen=True, slots=True)
class Database:
    """One SQLite file and the two ways to open a session on it."""

    engine: Engine
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a writing session that commits at the end, or keeps nothing at an exception."""
        with self.writing() as session, session.begin():
            yield session

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_database(path: Path) -> Database:
    """Open (or create, empty) the database file at `path`.

    A writing session begins with BEGIN IMMEDIATE, because a transaction that reads first and
    writes later gets SQLITE_BUSY at once in spite of the timeout; writers of one process queue
    on one lock, because SQLite's own waiting is not fair.
    """
    engine = create_engine(f"sqlite:///{path}", json_serializer=_compact)
    event.listen(engine, "connect", _prepare)
    writer = engine.execution_options(berkas_writes=True)
    _queue_writers(engine)
    return Database(
        engine,
        reading=sessionmaker(engine, expire_on_commit=False),
        writing=sessionmaker(writer, expire_on_commit=False),
    )


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError("Berkas is shown on SQLite only")
    connection.isolation_level = None  # transactions are begun by the listener below alone
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _is_busy(error: BaseException | None) -> bool:
    """Tell whether another process writes; a broken or full disk is no reason to wait."""
    return isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF in {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    }


class _Turn:
    """Whose turn it is to write, within this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def begin(self, connection: Connection) -> None:
        if not connection.get_execution_options().get("berkas_writes"):
            connection.exec_driver_sql("BEGIN")
            return
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise DatabaseBusy
        connection.info["writes"] = True
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException as error:
            self.end(connection)
            if isinstance(error, OperationalError) and _is_busy(error.orig):
                raise DatabaseBusy from error
            raise

    def end(self, connection: Connection) -> None:
        self._release(connection.info)

    def returned(self, connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        del connection
        self._release(entry.info)

    def _release(self, info: dict[Any, Any]) -> None:
        if info.pop("writes", False):
            self._lock.release()


def _queue_writers(engine: Engine) -> None:
    turn = _Turn()
    event.listen(engine, "begin", turn.begin)
    event.listen(engine, "commit", turn.end)
    event.listen(engine, "rollback", turn.end)
    event.listen(engine, "checkin", turn.returned)
