"""The page of a client's file."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from archive.shelf import Shelf
from casework.clients.model import Client
from casework.db.engine import Database
from casework.deposits import queries
from casework.documents import signed
from casework.physical import service as physical
from tests.conftest import MakeClient, Staff
from tests.papers import issue_result, pdf
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post

Seal = Callable[[], None]


@pytest.fixture
def client(
    database: Database, staff: Staff, make_client: MakeClient, seal_all: Seal, at: datetime
) -> Client:
    """A client with two results, sealed."""
    found = make_client()
    with database.transaction() as session:
        issue_result(
            session, staff.assessor, found, at=at, risk="sedang", number="- 214",
            answers=[("A4", 0), ("A5", 2), ("A6", 0)],
        )  # fmt: skip
        issue_result(
            session, staff.assessor, found, at=at + timedelta(days=365), ordinal=2,
            answers=[("A4", 1), ("A5", 4), ("A6", 1)],
        )  # fmt: skip
    seal_all()
    return found


def test_the_file_says_who_what_and_when(assessor: Browser, client: Client) -> None:
    page = assessor.get(f"/berkas/{client.number}").text

    assert page.count("<h1") == 1
    for words in (
        client.number, "Budi Santoso", "RAHASIA", "L, lahir 1991, Pembebasan Bersyarat",
        "PK Sari Dewi", "13/17", "naik dari Sedang 9", "tetap, Sedang 18", "Mengapa?",
        "12 bulan sejak asesmen terakhir selesai 9 Maret 2027", "Pencurian, Pasal 363",
        "PB 117/PB/2026", "s.d. 12 Oktober 2027",
    ):  # fmt: skip
        assert words in page


def test_the_timeline_shows_every_deposit_with_its_files(assessor: Browser, client: Client) -> None:
    page = assessor.get(f"/berkas/{client.number}").text

    assert "3 dokumen, 0 peristiwa" in page
    assert page.count('class="entry') >= 3
    assert f"/berkas/{client.number}/dokumen/0003/unduh/dokumen.pdf" in page
    assert f"/berkas/{client.number}/dokumen/0003/unduh/dokumen.docx" in page
    assert "Pembukaan berkas" in page
    assert "cocok" not in page
    assert re.search(r"SHA-256 <span class=\"digest\">[0-9a-f]{4} [0-9a-f]{4} … [0-9a-f]{4}", page)


def test_the_chart_has_a_sentence_and_a_table(assessor: Browser, client: Client) -> None:
    page = assessor.get(f"/berkas/{client.number}").text

    assert "Naik dari Sedang 9 ke Tinggi 13: butir A4, A5, dan A6 bertambah." in page
    assert "Nilai RRI: 9 pada 9 Mar 2026, 13 pada 9 Mar 2027" in page
    assert "Lihat sebagai tabel" in page


def test_what_waits_for_its_seal_says_so(assessor: Browser, make_client: MakeClient) -> None:
    page = assessor.get(f"/berkas/{make_client().number}").text

    assert "tersimpan, segera disegel" in page
    assert "/dokumen/" not in page
    assert "buka asesmen awal, paling lambat 10 Maret 2026" in page


def test_the_next_step_is_signing_until_the_scan_is_there(
    assessor: Browser,
    client: Client,
    database: Database,
    staff: Staff,
    seal_all: Seal,
    at: datetime,
) -> None:
    page = assessor.get(f"/berkas/{client.number}").text
    assert "cetak dan tanda tangani dokumen 0003, lalu unggah pindaiannya." in page
    assert f"/berkas/{client.number}/dokumen/0003#salinan" in page

    with database.transaction() as session:
        for sequence in (2, 3):
            document = queries.document(session, client.office, client.number, sequence)
            signed.file(session, staff.pk, document, signed.read(pdf("x"), "x.pdf"), at=at)
    seal_all()
    page = assessor.get(f"/berkas/{client.number}").text
    assert "Belum ditandatangani" not in page
    assert "Salinan bertanda tangan" in page
    assert "dari dokumen 0003, 1 halaman" in page
    assert "catat tempat map kertas" in page


def test_the_place_of_the_map_is_written_down(
    assessor: Browser, post: Post, client: Client
) -> None:
    answer = post(assessor, f"/berkas/{client.number}/tempat", place="Lemari 2 > Rak 3 > Boks 14")

    assert answer.status_code == 303
    page = assessor.get(f"/berkas/{client.number}").text
    assert f"Map {client.number} kini di Lemari 2 &gt; Rak 3 &gt; Boks 14." in page
    assert "belum dicatat" not in page.lower()


def test_one_paper_can_lie_elsewhere(
    assessor: Browser, post: Post, client: Client, database: Database
) -> None:
    post(assessor, f"/berkas/{client.number}/tempat", place="Meja asesor", document="0003")

    with database.reading() as session:
        places = physical.places(session, client)
        assert (places.folder, list(places.documents.values())) == (None, ["Meja asesor"])


@pytest.mark.parametrize(
    ("fields", "lead"),
    [
        ({"place": "  "}, "f-place"),
        ({"place": "x" * 201}, "f-place"),
        ({"place": "a\u202eb", "document": "0003"}, "f-place_0003"),
    ],
)
def test_a_place_that_cannot_be_kept_is_refused_where_it_was_typed(
    assessor: Browser, post: Post, client: Client, fields: dict[str, str], lead: str
) -> None:
    page = post(assessor, f"/berkas/{client.number}/tempat", **fields)

    assert page.status_code == 422
    assert f'href="#{lead}"' in page.text
    assert f'id="{lead}"' in page.text


@pytest.mark.parametrize("document", ["0099", "x", "9" * 30, "9" * 5000, "-1"])
def test_a_paper_that_is_not_there_has_no_place(
    assessor: Browser, post: Post, client: Client, document: str
) -> None:
    answer = post(assessor, f"/berkas/{client.number}/tempat", place="x", document=document)

    assert answer.status_code == 404


def test_a_childs_file_opens_for_who_has_the_right_and_is_absent_for_others(
    assessor: Browser, browser_of: BrowserOf, staff: Staff, make_client: MakeClient, post: Post
) -> None:
    child = make_client(name="Nur Fadilah", child=True)

    for url in (f"/berkas/{child.number}", f"/berkas/{child.number}/dokumen/0001"):
        absent = assessor.get(url)
        assert absent.status_code == 404
        assert "Fadilah" not in absent.text
    assert post(assessor, f"/berkas/{child.number}/tempat", place="x").status_code == 404
    page = browser_of(staff.pk).get(f"/berkas/{child.number}").text
    assert "Nur Fadilah" in page
    assert "Buka asesmen" not in page
    assert "asesmen lanjutan" in page or "asesmen awal" in page


@pytest.mark.parametrize("number", ["2026-99999", "x", "baru2", "2026-00001'--"])
def test_a_file_that_does_not_exist_is_not_found(assessor: Browser, number: str) -> None:
    assert assessor.get(f"/berkas/{number}").status_code == 404


def test_who_reads_no_files_sees_none(browser_of: BrowserOf, staff: Staff, client: Client) -> None:
    admin = browser_of(staff.admin)

    assert admin.get("/berkas").status_code == 404
    assert admin.get(f"/berkas/{client.number}").status_code == 404


def test_the_shelf_is_not_touched_by_looking_at_the_timeline(
    assessor: Browser, client: Client, shelf: Shelf
) -> None:
    shelf.root.rename(shelf.root.with_name("away"))

    assert assessor.get(f"/berkas/{client.number}").status_code == 200
