"""Asking, reading the answer, letting go, and what stands in the address."""

import html
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from casework.clients.model import Client
from casework.db.engine import Database
from casework.jobs.model import Job
from casework.search import indexing
from casework.search.finder import Finder
from tests.casework.search.conftest import Issue
from tests.conftest import MakeClient, Staff
from tests.webapp.views.berkas.conftest import BrowserOf, Post
from webapp.parts import Parts
from webapp.work import make_worker

Search = Callable[..., TestResponse]


@pytest.fixture
def search(post: Post, assessor: FlaskClient) -> Search:
    """Ask as the assessor and follow to the answer."""

    def ask(browser: FlaskClient | None = None, **fields: object) -> TestResponse:
        mine = browser or assessor
        sent = post(mine, "/cari", **fields)
        return mine.get(sent.location) if sent.status_code == 303 else sent

    return ask


def text_of(page: TestResponse) -> str:
    """Return the words of a page."""
    bare = re.sub(r"<[^>]+>", "", page.text)
    return " ".join(html.unescape(bare).split())


def chips_of(page: TestResponse) -> list[str]:
    """Return what the page says was asked for."""
    return re.findall(r'class="chip"><span>([^<]+)', page.text)


def test_the_empty_page_says_what_can_be_searched(assessor: FlaskClient) -> None:
    page = assessor.get("/cari")

    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    for label in ("Nama klien", "Nomor", "Dari tanggal", "Rekomendasi", "Risiko", "Jenis dokumen"):
        assert label in page.text
    assert "Konseling" in page.text


def test_a_question_is_answered_under_a_code_that_tells_nothing(
    assessor: FlaskClient, post: Post, budi: Client
) -> None:
    sent = post(assessor, "/cari", q="rehabilitasi narkotika tinggi 2026")

    assert sent.status_code == 303
    assert re.fullmatch(r"/cari/[0-9A-Z]{26}", sent.location)
    page = assessor.get(sent.location)
    assert "1 berkas, 1 dokumen" in page.text
    assert chips_of(page) == ["kata rehabilitasi narkotika", "tahun 2026", "risiko Tinggi"]
    assert "<mark>rehabilitasi</mark>" in page.text
    assert "cocok: isi" in page.text
    assert "Tinggi 13/17" in page.text
    assert f"/berkas/{budi.number}/dokumen/0002/hlm/2" in page.text
    assert "Buka hlm. 2" in page.text
    assert f'href="/berkas/{budi.number}"' in page.text


FIELDS: tuple[tuple[dict[str, object], list[str]], ...] = (
    ({"klien": "budi"}, ["klien budi"]),
    ({"klien": "San"}, ["klien San"]),
    ({"nomor": "117/PB"}, ["nomor 117/PB"]),
    ({"q": "2026-00001"}, ["nomor 2026-00001"]),
    ({"dari": "9 Maret 2026", "sampai": "9-3-2026"}, ["9 Maret 2026"]),
    ({"dari": "1/3/2026"}, ["sejak 1 Maret 2026"]),
    ({"rekomendasi": "konseling-keluarga"}, ["Konseling keluarga"]),
    ({"tingkat": ["tinggi", "sedang"]}, ["risiko Sedang", "risiko Tinggi"]),
    ({"jenis": "hasil-asesmen"}, ["Hasil asesmen risiko dan kebutuhan"]),
    ({"q": '"rehabilitasi narkotika"'}, ['kata "rehabilitasi narkotika"']),
    (
        {
            "q": "puskesmas",
            "klien": "Budi Santoso",
            "nomor": "892",
            "sampai": "31 Desember 2026",
            "rekomendasi": "konseling-keluarga",
            "jenis": "hasil-asesmen",
            "tingkat": "tinggi",
        },
        [],
    ),
)


@pytest.mark.parametrize(("fields", "expected"), FIELDS, ids=str)
def test_each_field_finds_by_itself_and_all_of_them_together(
    search: Search, budi: Client, fields: dict[str, object], expected: list[str]
) -> None:
    page = search(**fields)

    assert "Hasil asesmen" in page.text
    assert f"/berkas/{budi.number}/dokumen/0002" in page.text
    found = [html.unescape(one) for one in chips_of(page)]
    assert not expected or found == expected


def test_every_chip_can_be_let_go_and_the_rest_stays(
    search: Search, assessor: FlaskClient, post: Post, budi: Client
) -> None:
    del budi
    asked: dict[str, object] = {
        "q": "puskesmas",
        "klien": "Budi",
        "nomor": "892",
        "dari": "1 Januari 2026",
        "rekomendasi": "konseling-keluarga",
        "jenis": "hasil-asesmen",
        "tingkat": "rendah",
    }
    page = search(**asked)
    values = re.findall(r'name="lepas" value="([^"]+)"', page.text)

    assert len(values) == len(chips_of(page)) == 7
    for value in values:
        fewer = search(**asked, lepas=value)
        assert set(re.findall(r'name="lepas" value="([^"]+)"', fewer.text)) == {*values} - {value}
    assert "Tidak ditemukan" in page.text
    assert "1 berkas, 1 dokumen" in search(**asked, lepas="tingkat:rendah").text
    assert post(assessor, "/cari", q="puskesmas", lepas="kata").location == "/cari"


def test_what_cannot_be_asked_is_said_at_its_field_and_nothing_is_lost(search: Search) -> None:
    page = search(q="narkotika", dari="32 Maret 2026", sampai="kemarin", klien="Budi & Co")

    assert page.status_code == 422
    assert "Tanggal 32 Maret 2026 tidak ada di kalender." in page.text
    assert 'value="32 Maret 2026"' in page.text
    assert 'value="narkotika"' in page.text
    assert "Budi &amp; Co" in page.text
    turned = search(dari="9 Maret 2026", sampai="8 Maret 2026")
    assert (turned.status_code, "mendahului" in turned.text) == (422, True)
    for fields in ({"rekomendasi": "x"}, {"jenis": "x"}, {"tingkat": "X!"}, {"klien": "x" * 300}):
        assert search(**fields).status_code == 422


def test_nothing_asked_leads_back_to_the_form(assessor: FlaskClient, post: Post) -> None:
    for fields in ({}, {"q": "   "}, {"q": '""'}, {"urut": "newest"}):
        assert post(assessor, "/cari", **fields).location == "/cari"


def test_nothing_found_is_said_with_what_may_have_been_meant(search: Search, budi: Client) -> None:
    del budi
    page = search(q="rehabilitsi")

    assert "Coba ejaan lain, sebagian nomor, atau lepaskan satu filter." in page.text
    assert 'name="ganti" value="rehabilitasi"' in page.text
    meant = search(q="rehabilitsi", ganti="rehabilitasi")
    assert "1 berkas, 1 dokumen" in meant.text
    assert 'name="ganti-klien" value="santoso"' in search(klien="Santosp").text


def test_a_child_stands_among_the_results_by_initials_and_only_for_who_may_see(
    search: Search, browser_of: BrowserOf, staff: Staff, child: Client
) -> None:
    for fields in ({"q": "rehabilitasi"}, {"tingkat": "tinggi"}, {"klien": "Rizky"}):
        seen = search(browser_of(staff.supervisor) if "q" in fields else None, **fields)
        if "q" in fields:
            assert "R.A." in seen.text
            assert "2 berkas, 2 dokumen" in seen.text
            assert "Aditya" not in seen.text
        else:
            assert child.number not in seen.text
            assert "2 berkas" not in seen.text
    assert child.number not in search(q="rehabilitasi").text


def test_a_code_that_was_sent_on_shows_what_its_reader_may_see(
    post: Post, assessor: FlaskClient, browser_of: BrowserOf, staff: Staff, child: Client
) -> None:
    supervisor = browser_of(staff.supervisor)
    code = post(supervisor, "/cari", q="rehabilitasi").location

    assert child.number in supervisor.get(code).text
    assert child.number not in assessor.get(code).text
    assert browser_of(staff.admin).get(code).status_code == 404
    assert assessor.get("/cari/01JZZZZZZZZZZZZZZZZZZZZZZZ").status_code == 404


def test_pages_are_turned_by_links_that_carry_the_code_alone(
    search: Search, assessor: FlaskClient, make_client: MakeClient, issue: Issue
) -> None:
    for n in range(11):
        client = make_client(name=f"Klien {'ABCDEFGHIJK'[n]}", nik=None)
        issue(client, number=f"- {n}", pages=("narkotika",))

    first = search(q="narkotika")
    link = re.search(r'rel="next" href="(/cari/[0-9A-Z]{26}\?hlm=2)"', first.text)

    assert "11 berkas, 11 dokumen" in first.text
    assert "Berkas 1-10 dari 11" in text_of(first)
    assert link
    second = assessor.get(link.group(1))
    assert "Berkas 11-11 dari 11" in text_of(second)
    for odd in ("0", "-1", "x", "9" * 30, "\u0663"):
        assert assessor.get(link.group(1).replace("=2", f"={odd}")).status_code == 200
    assert 'aria-pressed="true">terbaru' in search(q="narkotika", urut=["", "newest"]).text


def test_more_documents_of_a_file_are_one_step_away(
    search: Search, budi: Client, issue: Issue
) -> None:
    for n in range(2, 6):
        issue(budi, ordinal=n, number=f"- {n}", pages=("narkotika",))
    page = search(q="narkotika")
    more = re.search(r'name="berkas" value="(\w+)">2 dokumen lain', page.text)

    assert "1 berkas, 5 dokumen" in page.text
    assert more
    whole = search(q="narkotika", berkas=more.group(1))
    assert whole.text.count('class="hit"') == 5
    assert "satu berkas saja" in chips_of(whole)


def test_a_lost_index_is_said_answered_around_and_repaired(
    search: Search, budi: Client, parts: Parts, finder: Finder, database: Database, home: Path
) -> None:
    shutil.rmtree(parts.settings.index)

    by_name, blind = search(q="Budi"), search(q="narkotika")

    for page in (by_name, blind):
        assert "Pencarian isi dokumen sedang diperbaiki." in page.text
    assert "1 berkas, 2 dokumen" in by_name.text
    assert "Tidak ditemukan" in blind.text
    assert "diperbaiki" not in search(klien="Budi").text
    with database.reading() as session:
        ordered = select(func.count()).where(Job.kind == indexing.REPAIR)
        assert session.scalar(ordered) == 1
    make_worker(parts).drain()
    mended = search(q="narkotika")
    assert "1 berkas, 1 dokumen" in mended.text
    assert "diperbaiki" not in mended.text
    assert budi.number in mended.text
    del finder, home


NAUGHTY = (
    "\x00", "'", '"', '"""', "%", "_", "\\", "*", "a*", "AND OR NOT", "title:x", "[a TO z]", "((",
    "~2", "\u202e", "\ufdfa", "\U0001f469\u200d\U0001f467", "Z\u0334\u031b", "-1", "1e309", "NaN",
    "9" * 999, "a " * 500, "'; DROP TABLE client;--", "<script>alert(1)</script>", "{{7*7}}",
    "../../etc/passwd", "\t\r\n", "%00", "\u00b2", "\u0663", "0000", "9999-99999",
)  # fmt: skip


FIELD_NAMES = ("q", "klien", "nomor", "dari", "berkas", "lepas", "urut", "ganti", "tingkat")


@pytest.mark.parametrize("field", FIELD_NAMES)
def test_whatever_is_typed_gets_a_page(search: Search, budi: Client, field: str) -> None:
    del budi
    for text in NAUGHTY:
        page = search(**{"q": "narkotika", field: text})

        assert page.status_code in {200, 422}, text
        assert "<script>alert" not in page.text
        assert ">49<" not in page.text


def test_only_who_may_search_sees_the_box(browser_of: BrowserOf, staff: Staff) -> None:
    admin = browser_of(staff.admin)

    assert admin.get("/cari").status_code == 404
    assert "Cari di seluruh berkas" not in admin.get("/profil").text
    assert "Cari di seluruh berkas" in browser_of(staff.pk).get("/profil").text
