"""The signed scan of an issued paper."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.shelf import Shelf
from casework.audit.model import AuditEvent
from casework.db.engine import Database
from casework.deposits import reading
from casework.deposits.model import Deposit
from casework.documents import signed
from casework.documents.model import SignedCopy
from casework.errors import Invalid
from tests.conftest import MakeClient, Staff
from tests.papers import issue_result, pdf

CORPUS = Path(__file__).parents[4] / "shared" / "corpora" / "pdf"


@pytest.fixture
def document(database: Database, staff: Staff, make_client: MakeClient, at: datetime) -> Deposit:
    client = make_client()
    with database.transaction() as session:
        result = issue_result(session, staff.assessor, client, at=at)
        return session.get_one(Deposit, result.id)


def test_a_signed_scan_is_sealed_beside_its_paper(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    document: Deposit,
    seal_all: Callable[[], None],
    at: datetime,
) -> None:
    scan = signed.read(pdf("Laporan, ditandatangani"), "pindai 0006.pdf")
    with database.transaction() as session:
        copy_id = signed.file(session, staff.pk, document, scan, at=at).id
    seal_all()

    with database.reading() as session:
        copy = session.get_one(Deposit, copy_id)
        assert copy.chain == document.chain
        assert copy.record["rujukan"] == [document.id]
        assert (copy.sequence, copy.isi["halaman"]) == (3, 1)
        assert reading.content(shelf, copy, signed.SCAN) == scan.content
        assert reading.text_pages(shelf, copy) == ("Laporan, ditandatangani",)
        assert (current := signed.current_copy(session, document.id)) is not None
        assert current.id == copy_id


def test_the_same_scan_filed_twice_is_one_act(
    database: Database, staff: Staff, document: Deposit, at: datetime
) -> None:
    scan = signed.read(pdf("Ditandatangani"), "a.pdf")
    for hour in range(2):
        with database.transaction() as session:
            signed.file(session, staff.pk, document, scan, at=at + timedelta(hours=hour))

    with database.reading() as session:
        assert len(session.scalars(select(SignedCopy)).all()) == 1
        said = session.scalars(select(AuditEvent.what)).all()
        assert list(said).count("dokumen.salinan") == 1


def test_a_better_scan_takes_the_place_of_the_first(
    database: Database, staff: Staff, document: Deposit, at: datetime
) -> None:
    with database.transaction() as session:
        assert signed.current_copy(session, document.id) is None
        signed.file(session, staff.pk, document, signed.read(pdf("buram"), "a.pdf"), at=at)
        clear = signed.read(pdf("jelas"), "b.pdf")
        last = signed.file(session, staff.pk, document, clear, at=at + timedelta(hours=1))

        assert signed.current_copy(session, document.id) is last
        assert signed.copies(session, [document.id]) == {document.id: last}


def test_a_scan_of_pictures_has_no_text_beside_it(
    database: Database, staff: Staff, document: Deposit, at: datetime
) -> None:
    with database.transaction() as session:
        copy = signed.file(session, staff.pk, document, signed.read(pdf(""), "x.pdf"), at=at)

        assert session.get_one(Deposit, copy.id).file("teks.txt") is None


def test_only_an_issued_paper_has_a_signed_copy(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    opening_id = make_client().id
    scan = signed.read(pdf("x"), "x.pdf")

    with database.transaction() as session, pytest.raises(signed.NotSignable):
        signed.file(session, staff.pk, session.get_one(Deposit, opening_id), scan, at=at)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "upload-empty"),
        (b"hello", "upload-not-a-document"),
        (b"%PDF-1.7\nbroken", "upload-corrupt"),
        (pdf("x")[:300], "upload-corrupt"),
    ],
)
def test_what_is_no_pdf_is_refused_in_words(content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        signed.read(content, "pindai.pdf")

    assert [(one.field, one.code) for one in refused.value.faults] == [("scan", code)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("pdf/arturt-encrypted.pdf", "upload-encrypted"),
        ("docx/doc-default.docx", "upload-not-pdf"),
    ],
)
def test_a_locked_pdf_and_a_word_file_are_refused(name: str, code: str) -> None:
    path = CORPUS.parent / name
    if not path.exists():
        pytest.skip("the corpora are not beside the project")

    with pytest.raises(Invalid) as refused:
        signed.read(path.read_bytes(), path.name)

    assert refused.value.faults[0].code == code
