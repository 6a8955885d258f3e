"""The numbered steps lead to the schema of the models, from anywhere on the way."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, text

from casework.db.base import Base, new_id
from casework.db.engine import Database, open_database
from casework.db.migrate import NewerDatabase, _config, migrate, revision
from casework.rebuild import readers  # every mapped class is known once it is imported
from casework.search.model import CatalogueEntry

STEPS = [
    step.revision
    for step in reversed(list(ScriptDirectory.from_config(_config()).walk_revisions()))
]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "berkas.sqlite3")
    yield opened
    opened.close()


def upgrade(database: Database, step: str) -> None:
    config = _config()
    config.attributes["engine"] = database.engine
    command.upgrade(config, step)


def schema(database: Database) -> list[list[str]]:
    """Return what is in the database, the lines of each table sorted: copying orders them anew."""
    with database.engine.connect() as connection:
        query = text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        return [
            sorted(line.strip(" ,\t").replace('"', "") for line in sql.splitlines())
            for sql in connection.scalars(query)
        ]


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def test_the_steps_follow_each_other_without_a_fork() -> None:
    assert [f"{n:04}" for n in range(1, len(STEPS) + 1)] == STEPS


def test_the_schema_is_the_one_of_the_models(empty: Database) -> None:
    assert readers.READERS
    assert CatalogueEntry.__tablename__ in Base.metadata.tables
    migrate(empty.engine)

    with empty.engine.connect() as connection:
        assert differences(connection) == []


def test_every_check_and_uniqueness_of_the_models_is_in_the_schema(empty: Database) -> None:
    migrate(empty.engine)
    words = "\n".join(line for lines in schema(empty) for line in lines)
    names = {
        str(constraint.name)
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is not None
    }

    assert sorted(name for name in names if name not in words) == []


@pytest.mark.parametrize("step", STEPS)
def test_a_database_at_any_step_comes_to_the_same_schema(
    empty: Database, tmp_path: Path, step: str
) -> None:
    whole = open_database(tmp_path / "whole.sqlite3")
    migrate(whole.engine)
    upgrade(empty, step)
    assert revision(empty.engine) == step

    migrate(empty.engine)

    assert revision(empty.engine) == STEPS[-1]
    assert schema(empty) == schema(whole)
    whole.close()


def test_an_upgrade_that_breaks_off_is_finished_by_the_next_start(
    empty: Database, tmp_path: Path
) -> None:
    def fail(*args: object) -> None:
        if "CREATE TABLE client_case" in str(args[2]):
            raise RuntimeError("the power fails")

    event.listen(empty.engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError):
        migrate(empty.engine)
    event.remove(empty.engine, "before_cursor_execute", fail)
    assert revision(empty.engine) == "0005"
    half = open_database(tmp_path / "half.sqlite3")
    upgrade(half, "0005")
    assert schema(empty) == schema(half)
    half.close()

    migrate(empty.engine)

    whole = open_database(tmp_path / "whole.sqlite3")
    migrate(whole.engine)
    assert schema(empty) == schema(whole)
    whole.close()


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(empty: Database) -> None:
    migrate(empty.engine)
    with empty.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = schema(empty)

    with pytest.raises(NewerDatabase) as refused:
        migrate(empty.engine)

    assert refused.value.found == "9999"
    assert schema(empty) == before


def test_numbers_taken_before_the_step_of_the_years_are_kept(empty: Database) -> None:
    upgrade(empty, "0011")
    row = (new_id(), "bapas-contoh", "hasil-asesmen", 2026, 1, "WP - 1", new_id(), "2026-03-09")
    insert = (
        "INSERT INTO letter_number (id, office, register, year, n, text, subject, date, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'terpakai')"
    )
    with sqlite3.connect(str(empty.engine.url.database)) as connection:
        connection.execute(insert, row)
    connection.close()

    migrate(empty.engine)

    with sqlite3.connect(str(empty.engine.url.database)) as connection:
        kept = connection.execute("SELECT * FROM letter_number").fetchone()
        connection.execute(insert, (new_id(), *row[1:3], 2027, *row[4:]))
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(insert, (new_id(), *row[1:]))
    connection.close()
    assert kept[:6] == row[:6]


def insert(connection: sqlite3.Connection, table: str, **values: object) -> None:
    """Insert a row, with something in every other column that must not be empty."""
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    usual = {"JSON": "{}", "INTEGER": 0, "BOOLEAN": 0, "DATE": "2026-03-09"}
    needed = {name: usual.get(kind, "") for _, name, kind, needed, *_ in columns if needed}
    row = needed | values
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})",  # noqa: S608
        tuple(row.values()),
    )


def test_a_table_that_others_name_can_be_widened_while_there_are_rows_in_it(
    empty: Database,
) -> None:
    upgrade(empty, "0012")
    path = str(empty.engine.url.database)
    with sqlite3.connect(path) as connection:
        insert(connection, "office", code="bapas-contoh")
        known = {"guidance_status": "berjalan", "sex": "L", "aliases": "[]"}
        insert(connection, "client", id="budi", office="bapas-contoh", **known)
        insert(connection, "client_case", client_id="budi")
    connection.close()

    upgrade(empty, "0013")

    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT client_id FROM client_case").fetchall() == [("budi",)]
    connection.close()


def test_drafts_left_behind_by_children_are_given_up_and_nothing_of_them_is_lost(
    empty: Database,
) -> None:
    upgrade(empty, "0016")
    moment, path = "2026-03-09T07:32:00.000000Z", str(empty.engine.url.database)
    with sqlite3.connect(path) as connection:
        insert(connection, "office", code="bapas-contoh")
        insert(connection, "official", id="rina", office="bapas-contoh")
        for n, (name, child) in enumerate((("anak", 1), ("dewasa", 0))):
            known = {"guidance_status": "berjalan", "sex": "L", "stage": "awal"}
            insert(
                connection, "client",
                id=name, number=f"2026-0000{n}", office="bapas-contoh", child=child, **known,
            )  # fmt: skip
            insert(
                connection, "assessment",
                id=name, client_id=name, ordinal=1, assessor_id="rina", state="draft",
            )  # fmt: skip
            insert(connection, "answer", assessment_id=name, instrument="rri", item="A1")
        insert(
            connection, "cross_reference",
            id="x", client_id="anak", other_id="dewasa", kind="anak", reason="akta",
            entered_at=moment,
        )  # fmt: skip
    connection.close()

    migrate(empty.engine)

    with sqlite3.connect(path) as connection:
        query = "SELECT id, state, dropped_for, drop_reason, dropped_at FROM assessment ORDER BY id"
        assert connection.execute(query).fetchall() == [
            ("anak", "dropped", "anak", "akta", moment),
            ("dewasa", "draft", None, None, None),
        ]
        assert connection.execute("SELECT count(*) FROM answer").fetchone() == (2,)
    connection.close()


def test_a_draft_that_is_open_when_consents_come_is_not_held_back(empty: Database) -> None:
    upgrade(empty, "0018")
    path = str(empty.engine.url.database)
    with sqlite3.connect(path) as connection:
        insert(connection, "office", code="bapas-contoh")
        insert(connection, "official", id="rina", office="bapas-contoh")
        known = {"guidance_status": "berjalan", "sex": "L", "stage": "awal"}
        insert(connection, "client", id="budi", office="bapas-contoh", **known)
        insert(
            connection, "assessment",
            id="satu", client_id="budi", ordinal=1, assessor_id="rina", state="draft",
        )  # fmt: skip
    connection.close()

    upgrade(empty, "0019")

    with sqlite3.connect(path) as connection:
        query = "SELECT state, consent_required, assigned_on FROM assessment"
        assert connection.execute(query).fetchall() == [("draft", 0, None)]
    connection.close()


def test_a_step_after_which_a_reference_leads_nowhere_is_not_taken(empty: Database) -> None:
    upgrade(empty, "0016")
    with sqlite3.connect(str(empty.engine.url.database)) as connection:
        insert(connection, "answer", assessment_id="nowhere", instrument="rri", item="A1")
    connection.close()

    with pytest.raises(Exception, match="answer"):
        migrate(empty.engine)

    assert revision(empty.engine) == "0016"
    with empty.engine.connect() as again:
        assert again.scalar(text("PRAGMA foreign_keys")) == 1
