"""SP-7: a database from yesterday goes on where the archive stands, not where it stood itself."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.shelf import Shelf
from archive.verify import verify
from casework.assessments import issuing
from casework.assessments.issuing import Workshop
from casework.assessments.model import Assessment, AssessmentState, Result
from casework.clients.model import Client
from casework.db.engine import Database, open_database
from casework.deposits.model import Deposit, JournalEntry, JournalState
from casework.documents.model import LetterNumber
from casework.jobs.worker import Worker
from casework.rebuild.dump import lines
from casework.rebuild.service import start_up
from tests.conftest import MakeClient, MakeDraft, Staff
from tests.papers import Printed

Copy = Callable[[], None]


@pytest.fixture
def workshop(database: Database, shelf: Shelf) -> Workshop:
    return Workshop(database, shelf, Printed())  # type: ignore[arg-type]


@pytest.fixture
def take_number(database: Database, staff: Staff, at: datetime) -> Callable[[Assessment], None]:
    def work(draft: Assessment) -> None:
        with database.transaction() as session:
            row = session.get_one(Assessment, draft.id)
            client = session.get_one(Client, row.client_id)
            issuing.issue(session, staff.assessor, client, row, at=at)

    return work


def copy_of(database: Database, path: Path) -> None:
    """Copy the database as a backup does."""
    with (
        contextlib.closing(sqlite3.connect(str(database.engine.url.database))) as source,
        contextlib.closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)


def test_numbers_and_clients_go_on_above_what_the_archive_holds(
    database: Database,
    shelf: Shelf,
    workshop: Workshop,
    make_client: MakeClient,
    make_draft: MakeDraft,
    take_number: Callable[[Assessment], None],
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    first = make_draft()
    seal_all()
    copy_of(database, tmp_path / "kemarin.sqlite3")
    take_number(first)
    issuing.carry_out(workshop, first.id)
    forgotten = make_client(name="Yohana Kurnia")
    seal_all()
    with database.reading() as session:
        truth = [line for line in lines(session) if not line.startswith("audit_event")]

    restored = open_database(tmp_path / "kemarin.sqlite3")
    adopted, again = (start_up(restored, shelf, at=at) for _ in range(2))

    assert adopted.unreadable == ()
    assert (adopted.bags > 0, again.bags) == (True, 0)
    with restored.transaction() as session:
        found = [line for line in lines(session) if not line.startswith("audit_event")]
        row = session.get_one(Assessment, first.id)
        assert row.state is AssessmentState.STORED
        assert row.number == "WP.10.PAS.PAS.8-UM.01.01 - 1"
        assert session.get_one(Client, forgotten.id).number == forgotten.number
    assert found == truth
    restored.close()


@pytest.mark.parametrize("entered", [False, True])
def test_a_number_taken_before_the_copy_is_stored_once_after_it(
    database: Database,
    shelf: Shelf,
    workshop: Workshop,
    make_draft: MakeDraft,
    take_number: Callable[[Assessment], None],
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
    entered: bool,  # noqa: FBT001
) -> None:
    draft = make_draft()
    seal_all()
    take_number(draft)
    if entered:
        issuing._make(workshop, draft.id)
    copy_of(database, tmp_path / "kemarin.sqlite3")
    issuing.carry_out(workshop, draft.id)

    restored = open_database(tmp_path / "kemarin.sqlite3")
    start_up(restored, shelf, at=at)
    later = Workshop(restored, shelf, Printed())  # type: ignore[arg-type]
    worker = Worker(restored, {issuing.ISSUE: lambda one: issuing.carry_out(later, one)})
    worker.drain()
    issuing.carry_out(later, draft.id)

    with restored.reading() as session:
        row = session.get_one(Assessment, draft.id)
        assert row.state is AssessmentState.STORED
        assert [one.id for one in session.scalars(select(Result))] == [row.record_id]
        assert [one.n for one in session.scalars(select(LetterNumber))] == [1]
    assert [bag.kind for bag in shelf.walk()].count("hasil-asesmen") == 1
    assert list(verify(shelf)) == []
    restored.close()


def test_a_bag_whose_registration_was_lost_is_noted_and_its_files_leave_the_journal(
    database: Database,
    shelf: Shelf,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    client = make_client()
    copy_of(database, tmp_path / "sebelum.sqlite3")
    seal_all()
    before = open_database(tmp_path / "sebelum.sqlite3")

    start_up(before, shelf, at=at)

    with before.reading() as session:
        assert session.get_one(Deposit, client.id).sequence == 1
        states = {entry.state for entry in session.scalars(select(JournalEntry))}
    assert states == {JournalState.SEALED}
    before.close()


def test_one_bag_that_cannot_be_taken_in_is_named_and_the_others_are_taken(
    database: Database,
    shelf: Shelf,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    copy_of(database, tmp_path / "kosong.sqlite3")
    first, second = make_client(), make_client(name="Yohana Kurnia")
    seal_all()
    with database.reading() as session:
        chain = session.get_one(Deposit, first.id).chain
    shutil.rmtree(next((shelf.root / chain).glob("0001_*")) / "data")
    restored = open_database(tmp_path / "kosong.sqlite3")

    adopted = start_up(restored, shelf, at=at)

    assert len(adopted.unreadable) == 1
    assert adopted.unreadable[0].startswith(chain)
    with restored.reading() as session:
        assert [one.id for one in session.scalars(select(Client))] == [second.id]
    restored.close()
