"""A damaged index: the catalogue answers, the answer says so, and the worker makes it anew."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from archive.shelf import Shelf
from casework.clients.model import Client
from casework.db.engine import Database
from casework.jobs import service as jobs
from casework.jobs.model import Job
from casework.search import indexing
from casework.search.finder import Finder
from casework.search.model import CatalogueEntry, CatalogueNumber
from indexer.criteria import Criteria
from tests.casework.search.conftest import Ask, Issue, found
from tests.conftest import MakeClient

RESULT = "hasil-asesmen"


def _deleted(root: Path) -> None:
    shutil.rmtree(root)


def _files(root: Path) -> Iterator[Path]:
    return (one for one in root.rglob("*") if one.is_file() and not one.is_symlink())


def _garbage(root: Path) -> None:
    for file in _files(root):
        file.write_bytes(b"\xff garbage \x00" * 40)


def _torn(root: Path) -> None:
    for file in _files(root):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _emptied(root: Path) -> None:
    for file in _files(root):
        file.write_bytes(b"")


def _no_pointer(root: Path) -> None:
    (root / "dewasa" / "kini").unlink()


DAMAGES = (_deleted, _garbage, _torn, _emptied, _no_pointer)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_a_damaged_index_is_said_answered_around_and_made_anew(
    ask: Ask,
    budi: Client,
    home: Path,
    database: Database,
    shelf: Shelf,
    finder: Finder,
    damage: Callable[[Path], None],
) -> None:
    damage(home / "indeks")
    finder.close()

    degraded = [ask(words=words) for words in (("budi",), ("892",), ("Santoso", "117/PB"))]
    blind = ask(words=("narkotika",))

    assert all(one.degraded and (budi.number, RESULT) in found(one) for one in degraded)
    assert (blind.degraded, blind.document_count, blind.suggestions) == (True, 0, ())
    assert ask(words=("budi",), bands=("rendah",)).document_count == 0
    assert not ask(client="budi").degraded
    assert indexing.check(database, finder)

    indexing.repair(database, shelf, finder)

    mended = ask(words=("narkotika",))
    assert (mended.degraded, found(mended)) == (False, {(budi.number, RESULT)})
    assert indexing.check(database, finder) == []


def test_an_office_without_documents_is_not_in_trouble(ask: Ask, finder: Finder) -> None:
    del finder

    answer = ask(words=("narkotika",))

    assert (answer.degraded, answer.document_count) == (False, 0)


def test_what_is_sealed_next_finds_its_way_into_a_lost_index(
    ask: Ask, budi: Client, home: Path, make_client: MakeClient, issue: Issue
) -> None:
    shutil.rmtree(home / "indeks")

    issue(make_client(name="Yohana Kurnia", nik=None), number="- 5", pages=("narkotika",))

    assert ask(words=("narkotika",)).file_count == 2
    assert budi.number in {number for number, _ in found(ask(words=("narkotika",)))}


def test_mending_writes_what_is_lacking_and_takes_out_what_is_too_many(
    budi: Client, database: Database, shelf: Shelf, finder: Finder
) -> None:
    del budi
    everything = finder.adults.ids(Criteria())
    (gone,) = finder.adults.ids(Criteria(words=("narkotika",)))
    before = finder.adults.stamp().generation
    finder.adults.remove([gone])
    with database.transaction() as session:
        session.delete(session.get_one(CatalogueEntry, gone))

    said = indexing.mend(database, shelf, finder)

    assert "1 catalogued" in said
    assert "1 missing, 0 too many" in said
    assert finder.adults.ids(Criteria()) == everything
    assert finder.adults.stamp().generation == before
    assert indexing.mend(database, shelf, finder) == "ok"


def test_a_document_whose_turn_has_not_come_is_not_a_fault(
    make_client: MakeClient,
    seal_all: Callable[[], None],
    budi: Client,
    database: Database,
    finder: Finder,
) -> None:
    del budi
    make_client(name="Yohana Kurnia", nik=None)
    seal_all()

    assert indexing.check(database, finder) == []


def test_the_catalogue_comes_back_from_the_deposits(budi: Client, database: Database) -> None:
    del budi

    def lines() -> tuple[int | None, ...]:
        with database.reading() as session:
            tables = (CatalogueEntry, CatalogueNumber)
            return tuple(session.scalar(select(func.count()).select_from(one)) for one in tables)

    before = lines()
    count = indexing.rebuild_catalogue(database)

    assert (count, lines()) == (2, before)


def test_one_repair_is_ordered_and_then_none_for_ten_minutes(
    database: Database, at: datetime
) -> None:
    def ordered(minutes: int) -> int | None:
        with database.transaction() as session:
            indexing.order_repair(session, at=at + timedelta(minutes=minutes))
            query = select(func.count()).where(Job.kind == indexing.REPAIR)
            return session.scalar(query)

    assert [ordered(0), ordered(1)] == [1, 1]
    with database.transaction() as session:
        job = jobs.waiting(session, indexing.REPAIR, "indeks")
        assert job is not None
        jobs.finish(job, at=at + timedelta(minutes=2))
    assert [ordered(3), ordered(13)] == [1, 2]
