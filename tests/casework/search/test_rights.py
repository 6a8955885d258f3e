"""A child's documents are neither found nor counted by a reader without the right."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from casework.clients.model import Client
from casework.db.engine import Database
from casework.search.finder import Finder
from indexer.criteria import Criteria
from tests.casework.search.conftest import Ask, Issue, found
from tests.conftest import MakeClient, Staff

RESULT = "hasil-asesmen"

ASKED: tuple[dict[str, object], ...] = (
    {"words": ("bengkel",)},
    {"phrases": ("bengkel sepeda",)},
    {"client": "Rizky"},
    {"words": ("Rizky",)},
    {"number": "77/ANAK/2026"},
    {"words": ("77/ANAK/2026",)},
    {"bands": ("tinggi",)},
    {"kinds": (RESULT,)},
    {},
)


@pytest.fixture
def child(make_client: MakeClient, issue: Issue) -> Client:
    """A child whose PK is the office's, with a word that stands in nobody else's file."""
    client = make_client(
        name="Rizky Aditya",
        bin_binti=None,
        nik=None,
        child=True,
        registers=(),
        aliases=("Kijang",),
    )
    issue(client, number="77/ANAK/2026", pages=("Klien magang di bengkel sepeda.",))
    return client


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_an_assessor_never_learns_of_a_childs_document(
    ask: Ask, staff: Staff, child: Client, asked: dict[str, object]
) -> None:
    for reader in (staff.supervisor, staff.head, staff.archivist, staff.pk):
        assert (child.number, RESULT) in found(ask(reader, **asked))

    answer = ask(staff.assessor, **asked)

    assert (answer.files, answer.file_count, answer.document_count) == ((), 0, 0)
    assert (dict(answer.kinds), dict(answer.bands), answer.pages) == ({}, {}, 1)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_another_pk_finds_only_the_children_that_are_hers(
    ask: Ask,
    staff: Staff,
    child: Client,
    make_client: MakeClient,
    issue: Issue,
    database: Database,
    asked: dict[str, object],
) -> None:
    other = make_client(name="Rizky Bayu", nik=None, child=True, registers=())
    issue(other, number="77/ANAK/2026", pages=("Klien magang di bengkel sepeda juga.",))
    with database.transaction() as session:
        session.execute(update(Client).where(Client.id == child.id).values(pk_id=staff.head.id))

    answer = ask(staff.pk, **asked)

    assert {number for number, _ in found(answer)} == {other.number}
    assert answer.file_count == 1
    assert answer.kinds.get(RESULT, 0) == 1


def test_no_suggestion_gives_a_childs_words_away(ask: Ask, staff: Staff, child: Client) -> None:
    del child
    assert [one.text for one in ask(staff.head, words=("bengkle",)).suggestions] == ["bengkel"]
    assert [one.text for one in ask(staff.head, client="Kijamg").suggestions] == ["kijang"]
    for reader in (staff.assessor, staff.pk):
        assert ask(reader, words=("bengkle",)).suggestions == ()
        assert ask(reader, client="Kijamg").suggestions == ()


def test_a_childs_words_stand_in_the_childrens_index_alone(
    finder: Finder, child: Client, budi: Client
) -> None:
    del child, budi

    assert finder.adults.ids(Criteria(words=("bengkel",))) == frozenset()
    assert len(finder.children.ids(Criteria(words=("bengkel",)))) == 1


def test_who_may_read_no_file_finds_nothing(ask: Ask, staff: Staff, budi: Client) -> None:
    del budi
    for asked in ({"words": ("narkotika",)}, {"client": "budi"}, {}):
        assert ask(staff.admin, **asked).document_count == 0


def test_another_office_finds_nothing(
    ask: Ask, budi: Client, database: Database, index_all: Callable[[], None]
) -> None:
    del budi, index_all
    with database.transaction() as session:
        session.execute(update(Client).values(office="bapas-lain"))

    for asked in ({"words": ("narkotika",)}, {"client": "budi"}, {}):
        assert ask(**asked).document_count == 0
