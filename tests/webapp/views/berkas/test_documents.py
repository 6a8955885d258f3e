"""Reading one document, taking its files, filing its signed scan."""

import hashlib
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.shelf import Shelf
from casework.audit.model import AuditEvent
from casework.clients.model import Client
from casework.db.engine import Database
from casework.documents.model import SignedCopy
from tests.conftest import MakeClient, Staff
from tests.papers import issue_result, pdf
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post

Seal = Callable[[], None]


@pytest.fixture
def client(
    database: Database, staff: Staff, make_client: MakeClient, seal_all: Seal, at: datetime
) -> Client:
    found = make_client()
    with database.transaction() as session:
        issue_result(
            session, staff.assessor, found, at=at, pages=("Halaman pertama {{ 7*7 }}", "Kedua <b>")
        )
    seal_all()
    return found


def url(client: Client, rest: str = "", sequence: str = "0002") -> str:
    return f"/berkas/{client.number}/dokumen/{sequence}{rest}"


def log(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        rows = session.scalars(select(AuditEvent).order_by(AuditEvent.n))
        return [(one.what, one.object, one.result) for one in rows if one.what.startswith("dok")]


def bag(shelf: Shelf, client: Client) -> Path:
    return next(shelf.root.glob(f"berkas/*/*/{client.number}/0002_*"))


def test_a_document_is_read_page_by_page(assessor: Browser, client: Client) -> None:
    first, second = assessor.get(url(client)), assessor.get(url(client, "/hlm/2"))

    assert "Halaman 1 dari 2" in first.text
    assert "Halaman pertama {{ 7*7 }}" in first.text
    assert "data:image/png;base64," in first.text
    assert url(client, "/hlm/2") in first.text
    assert "Kedua &lt;b&gt;" in second.text
    assert 'rel="prev"' in second.text
    assert first.text.count("<h1") == 1
    for wrong in ("/hlm/3", "/hlm/0", "/hlm/x"):
        assert assessor.get(url(client, wrong)).status_code == 404


def test_the_digest_is_computed_for_the_reader(
    assessor: Browser, client: Client, shelf: Shelf
) -> None:
    page = assessor.get(url(client)).text

    digest = hashlib.sha256((bag(shelf, client) / "data/dokumen.pdf").read_bytes()).hexdigest()
    assert digest in page
    assert "Cocok dengan catatan arsip" in page


def test_reading_and_taking_are_written_down(
    assessor: Browser, client: Client, database: Database
) -> None:
    assessor.get(url(client))
    assessor.get(url(client, "/unduh/dokumen.docx"))

    target = f"berkas/{client.number}/dokumen/0002"
    assert log(database) == [("dokumen.baca", target, "ok"), ("dokumen.unduh", target, "ok")]


@pytest.mark.parametrize(
    ("name", "saved", "media"),
    [
        ("dokumen.pdf", "hasil-asesmen.pdf", "application/pdf"),
        (
            "dokumen.docx",
            "hasil-asesmen.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("teks.txt", "hasil-asesmen.txt", "text/plain; charset=utf-8"),
        ("rekaman.json", "rekaman.json", "application/json"),
    ],
)
def test_a_file_is_kept_under_numbers_alone(
    assessor: Browser, client: Client, shelf: Shelf, name: str, saved: str, media: str
) -> None:
    answer = assessor.get(url(client, f"/unduh/{name}"))

    assert answer.data == (bag(shelf, client) / "data" / name).read_bytes()
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="{client.number}_0002_{saved}"'
    )
    assert answer.headers["Content-Type"] == media
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["lain.pdf", "..%2f..%2fbagit.txt", "manifest-sha256.txt", "%00"])
def test_only_files_of_the_document_are_given(assessor: Browser, client: Client, name: str) -> None:
    assert assessor.get(url(client, f"/unduh/{name}")).status_code == 404


@pytest.mark.parametrize("sequence", ["0099", "0000", "999999", "x", "-1", "9" * 40])
def test_a_document_that_is_not_there_is_not_found(
    assessor: Browser, client: Client, sequence: str
) -> None:
    assert assessor.get(url(client, sequence=sequence)).status_code == 404


def test_a_record_without_a_paper_is_shown_in_words(assessor: Browser, client: Client) -> None:
    page = assessor.get(url(client, sequence="0001")).text

    assert "Pembukaan berkas" in page
    for words in ("Nama", "Budi Santoso", "17 Juni 1991", "Pembebasan Bersyarat", "Pencurian"):
        assert words in page
    assert "01K" not in page


@pytest.mark.parametrize("name", ["data/dokumen.pdf", "data/dokumen.docx", "manifest-sha256.txt"])
def test_what_was_changed_is_not_shown_but_written_down(
    assessor: Browser, client: Client, shelf: Shelf, database: Database, post: Post, name: str
) -> None:
    post(assessor, f"/berkas/{client.number}/tempat", place="Lemari 2 > Boks 14")
    path = bag(shelf, client) / name
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    page = assessor.get(url(client))

    assert page.status_code == 409
    assert "berbeda dari catatan arsip" in page.text
    assert "kertasnya di Lemari 2 &gt; Boks 14" in page.text
    assert "Halaman pertama" not in page.text
    assert log(database) == [("dokumen.baca", f"berkas/{client.number}/dokumen/0002", "rusak")]


def scan(content: bytes, name: str = "pindai budi.pdf") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def test_a_signed_scan_is_filed_beside_its_document(
    assessor: Browser, client: Client, post: Post, seal_all: Seal, database: Database
) -> None:
    answer = post(assessor, url(client, "/salinan"), scan=scan(pdf("tanda tangan")))

    assert answer.status_code == 303
    assert (
        "Salinan bertanda tangan dokumen 0002 tersimpan"
        in assessor.get(f"/berkas/{client.number}").text
    )
    seal_all()
    page = assessor.get(url(client)).text
    assert "0003 Salinan bertanda tangan" in page
    assert "Belum ditandatangani" not in page
    copy = assessor.get(url(client, sequence="0003")).text
    assert "tanda tangan" in copy
    assert "0002 Hasil asesmen risiko dan kebutuhan" in copy
    saved = assessor.get(url(client, "/unduh/salinan.pdf", sequence="0003"))
    assert "budi" not in saved.headers["Content-Disposition"]
    with database.reading() as session:
        assert session.scalars(select(SignedCopy)).one().pages == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "tidak dapat dipakai: kosong."),
        (b"PK\x03\x04 not a word file", "tidak dapat dipakai: rusak atau terpotong."),
        (b"hello", "tidak dapat dipakai: bukan PDF atau DOCX."),
    ],
)
def test_a_bad_scan_is_refused_in_a_plain_sentence(
    assessor: Browser, client: Client, post: Post, content: bytes, sentence: str
) -> None:
    page = post(assessor, url(client, "/salinan"), scan=scan(content))

    assert page.status_code == 422
    assert sentence in page.text
    assert 'href="#f-scan"' in page.text


def test_without_a_file_the_form_asks_for_one(
    assessor: Browser, client: Client, post: Post
) -> None:
    assert post(assessor, url(client, "/salinan")).status_code == 422


def test_an_opening_is_never_signed(assessor: Browser, client: Client, post: Post) -> None:
    answer = post(assessor, url(client, "/salinan", sequence="0001"), scan=scan(pdf("x")))

    assert answer.status_code == 409
    assert "Salinan bertanda tangan" not in assessor.get(url(client, sequence="0001")).text


def test_who_only_reads_files_no_scan(
    browser_of: BrowserOf, staff: Staff, client: Client, post: Post
) -> None:
    head = browser_of(staff.head)

    assert "Unggah pindaian" not in head.get(url(client)).text
    assert post(head, url(client, "/salinan"), scan=scan(pdf("x"))).status_code == 404
