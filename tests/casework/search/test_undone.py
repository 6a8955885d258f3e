"""What an undone import had opened is neither found nor guessed, and leaves no word behind."""

from collections.abc import Callable

from sqlalchemy import select

from archive.shelf import Shelf
from casework.clients.model import Client
from casework.clock import Zone
from casework.db.engine import Database
from casework.deposits import journal
from casework.deposits.parcel import Parcel, office_chain
from casework.imports import record
from casework.search import indexing
from casework.search.finder import Finder
from casework.search.model import CatalogueEntry
from indexer.criteria import Criteria
from tests.casework.search.conftest import Ask
from tests.conftest import AT, MakeClient, Staff


def undo(database: Database, staff: Staff, client: Client) -> None:
    content = record.undoing("01J00000000000000000000009", 2026, [client.number], "salah lembar")
    with database.transaction() as session:
        chain = office_chain(staff.assessor, "register", 2026)
        parcel = Parcel("register", chain, Zone.WIB, content)
        record.read_undo(session, journal.enter(session, staff.assessor, parcel, at=AT))


def test_no_word_of_an_undone_import_stays_in_the_search(
    ask: Ask,
    database: Database,
    shelf: Shelf,
    finder: Finder,
    staff: Staff,
    make_client: MakeClient,
    index_all: Callable[[], None],
) -> None:
    kept = make_client(name="Wayan Sudarma", nik=None, registers=())
    wrong = make_client(name="Kencana Purwita", nik=None, registers=(), aliases=())
    index_all()
    assert ask(client="Kencana").file_count == 1

    undo(database, staff, wrong)
    index_all()

    assert finder.adults.ids(Criteria(client="Kencana")) == frozenset()
    assert len(finder.adults.ids(Criteria(client="Wayan"))) == 1
    assert ask(client="Kemcana").suggestions == ()
    with database.reading() as session:
        assert session.scalars(select(CatalogueEntry.client_id)).all() == [kept.id]
    assert indexing.check(database, finder) == []
    indexing.rebuild(database, shelf, finder)
    assert finder.adults.ids(Criteria(client="Kencana")) == frozenset()


def test_an_opening_that_is_indexed_after_the_undo_is_not_taken_up(
    database: Database,
    finder: Finder,
    staff: Staff,
    make_client: MakeClient,
    index_all: Callable[[], None],
) -> None:
    make_client(name="Wayan Sudarma", nik=None, registers=())
    index_all()
    wrong = make_client(name="Kencana Purwita", nik=None, registers=(), aliases=())

    undo(database, staff, wrong)
    index_all()

    assert finder.adults.ids(Criteria(client="Kencana")) == frozenset()
    assert indexing.check(database, finder) == []
