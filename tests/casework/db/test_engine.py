"""The database keeps what it acknowledged; writers wait for each other and lose nothing."""

import multiprocessing
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from casework.db import engine
from casework.db.base import Base, new_id
from casework.db.engine import Database, DatabaseBusy, open_database
from casework.jobs import service as jobs
from casework.jobs.model import Job
from tests.conftest import MakeClient

AT = datetime(2026, 3, 9, 7, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("trusted_schema", 0),
    ],
)
def test_every_connection_has_the_settings_that_durability_rests_on(
    database: Database, pragma: str, value: object
) -> None:
    for sessions in (database.reading, database.writing):
        with sessions() as session:
            assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_writing_session_holds_the_database_from_its_first_statement(
    database: Database,
) -> None:
    with database.transaction() as session:
        session.scalar(text("SELECT 1"))
        other = sqlite3.connect(str(database.engine.url.database), timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN")  # readers are never kept waiting
        assert other.execute("SELECT count(*) FROM job").fetchone() == (0,)
        other.close()


def test_writers_of_one_process_queue_and_none_is_lost(database: Database) -> None:
    def write(n: int) -> None:
        with database.transaction() as session:
            jobs.add(session, "uji", str(n), at=AT)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(80)))

    with database.reading() as session:
        assert session.query(Job).count() == 80


def test_who_waits_too_long_is_told_and_the_next_try_succeeds(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    refused = list[type[BaseException]]()

    def write() -> None:
        try:
            with database.transaction() as session:
                jobs.add(session, "uji", "kedua", at=AT)
        except DatabaseBusy as busy:
            refused.append(type(busy))

    with database.transaction() as session:
        jobs.add(session, "uji", "pertama", at=AT)
        waiting = threading.Thread(target=write)
        waiting.start()
        waiting.join()
    write()

    assert refused == [DatabaseBusy]
    with database.reading() as session:
        assert sorted(session.scalars(text("SELECT subject FROM job"))) == ["kedua", "pertama"]


def test_a_writer_of_another_process_is_waited_for_and_then_told(database: Database) -> None:
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with database.engine.connect() as connection:  # the one connection of this thread
        connection.exec_driver_sql("PRAGMA busy_timeout=50")

    with pytest.raises(DatabaseBusy), database.transaction() as session:
        jobs.add(session, "uji", "x", at=AT)
    other.execute("ROLLBACK")
    other.close()

    with database.transaction() as session:  # the turn was given back
        jobs.add(session, "uji", "x", at=AT)


def test_a_database_that_cannot_be_written_is_not_called_busy(
    tmp_path: Path, database: Database
) -> None:
    path = Path(str(database.engine.url.database))
    copy = tmp_path / "rusak.sqlite3"
    copy.write_bytes(path.read_bytes()[:100] + b"x" * 4096)
    broken = open_database(copy)

    with (
        pytest.raises(Exception, match=r"malformed|not a database") as failed,
        broken.transaction() as session,
    ):
        session.scalar(text("SELECT count(*) FROM job"))

    assert not isinstance(failed.value, DatabaseBusy)
    broken.close()


def test_an_exception_keeps_nothing_and_gives_the_turn_back(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as session:
            jobs.add(session, "uji", "x", at=AT)
            raise RuntimeError

    for _ in range(3):
        with pytest.raises(RuntimeError):
            fail()

    with database.reading() as session:
        assert session.query(Job).count() == 0


def test_a_session_that_was_never_closed_gives_its_turn_back_at_its_close(
    database: Database,
) -> None:
    session = database.writing()
    session.add(Job(id=new_id(), kind="uji", subject="x", created_at=AT, due_at=AT))
    session.flush()
    session.close()

    with database.transaction() as after:
        assert after.query(Job).count() == 0


def test_a_foreign_key_to_nothing_is_refused(database: Database, make_client: MakeClient) -> None:
    client = make_client()

    with pytest.raises(Exception, match="FOREIGN KEY"), database.transaction() as session:
        session.execute(text("DELETE FROM deposit WHERE id = :id"), {"id": client.id})


def test_a_naive_moment_has_no_place_in_the_database(database: Database) -> None:
    naive = AT.replace(tzinfo=None)

    with pytest.raises(Exception, match="naive"), database.transaction() as session:
        jobs.add(session, "uji", "x", at=naive)


def test_every_mapped_class_says_what_survives() -> None:
    silent = [
        mapper.class_.__name__
        for mapper in Base.registry.mappers
        if "durability" not in vars(mapper.class_)
    ]

    assert silent == []


def test_ids_sort_as_they_were_made_and_are_never_given_twice() -> None:
    def make(_: int) -> list[str]:
        return [new_id() for _ in range(500)]

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(make, range(8)))

    assert all(ids == sorted(ids) for ids in made)
    assert len(set().union(*made)) == 4000


def test_forked_processes_never_give_out_the_same_id() -> None:
    before = new_id()
    context = multiprocessing.get_context("fork")
    with context.Pool(4) as pool:
        made = pool.map(_many, [200] * 4)

    assert len(set().union(*made, {before})) == 801


def _many(count: int) -> list[str]:
    return [new_id() for _ in range(count)]


def test_an_operational_error_of_the_statement_itself_passes_through(database: Database) -> None:
    with pytest.raises(OperationalError), database.transaction() as session:
        session.execute(text("SELECT * FROM tidak_ada"))
