"""What lies in a client's file, and reading it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from archive.shelf import Shelf
from casework.clients import service as clients
from casework.clients.model import GuidanceStatus
from casework.db.engine import Database
from casework.deposits import queries, reading
from casework.deposits.model import Deposit
from casework.errors import NotFound
from tests.conftest import MakeClient, Staff
from tests.guidance import bring
from tests.papers import issue_result


def test_the_timeline_shows_everything_of_the_file_newest_first(
    database: Database,
    staff: Staff,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
) -> None:
    client, other = make_client(), make_client(name="Siti Rahma")
    seal_all()
    with database.transaction() as session:
        here = clients.get(session, staff.assessor, client.number)
        day = at + timedelta(days=1)
        issue_result(session, staff.assessor, here, at=day)
        bring(
            session, staff.pk, here, GuidanceStatus.COMPLETED,
            on=date(2026, 3, 10), reason="selesai", at=day + timedelta(hours=1),
        )  # fmt: skip

    with database.reading() as session:
        found = queries.timeline(session, client.office, client.number)

        assert [one.kind for one in found] == ["status", "hasil-asesmen", "pembukaan"]
        assert [one.sequence for one in found] == [None, None, 1]
        assert [file.name for file in found[1].files] == [
            "dokumen.docx",
            "dokumen.pdf",
            "rekaman.json",
            "teks.txt",
        ]
        assert len(queries.timeline(session, other.office, other.number)) == 1
        assert queries.timeline(session, "kantor-lain", client.number) == ()


def test_a_document_is_found_by_its_number_in_the_file(
    database: Database, make_client: MakeClient, seal_all: Callable[[], None]
) -> None:
    client = make_client()
    seal_all()

    with database.reading() as session:
        assert queries.document(session, client.office, client.number, 1).id == client.id
        for office, number, sequence in (
            (client.office, client.number, 2),
            (client.office, "2026-99999", 1),
            ("kantor-lain", client.number, 1),
        ):
            with pytest.raises(NotFound):
                queries.document(session, office, number, sequence)


@pytest.fixture
def result(
    database: Database,
    staff: Staff,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
) -> Deposit:
    client = make_client()
    with database.transaction() as session:
        made = issue_result(session, staff.assessor, client, at=at, pages=("satu", "dua"))
    seal_all()
    with database.reading() as session:
        return session.get_one(Deposit, made.id)


def folder(shelf: Shelf, deposit: Deposit) -> Path:
    return next((shelf.root / deposit.chain).glob(f"{deposit.sequence:04}_*"))


def test_a_sealed_file_is_read_with_its_text_by_page(shelf: Shelf, result: Deposit) -> None:
    assert reading.content(shelf, result, "dokumen.pdf").startswith(b"%PDF")
    assert reading.text_pages(shelf, result) == ("satu", "dua")
    with pytest.raises(NotFound):
        reading.content(shelf, result, "lain.pdf")


def test_a_paper_that_waits_for_its_seal_cannot_be_read_yet(
    database: Database, shelf: Shelf, make_client: MakeClient
) -> None:
    client = make_client()

    with database.reading() as session, pytest.raises(NotFound):
        reading.content(shelf, session.get_one(Deposit, client.id), "rekaman.json")


@pytest.mark.parametrize("name", ["data/dokumen.pdf", "manifest-sha256.txt"])
def test_one_flipped_byte_is_noticed(shelf: Shelf, result: Deposit, name: str) -> None:
    path = folder(shelf, result) / name
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[5] ^= 1
    path.write_bytes(content)

    with pytest.raises(reading.DocumentDamaged) as damaged:
        reading.content(shelf, result, "dokumen.pdf")

    assert damaged.value.deposit_id == result.id


def test_a_missing_file_and_a_missing_bag_are_noticed(shelf: Shelf, result: Deposit) -> None:
    path = folder(shelf, result)
    path.joinpath("data").chmod(0o755)
    path.joinpath("data/dokumen.pdf").unlink()
    with pytest.raises(reading.DocumentDamaged):
        reading.content(shelf, result, "dokumen.pdf")

    path.rename(shelf.root / "hilang")
    with pytest.raises(reading.DocumentDamaged):
        reading.content(shelf, result, "teks.txt")


def test_a_bag_made_anew_with_fitting_digests_is_still_not_the_one_that_was_noted(
    shelf: Shelf, result: Deposit
) -> None:
    result.tagmanifest = "0" * 64

    with pytest.raises(reading.DocumentDamaged):
        reading.content(shelf, result, "dokumen.pdf")
