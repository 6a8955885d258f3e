"""SP-5 on the screen: a PK uploads a Litmas, attaches the result, takes the bundle away."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from pypdf import PdfReader, PdfWriter

from casework.assessments.model import Result
from casework.clients.model import Client
from casework.db.engine import Database
from casework.deposits.model import Deposit
from casework.jobs.worker import Worker
from casework.offices import service as offices
from casework.offices.profile import NumberSource, Profile
from tests.casework.litmas.conftest import word_file
from tests.conftest import MakeClient, Staff
from tests.papers import pdf
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post
from webapp.parts import Parts

pytestmark = pytest.mark.office
Give = Callable[..., Result]


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def _upload(post: Post, pk: Browser, client: Client, **fields: object) -> str:
    content = fields.pop("content", pdf("Pendahuluan Litmas", "Analisis Litmas"))
    data = {"berkas": client.number, "dated": "6 Maret 2026", **fields}
    if content is not None:
        data["file"] = (io.BytesIO(content), "litmas budi.pdf")  # type: ignore[arg-type]
    answer = post(pk, "/litmas/baru", content_type="multipart/form-data", **data)
    return answer.text if answer.status_code != 303 else answer.headers["Location"]


@pytest.fixture
def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Litmas"))))
    writer.encrypt("", "rahasia", algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_from_the_result_to_the_bundle(
    post: Post, pk: Browser, budi: Client, give: Give, worker: Worker
) -> None:
    give(budi)
    waiting = pk.get("/litmas").text
    assert "B. Santoso" in waiting
    assert "/litmas/baru?berkas=2026-00001&amp;hasil=1" in waiting

    address = _upload(post, pk, budi, hasil="1")

    making = pk.get(address).text
    assert "Litmas tersimpan, nomor 1/LP/2026." in making
    assert f'data-progress="{address}/status"' in making
    status = pk.get(f"{address}/status").json
    assert status is not None
    assert [step["state"] for step in status["steps"]] == [
        "current", "waiting", "waiting", "waiting",
    ]  # fmt: skip
    worker.drain()
    assert (pk.get(f"{address}/status").json or {})["done"]
    page = pk.get(address).text
    assert [one for one in ("Pembuka", "Lembar pemisah", "Lampiran I") if one not in page] == []
    assert "6 halaman" in page
    link = re.search(r'href="([^"]+/bundel\.pdf)"', page)
    assert link
    bundle = pk.get(link[1])
    assert len(PdfReader(io.BytesIO(bundle.data)).pages) == 6
    assert "Budi" not in bundle.headers["Content-Disposition"]
    assert "Tidak ada hasil asesmen yang menunggu" in pk.get("/litmas").text


def test_a_litmas_may_wait_for_its_result(
    post: Post, pk: Browser, budi: Client, give: Give, worker: Worker
) -> None:
    address = _upload(post, pk, budi)
    assert "Lampiran I belum ada" in pk.get(address).text
    give(budi)

    answer = post(pk, f"{address}/lampirkan", hasil="1")
    worker.drain()

    assert answer.headers["Location"] == address
    assert "Unduh bundel" in pk.get(address).text


def test_the_page_says_when_a_signed_copy_came_after_the_bundle(
    post: Post,
    pk: Browser,
    budi: Client,
    give: Give,
    worker: Worker,
) -> None:
    result = give(budi)
    address = _upload(post, pk, budi, hasil="1")
    worker.drain()

    _file_scan(post, pk, result)
    worker.drain()

    flag = "Lampiran I kini bertanda tangan: buat bundel baru."
    assert flag in pk.get(address).text
    post(pk, f"{address}/lampirkan", hasil="1")
    worker.drain()
    page = pk.get(address).text
    assert flag not in page
    assert "Bundel sebelumnya (1)" in page


def _file_scan(post: Post, pk: Browser, result: Result) -> None:
    scan = (io.BytesIO(pdf("Pindaian")), "pindai.pdf")
    answer = post(
        pk,
        "/berkas/2026-00001/dokumen/0002/salinan",
        content_type="multipart/form-data",
        scan=scan,
    )
    assert answer.status_code == 303, result.id


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Dokumen Litmas Pembimbingan wajib diisi."),
        (b"", "tidak dapat dipakai: kosong."),
        (b"Kepada Yth. Kepala Bapas", "tidak dapat dipakai: bukan PDF atau DOCX."),
        (pdf("x")[:200], "tidak dapat dipakai: rusak atau terpotong."),
        (b"PK\x03\x04 bukan zip", "tidak dapat dipakai: rusak atau terpotong."),
    ],
)
def test_a_refused_upload_says_why_at_the_field_and_keeps_the_rest(
    post: Post, pk: Browser, budi: Client, give: Give, database: Database, content: bytes, said: str
) -> None:
    give(budi)

    page = _upload(post, pk, budi, content=content, hasil="1")

    assert said in page
    assert 'id="e-file"' in page
    assert 'value="6 Maret 2026"' in page
    assert re.search(r'value="1" checked', page)
    with database.reading() as session:
        assert session.query(Deposit).filter_by(kind="litmas").count() == 0


def test_a_locked_pdf_is_refused(post: Post, pk: Browser, budi: Client, locked: bytes) -> None:
    assert "terkunci kata sandi" in _upload(post, pk, budi, content=locked)


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        ("", "Tanggal Litmas wajib diisi."),
        ("31 Februari 2026", "tidak ada di kalender"),
        ("9 Maret 2999", "Tanggal ini belum tiba."),
    ],
)
def test_an_impossible_day_is_refused_at_its_field(
    post: Post, pk: Browser, budi: Client, dated: str, said: str
) -> None:
    page = _upload(post, pk, budi, dated=dated)

    assert said in page
    assert 'id="e-dated"' in page


def test_without_libreoffice_a_word_file_names_the_package(
    post: Post, browser_of: BrowserOf, staff: Staff, parts: Parts, budi: Client
) -> None:
    pk, office = browser_of(staff.pk), parts.press.office
    program, office._program = office._program, "tidak-terpasang"
    office.close()

    try:
        page = _upload(post, pk, budi, content=word_file("Litmas"))
    finally:
        office._program = program

    assert "libreoffice-writer-nogui" in page


def test_a_number_from_outside_is_asked_for_and_never_taken_twice(
    post: Post,
    pk: Browser,
    budi: Client,
    database: Database,
    profile: Profile,
    staff: Staff,
) -> None:
    assert 'name="number"' not in pk.get("/litmas/baru?berkas=2026-00001").text
    with database.transaction() as session:
        outside = replace(profile, number_source=NumberSource.LUAR, version=2)
        offices.set_profile(
            session, staff.admin, outside, at=datetime.fromisoformat("2026-03-09T00Z")
        )

    missing = _upload(post, pk, budi)
    address = _upload(post, pk, budi, number="W1-45")
    taken = _upload(post, pk, budi, number="W1-45", content=pdf("Lain"))

    assert 'id="e-number"' in missing
    assert address.startswith("/litmas/2026-")
    assert "Nomor W1-45 sudah dipakai." in taken


def test_the_same_document_leads_to_the_litmas_that_it_is(
    post: Post, pk: Browser, budi: Client
) -> None:
    first = _upload(post, pk, budi)

    again = _upload(post, pk, budi)

    assert again == first
    assert "sudah tersimpan sebagai Litmas 1/LP/2026" in pk.get(again).text


def test_the_client_is_chosen_first_where_none_is_named(pk: Browser, budi: Client) -> None:
    page = pk.get("/litmas/baru").text
    unknown = pk.get("/litmas/baru?berkas=2026-99999")

    assert f'<option value="{budi.number}">{budi.number} B. Santoso</option>' in page
    assert pk.get(f"/litmas/baru?milik={budi.number}").status_code == 200
    assert unknown.status_code == 404
    assert "Nomor berkas 2026-99999 tidak ada atau tidak terbuka untuk Anda." in unknown.text


def test_the_sentence_names_the_report_both_values_and_their_categories(
    post: Post, pk: Browser, budi: Client, give: Give
) -> None:
    give(budi)

    page = _words(pk.get(_upload(post, pk, budi)).text)

    assert (
        "Berdasarkan Laporan Hasil Asesmen Risiko dan Kebutuhan nomor "
        "WP.10.PAS.PAS.8-UM.01.01 - 892 tanggal 9 Maret 2026, nilai Risiko Residivisme Indonesia "
        "(RRI) klien adalah 13 dari 17, kategori Tinggi, dan nilai kebutuhan kriminogenik adalah "
        "18 dari 38, kategori Sedang."
    ) in page


def test_the_sentence_says_why_the_needs_were_not_assessed(
    post: Post, pk: Browser, budi: Client, give: Give
) -> None:
    give(budi, risk="rendah", needs=None)

    page = _words(pk.get(_upload(post, pk, budi)).text)

    assert (
        "kategori Rendah; asesmen kebutuhan kriminogenik tidak dilakukan karena nilai RRI" in page
    )


def test_only_a_pk_makes_bundles_and_a_child_s_stays_with_its_pk(
    post: Post,
    pk: Browser,
    browser_of: BrowserOf,
    staff: Staff,
    make_client: MakeClient,
) -> None:
    child = make_client(name="Rizky Aditya", child=True)
    address = _upload(post, pk, child)
    assessor, supervisor = browser_of(staff.assessor), browser_of(staff.supervisor)

    assert "R.A." in pk.get("/litmas/baru").text
    assert assessor.get("/litmas").status_code == 404
    assert assessor.get(address).status_code == 404
    assert supervisor.get(address).status_code == 200
    assert post(supervisor, f"{address}/lampirkan", hasil="1").status_code == 404


def test_while_libreoffice_is_down_the_page_says_what_it_waits_for(
    post: Post, pk: Browser, budi: Client, give: Give, worker: Worker, parts: Parts
) -> None:
    give(budi)
    address = _upload(post, pk, budi, hasil="1")
    office = parts.press.office
    program, office._program = office._program, "tidak-terpasang"
    office.close()

    try:
        worker.drain()
    finally:
        office._program = program

    page = pk.get(address).text
    assert 'data-state="failed"' in page
    assert "libreoffice-writer-nogui" in page
