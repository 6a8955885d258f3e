"""The first page: what waits, for whom, why on that day, and where the work was left."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine

from casework.assessments import drafts, writing
from casework.assessments.model import Assessment, AssessmentState, Result
from casework.assessments.writing import AnswerDraft
from casework.clients.model import Client
from casework.db.engine import Database
from casework.jobs import service as jobs
from casework.litmas import service as litmas
from casework.litmas.model import Litmas
from casework.litmas.service import LitmasFile
from tests.conftest import MakeClient, Staff, consented
from tests.papers import pdf
from tests.webapp.views.berkas.conftest import Browser, BrowserOf

Give = Callable[..., Result]


@pytest.fixture(autouse=True)
def _today(at: datetime) -> object:
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def draft(database: Database, staff: Staff, budi: Client, at: datetime) -> Assessment:
    """A draft in which one item was answered."""
    with database.transaction() as session:
        client = session.get_one(Client, budi.id)
        opened = drafts.open_draft(session, staff.assessor, client, at=at)
        consented(session, staff.assessor, client, opened)
        writing.save_answers(
            session, staff.assessor, opened, "rri", {"A1": AnswerDraft("ya", "Putusan")}, at=at
        )
        opened.last_place = "rri-a A1"
        session.flush()
    return opened


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_what_is_late_today_and_soon_is_counted_and_listed_by_urgency(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    for ago in (10, 7, 3, 0, -1):  # received so many days ago; due after seven
        make_client(received_on=at.date() - timedelta(days=ago))

    page = browser_of(staff.assessor).get("/").text
    said = _words(page)

    assert "<h1>2 hal menunggu Anda</h1>" in page
    assert "Beranda, Senin, 9 Maret 2026" in said
    for group in ("Terlambat (1)", "Hari ini (1)", "7 hari (2)"):
        assert group in said
    assert "Terlambat 3 hari" in said
    assert said.index("2026-00001") < said.index("2026-00002") < said.index("2026-00003")
    assert "2026-00005" not in said
    assert "7 hari kalender sejak klien diterima 27 Februari 2026" in said


def test_the_assessor_goes_on_where_the_work_was_left(
    browser_of: BrowserOf, staff: Staff, draft: Assessment
) -> None:
    page = browser_of(staff.assessor).get("/").text

    address = "/berkas/2026-00001/asesmen/1/isi/rri-a#butir-A1"
    assert f'<a class="btn btn-primary" href="{address}">Lanjutkan</a>' in page
    assert "2026-00001 B. Santoso, RRI A butir A1" in page
    assert "Tersimpan pukul 14.32" in _words(page)
    assert re.search(r"1 dari \d+ butir", page)
    assert draft.ordinal == 1


def test_a_client_without_a_draft_is_opened_from_the_list(
    browser_of: BrowserOf, staff: Staff, budi: Client
) -> None:
    page = browser_of(staff.assessor).get("/").text

    assert f'action="/berkas/{budi.number}/asesmen/baru"' in page


def test_an_issue_that_is_not_stored_yet_says_what_it_waits_for(
    browser_of: BrowserOf, staff: Staff, draft: Assessment, database: Database, at: datetime
) -> None:
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        row.state, row.numbered_at = AssessmentState.NUMBERED, at
        job = jobs.add(session, "issue", draft.id, at=at)
        jobs.postpone(job, "office-missing:libreoffice-writer-nogui", at=at)

    said = _words(browser_of(staff.assessor).get("/").text)

    assert "Menunggu pihak lain (1)" in said
    assert "Penerbitan asesmen 1" in said
    assert "libreoffice-writer-nogui" in said


def test_a_pk_sees_results_that_wait_with_the_sentence_to_copy(
    browser_of: BrowserOf, staff: Staff, budi: Client, give: Give
) -> None:
    give(budi)

    page = browser_of(staff.pk).get("/").text

    assert "<h1>1 hal menunggu Anda</h1>" in page
    assert 'data-copy="kalimat-2026-00001"' in page
    assert "kategori Tinggi, dan nilai kebutuhan kriminogenik" in page
    assert "/litmas/baru?berkas=2026-00001&amp;hasil=1" in page
    assert re.search(r'Litmas <span class="count">1</span>', page)


def test_a_bundle_under_way_waits_too(
    browser_of: BrowserOf,
    staff: Staff,
    budi: Client,
    give: Give,
    database: Database,
    at: datetime,
) -> None:
    result, content = give(budi), pdf("Litmas")
    file = LitmasFile("l.pdf", "pdf", "application/pdf", content, content, ("L",), signed=False)
    with database.transaction() as session:
        made = litmas.file_litmas(session, staff.pk, budi, file, dated=at.date(), at=at)
        litmas.attach(session, staff.pk, session.get_one(Litmas, made.id), result.id, at=at)

    said = _words(browser_of(staff.pk).get("/").text)

    assert "Bundel Litmas 1/LP/2026" in said
    assert "Hasil baru" not in said


def test_a_child_is_named_by_initials(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient
) -> None:
    make_client(name="Rizky Aditya", child=True)

    page = browser_of(staff.pk).get("/").text

    assert "R.A." in page
    assert "Rizky" not in page


def test_a_long_group_is_cut_and_has_a_page_of_its_own(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    for n in range(14):
        make_client(name=f"Klien {n}", received_on=at.date() - timedelta(days=30))
    browser = browser_of(staff.assessor)

    first, whole = browser.get("/").text, browser.get("/?daftar=terlambat").text

    assert "Tampilkan semua 14 terlambat" in first
    assert (first.count('class="task"'), whole.count('class="task"')) == (12, 14)


def test_where_nothing_waits_the_page_says_so_and_names_the_nearest_day(
    browser_of: BrowserOf, staff: Staff, budi: Client, give: Give
) -> None:
    give(budi)

    page = _words(browser_of(staff.assessor).get("/").text)

    assert "Tidak ada yang menunggu Anda hari ini." in page
    assert "Batas waktu terdekat: 9 Maret 2027, 365 hari lagi." in page


def test_the_head_sees_the_office_s_clocks_and_nothing_to_do(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    make_client(received_on=at.date() - timedelta(days=30))

    page = browser_of(staff.head).get("/").text

    assert "<h1>1 asesmen terlambat</h1>" in page
    assert "berkas anak" not in page, "the head's figures leave nobody out"
    assert "Tenggat asesmen kantor ini" in page
    assert "asesmen/baru" not in page


def test_an_administrator_sees_the_office_and_no_client(
    browser_of: BrowserOf, staff: Staff, budi: Client, give: Give
) -> None:
    give(budi)

    page = _words(browser_of(staff.admin).get("/").text)

    assert "Keadaan kantor dan sistem" in page
    assert "6 orang" in page
    assert "Santoso" not in page
    assert budi.number not in page


def test_an_archivist_has_no_assessments_on_the_list(
    browser_of: BrowserOf, staff: Staff, budi: Client
) -> None:
    page = browser_of(staff.archivist).get("/").text

    assert "Tidak ada yang menunggu Anda hari ini." in page
    assert budi.number not in page


@pytest.fixture
def reader(browser_of: BrowserOf, staff: Staff) -> Browser:
    return browser_of(staff.assessor)


def test_an_unknown_group_is_simply_the_whole_list(reader: Browser, budi: Client) -> None:
    assert budi.number in reader.get("/?daftar=entah").text
