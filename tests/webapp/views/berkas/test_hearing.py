"""SP-1, SP-3: consent and interviews on the pages of an assessment, as their assessor works."""

import json
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from io import BytesIO

import pytest
from lxml import html
from sqlalchemy import select

from casework.clients.model import Client
from casework.consents.model import Consent, ConsentScan
from casework.db.engine import Database
from casework.interviews.model import Interview, PlannedInterview
from rendering.text import of_pdf
from tests.conftest import MakeClient, MakeDraft, Staff
from tests.papers import pdf
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post
from tests.webapp.views.berkas.test_naughty import naughty

SAID = {"outcome": "setuju", "given_on": "4 Maret 2026", "explained_by": "Rina Wulandari"}
TOLD = {
    "party": "keluarga",
    "name": "Siti Rekaan",
    "relation": "istri",
    "held_on": "5-3-2026",
    "means": "kunjungan",
    "place": "rumah klien",
    "statement": "Suami bekerja tetap.\n\nIa pulang sebelum malam.",
}
Seal = Callable[[], None]


@pytest.fixture
def url(database: Database, make_draft: MakeDraft) -> str:
    """The address of a draft whose client nobody has asked yet."""
    draft = make_draft(ready=False, consent=False)
    with database.reading() as session:
        number = session.get_one(Client, draft.client_id).number
    return f"/berkas/{number}/asesmen/1"


@pytest.fixture
def young(staff: Staff, make_client: MakeClient, make_draft: MakeDraft) -> str:
    """The same of a child, whose PK is the assessor."""
    child = make_client(
        birth_date=date(2010, 6, 17), client_type="diversi", child=True, pk_id=staff.assessor.id
    )
    make_draft(child, ready=False, consent=False)
    return f"/berkas/{child.number}/asesmen/1"


def words(browser: Browser, url: str) -> str:
    page = browser.get(url)
    assert page.status_code == HTTPStatus.OK
    return " ".join(html.fromstring(page.text).text_content().split())


def test_the_first_item_waits_for_consent_and_consent_leads_back_to_it(
    assessor: Browser, post: Post, url: str
) -> None:
    away = assessor.get(f"{url}/isi/rri-a")
    assert away.headers["Location"] == f"{url}/persetujuan?lanjut=rri-a"
    assert 'name="lanjut" value="rri-a"' in assessor.get(away.headers["Location"]).text
    assert assessor.get(f"{url}/isi/pelaksanaan").status_code == HTTPStatus.OK
    changes = json.dumps({"j-A1": "ya"})
    refused = post(assessor, f"{url}/simpan/rri-a", changes=changes, version="1")
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "Belum dicatat" in words(assessor, url)

    kept = post(assessor, f"{url}/persetujuan", lanjut="rri-a", **SAID)

    assert kept.headers["Location"] == f"{url}/isi/rri-a"
    assert assessor.get(f"{url}/isi/rri-a").status_code == HTTPStatus.OK
    assert "Disetujui klien 4 Maret 2026" in words(assessor, url)


def test_another_reader_is_not_sent_away(browser_of: BrowserOf, staff: Staff, url: str) -> None:
    supervisor = browser_of(staff.supervisor)

    assert supervisor.get(f"{url}/isi/rri-a").status_code == HTTPStatus.OK
    said = words(supervisor, f"{url}/persetujuan")
    assert "Asesor asesmen ini yang mencatatnya" in said
    assert "Simpan persetujuan" not in said


def test_what_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost(
    assessor: Browser, post: Post, young: str
) -> None:
    answer = post(
        assessor,
        f"{young}/persetujuan",
        outcome="wali-setuju",
        given_on="kemarin",
        explained_by="Rina Wulandari",
        guardian="",
        relation="ibu kandung",
        remark="Dibacakan pelan-pelan.",
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = html.fromstring(answer.text)
    assert [one.get("href") for one in page.xpath('//*[@class="summary"]//a')] == ["#f-given_on"]
    assert page.xpath('//input[@name="given_on"]/@value') == ["kemarin"]
    assert page.xpath('//input[@name="relation"]/@value') == ["ibu kandung"]
    assert "Dibacakan pelan-pelan." in answer.text
    assert page.xpath('//input[@name="outcome"][@checked]/@value') == ["wali-setuju"]


def test_a_refusal_is_ticked_as_meant_and_closes_the_assessment(
    assessor: Browser, post: Post, url: str, database: Database
) -> None:
    no = {**SAID, "outcome": "menolak", "remark": "Klien tidak bersedia."}
    unsure = post(assessor, f"{url}/persetujuan", **no)
    assert unsure.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Beri tanda centang" in unsure.text

    answer = post(assessor, f"{url}/persetujuan", **no, sure="1")

    assert answer.headers["Location"] == url
    said = words(assessor, url)
    assert "Tidak dilakukan karena menolak: Klien tidak bersedia." in said
    assert "Klien tidak bersedia." in said
    assert "Lanjutkan mengisi" not in said
    file = words(assessor, url.partition("/asesmen")[0])
    assert "Penolakan asesmen 1" in file
    assert "Buka asesmen" in file
    with database.reading() as session:
        assert session.scalars(select(Consent)).one().remark == "Klien tidak bersedia."


def test_consent_is_put_right_and_withdrawn_and_what_was_recorded_stays(
    assessor: Browser, post: Post, url: str
) -> None:
    post(assessor, f"{url}/persetujuan", **SAID)
    again = {**SAID, "given_on": "5 Maret 2026", "remark": "tanggal salah ketik"}
    assert post(assessor, f"{url}/persetujuan", **again).headers["Location"] == (
        f"{url}/persetujuan"
    )
    assert "Klien menyetujui, 4 Maret 2026" in words(assessor, f"{url}/persetujuan")

    back = {"outcome": "dicabut", "given_on": "6 Maret 2026", "sure": "1"}
    post(assessor, f"{url}/persetujuan", **back)

    assert "Tidak dilakukan karena persetujuan dicabut" in words(assessor, url)


def test_the_scan_of_the_signed_paper_lies_in_the_file_and_names_its_consent(
    assessor: Browser, url: str, post: Post, database: Database, seal_all: Seal
) -> None:
    post(assessor, f"{url}/persetujuan", **SAID)
    place = f"{url}/persetujuan/pindaian"
    assert "Pindaian belum diunggah" in words(assessor, url)
    nothing = post(assessor, place)
    assert nothing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    broken = post(assessor, place, files=(BytesIO(b"%PDF-1.7 rusak"), "rusak.pdf"))
    assert broken.status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    for _ in range(2):
        kept = post(assessor, place, files=(BytesIO(pdf("Pernyataan")), "pindaian.pdf"))
        assert kept.headers["Location"] == f"{url}/persetujuan"

    seal_all()
    with database.reading() as session:
        assert (
            session.scalars(select(ConsentScan.consent_id)).one()
            == session.scalars(select(Consent.id)).one()
        )
    assert "0003 Persetujuan asesmen" in words(assessor, f"{url}/persetujuan")
    assert "Pindaian bertanda tangan ada" in words(assessor, url)


@pytest.mark.office
def test_blank_and_statement_are_printed_for_adult_and_child(
    assessor: Browser,
    browser_of: BrowserOf,
    staff: Staff,
    post: Post,
    url: str,
    young: str,
) -> None:
    def read(address: str) -> str:
        return " ".join(" ".join(of_pdf(assessor.get(address).data)).split())

    blank = read(f"{url}/persetujuan/lembar")
    for part in ("PERNYATAAN PERSETUJUAN ASESMEN", "diwawancarai", "keterangan yang benar",
                 "bekerja sama sampai", "program pembinaan", "tanpa paksaan", "....",
                 "RAHASIA", "KANTOR WILAYAH"):  # fmt: skip
        assert part in blank
    assert "Orang tua atau wali" not in blank
    assert "sebagai orang tua atau wali dari anak" in read(f"{young}/persetujuan/lembar")
    assert assessor.get(f"{url}/persetujuan/pernyataan").status_code == HTTPStatus.NOT_FOUND

    post(assessor, f"{url}/persetujuan", **{**SAID, "outcome": "menolak", "sure": "1"})

    said = read(f"{url}/persetujuan/pernyataan")
    assert "PERNYATAAN PENOLAKAN ASESMEN" in said
    assert "Asesmen tidak dilakukan karena menolak." in said
    assert "4 Maret 2026" in said
    assert browser_of(staff.admin).get(f"{url}/persetujuan/lembar").status_code == 404


def test_a_talk_is_recorded_listed_read_and_put_right(
    assessor: Browser, post: Post, url: str, seal_all: Seal
) -> None:
    assert "Klien belum diwawancarai." in words(assessor, url)
    post(assessor, f"{url}/wawancara/baru", **TOLD)
    seal_all()

    said = words(assessor, url)
    assert "Siti Rekaan (istri) 5 Maret 2026, kunjungan" in said
    assert "Keluarga atau penjamin belum" not in said
    number = url.partition("/asesmen")[0]
    assert "Wawancara keluarga: Siti Rekaan" in words(assessor, number)
    record = words(assessor, f"{number}/dokumen/0002")
    assert "Ia pulang sebelum malam." in record
    page = html.fromstring(assessor.get(url).text)
    (mend,) = page.xpath('//a[starts-with(text(), "Perbaiki")]/@href')
    form = html.fromstring(assessor.get(mend).text)
    assert form.xpath('//input[@name="name"]/@value') == ["Siti Rekaan"]

    again = {**TOLD, "statement": "Suami bekerja harian."}
    replaced = mend.rpartition("=")[2]
    post(assessor, f"{url}/wawancara/baru", memperbaiki=replaced, **again)

    assert words(assessor, url).count("Siti Rekaan (istri)") == 2  # and once for who hears it
    assert "mengganti yang terdahulu" in words(assessor, number)


def test_a_plan_is_listed_taken_over_into_the_talk_and_taken_off(
    assessor: Browser, post: Post, url: str, database: Database
) -> None:
    plan = {"party": "tetangga", "name": "Pak RT Rekaan", "note": "Kegiatan malam"}
    for _ in range(2):
        post(assessor, f"{url}/wawancara/rencana", **plan)
    post(assessor, f"{url}/wawancara/rencana", party="pemberi-kerja")
    said = words(assessor, url)
    assert said.count("Pak RT Rekaan") == 2  # once to be read, once for who hears the page
    assert "Kegiatan malam" in said
    with database.reading() as session:
        first, second = session.scalars(select(PlannedInterview).order_by(PlannedInterview.id))
    form = assessor.get(f"{url}/wawancara/baru?rencana={first.id}").text
    assert 'value="Pak RT Rekaan"' in form

    talk = {**TOLD, "party": "tetangga", "name": "Pak RT Rekaan"}
    post(assessor, f"{url}/wawancara/baru", rencana=first.id, **talk)
    post(assessor, f"{url}/wawancara/rencana/{second.id}/hapus")

    with database.reading() as session:
        assert session.scalars(select(PlannedInterview)).all() == []
        assert session.scalars(select(Interview)).one().name == "Pak RT Rekaan"


def test_a_talk_with_mistakes_comes_back_as_typed(assessor: Browser, post: Post, url: str) -> None:
    wrong = {**TOLD, "held_on": "31 Februari 2026", "means": "", "party": "pihak-korban"}

    answer = post(assessor, f"{url}/wawancara/baru", **wrong)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = html.fromstring(answer.text)
    assert [one.get("href") for one in page.xpath('//*[@class="summary"]//a')] == [
        "#f-held_on",
        "#f-means",
    ]
    assert page.xpath('//input[@name="held_on"]/@value') == ["31 Februari 2026"]
    assert "Ia pulang sebelum malam." in answer.text
    assert page.xpath("//option[@selected]/@value") == ["pihak-korban"]


@pytest.mark.parametrize(
    "every", [pytest.param(24, id="sample"), pytest.param(1, id="all", marks=pytest.mark.full)]
)
def test_a_naughty_string_is_kept_as_typed_or_refused(
    assessor: Browser, post: Post, url: str, database: Database, every: int
) -> None:
    texts = ("name", "relation", "place", "ground", "statement")
    for text in naughty()[::every]:
        answer = post(assessor, f"{url}/wawancara/baru", **TOLD | dict.fromkeys(texts, text))
        assert answer.status_code in {303, 422}, repr(text)
        fields = ("explained_by", "guardian", "relation", "remark", "lanjut")
        typed = {**SAID, "given_on": text} | dict.fromkeys(fields, text)
        assert post(assessor, f"{url}/persetujuan", **typed).status_code == 422, repr(text)
        plan = dict.fromkeys(("name", "relation", "place", "note"), text)
        planned = post(assessor, f"{url}/wawancara/rencana", party="petugas", **plan)
        assert planned.status_code in {303, 422}, repr(text)
    assert assessor.get(url).status_code == HTTPStatus.OK
    assert assessor.get(url.partition("/asesmen")[0]).status_code == HTTPStatus.OK
    with database.reading() as session:
        assert session.scalars(select(Interview)).all()


def test_the_due_day_and_who_assesses_stand_there_from_the_first_minute(
    assessor: Browser, browser_of: BrowserOf, staff: Staff, post: Post, url: str
) -> None:
    said = words(assessor, url)
    assert "Selesai paling lambat 10 Maret 2026" in said  # SP-9: seven days after 3 March
    assert "Ditugaskan olehRina Wulandari, S.Psi." in said
    wrong = post(assessor, f"{url}/penugasan", on="besok", letter="ST-7", by="")
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="ST-7"' in wrong.text
    letter = {"on": "4 Maret 2026", "letter": "ST-7/2026", "by": "Kartika Sari, S.H. (Kasi)"}

    assert post(assessor, f"{url}/penugasan", **letter).headers["Location"] == url

    said = words(assessor, url)
    for part in ("4 Maret 2026", "ST-7/2026", "Kartika Sari, S.H. (Kasi)"):
        assert part in said
    assert post(browser_of(staff.pk), f"{url}/penugasan", **letter).status_code == 404
