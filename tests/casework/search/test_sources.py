"""A source is found by its words, its number and its title; a child's only by who may read it."""

from collections.abc import Callable
from datetime import datetime

import pytest

from archive.shelf import Shelf
from casework.clients.model import Client
from casework.db.engine import Database
from casework.search import indexing
from casework.search.finder import Finder
from casework.sources import service
from casework.sources.description import Description
from casework.sources.intake import Received
from tests.casework.search.conftest import Ask, found
from tests.conftest import MakeClient, Staff

KIND = "sumber"
FileSource = Callable[[Client], None]
ASKED: tuple[dict[str, object], ...] = (
    {"words": ("kawat",)},
    {"phrases": ("bengkel kawat",)},
    {"number": "W.12.PAS.7-112"},
    {"words": ("bolobolo",)},
    {"kinds": (KIND,)},
)


@pytest.fixture
def file_source(
    database: Database, staff: Staff, at: datetime, index_all: Callable[[], None]
) -> FileSource:
    def take(client: Client) -> None:
        received = Received(
            "hasil.pdf", "pdf", "application/pdf", b"%PDF-", 2, ("Satu", "Kerja di bengkel kawat.")
        )
        said = Description("hasil-asesmen", "Lapas Kelas IIA Bolobolo", "W.12.PAS.7-112")
        with database.transaction() as session:
            service.file_source(session, staff.pk, client, received, said, at=at)
        index_all()

    return take


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_source_is_found_by_what_it_says_and_what_is_said_of_it(
    ask: Ask, make_client: MakeClient, file_source: FileSource, asked: dict[str, object]
) -> None:
    client = make_client()
    file_source(client)

    assert (client.number, KIND) in found(ask(**asked))


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_childs_source_is_found_by_who_may_read_it_and_by_nobody_else(
    ask: Ask,
    staff: Staff,
    make_client: MakeClient,
    file_source: FileSource,
    asked: dict[str, object],
) -> None:
    child = make_client(name="Rizky Aditya", nik=None, child=True)
    file_source(child)

    assert (child.number, KIND) in found(ask(staff.archivist, **asked))
    assert ask(staff.assessor, **asked).document_count == 0


def test_a_new_index_finds_sources_as_the_old_one_did(
    ask: Ask,
    make_client: MakeClient,
    file_source: FileSource,
    database: Database,
    finder: Finder,
    shelf: Shelf,
) -> None:
    client = make_client()
    file_source(client)

    indexing.rebuild(database, shelf, finder)

    assert (client.number, KIND) in found(ask(words=("kawat",)))
