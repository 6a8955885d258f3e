"""The page of a client's guidance (SP-0): why the client can be assessed or not, and its steps."""

import re
from datetime import date, datetime
from http import HTTPStatus

import pytest

from casework.clients import changing, life
from casework.clients import service as clients
from casework.clients.model import Client, GuidanceStatus
from casework.clients.workflow import GuidanceStep, Move, steps_from
from casework.db.engine import Database
from tests.conftest import MakeClient, MakeDraft, Staff
from tests.guidance import bring
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post
from webapp.words.people import standing

DAY = date(2026, 3, 9)


@pytest.fixture
def client(make_client: MakeClient) -> Client:
    return make_client()


@pytest.fixture
def pk(browser_of: BrowserOf, staff: Staff) -> Browser:
    return browser_of(staff.pk)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def fields(page: str, step: str, **typed: str) -> dict[str, str]:
    own = {"step": step, "mark": hidden(page, "mark"), "key": hidden(page, "key")}
    return own | {f"{step}_{name}": text for name, text in typed.items()}


def status_of(database: Database, client: Client) -> GuidanceStatus:
    with database.reading() as session:
        return session.get_one(Client, client.id).guidance_status


def test_the_page_says_that_the_client_can_be_assessed_and_by_when_sp_0(
    assessor: Browser, client: Client
) -> None:
    page = words(assessor.get(f"/berkas/{client.number}/status").text)

    assert "Ya. Anda dapat membuka asesmen." in page
    assert "Dalam pembimbingan (terpenuhi) sejak 3 Maret 2026" in page
    assert "7 hari kalender sejak klien diterima 3 Maret 2026" in page
    assert "Tetap dapat dilanjutkan" in page  # M39: the day is long past


@pytest.mark.parametrize("status", [one for one in GuidanceStatus if one != "berjalan"])
def test_the_page_says_what_stands_in_the_way_and_since_when_sp_0(
    assessor: Browser,
    database: Database,
    staff: Staff,
    client: Client,
    at: datetime,
    status: GuidanceStatus,
) -> None:
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        bring(session, staff.pk, here, status, on=DAY, reason="putusan 12/2026", at=at)

    page = words(assessor.get(f"/berkas/{client.number}/status").text)

    word = "Belum" if status is GuidanceStatus.SUSPENDED else "Tidak"  # an end is no "not yet"
    assert f"{word}: {standing(status)}." in page
    assert "sejak 9 Maret 2026, putusan 12/2026" in page
    assert "Tidak ada jam yang berjalan" in page


def test_an_open_assessment_stands_in_the_way_and_a_child_has_its_own_instrument(
    assessor: Browser,
    browser_of: BrowserOf,
    staff: Staff,
    client: Client,
    make_client: MakeClient,
    make_draft: MakeDraft,
) -> None:
    make_draft(client, ready=False)
    child = make_client(child=True, birth_date=date(2010, 1, 1))

    page = assessor.get(f"/berkas/{client.number}/status").text
    young = browser_of(staff.supervisor).get(f"/berkas/{child.number}/status").text

    assert "Belum: asesmen 1 belum terbit." in words(page)
    assert f"/berkas/{client.number}/asesmen/1" in page
    assert "Penilaian Risiko Anak dan Penilaian Faktor Kriminogenik Anak" in words(young)


def test_a_refused_assessment_leads_to_the_page_that_explains_m18(
    assessor: Browser, post: Post, database: Database, staff: Staff, client: Client, at: datetime
) -> None:
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        bring(session, staff.pk, here, GuidanceStatus.ABSCONDED, on=DAY, reason="lari", at=at)

    refused = post(assessor, f"/berkas/{client.number}/asesmen/baru")

    assert refused.status_code == HTTPStatus.CONFLICT
    assert "(status: melarikan diri, sejak 9 Maret 2026)" in refused.text
    assert f'href="/berkas/{client.number}/status">Lihat status' in refused.text


@pytest.mark.parametrize("status", list(GuidanceStatus))
def test_just_the_steps_that_are_possible_now_are_offered(
    pk: Browser,
    database: Database,
    staff: Staff,
    client: Client,
    at: datetime,
    status: GuidanceStatus,
) -> None:
    if status is not GuidanceStatus.RUNNING:
        with database.transaction() as session:
            here = session.get_one(Client, client.id)
            bring(session, staff.pk, here, status, on=DAY, reason="uji", at=at)

    page = pk.get(f"/berkas/{client.number}/status").text

    offered = set(re.findall(r'name="step" value="([a-z-]+)"', page))
    changed = status is not GuidanceStatus.RUNNING
    assert offered == {str(step) for step in steps_from(status)} | ({"coret"} if changed else set())


def test_an_end_is_agreed_to_and_what_was_typed_stays(
    pk: Browser, post: Post, database: Database, client: Client
) -> None:
    address = f"/berkas/{client.number}/status"
    page = pk.get(address).text

    refused = post(pk, address, **fields(page, "selesai", on="31 Februari 2026", reason=""))

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Ada 3 hal yang perlu diperbaiki" in refused.text
    assert 'value="31 Februari 2026"' in refused.text
    assert 'href="#f-selesai_reason">Alasan wajib diisi.' in refused.text
    assert (
        'href="#f-selesai_sure"><b>Sudah memeriksa nama dan nomor berkas ini:</b> Beri tanda'
        in refused.text
    )
    sent = fields(page, "selesai", on="9 Maret 2026", reason="habis", sure="1")
    assert post(pk, address, **sent).status_code == HTTPStatus.SEE_OTHER
    assert status_of(database, client) is GuidanceStatus.COMPLETED


def test_a_step_and_its_striking_stand_in_the_history(
    pk: Browser, post: Post, database: Database, client: Client
) -> None:
    address = f"/berkas/{client.number}/status"
    sent = fields(pk.get(address).text, "tangguhkan", on="9 Maret 2026", reason="perkara lain")
    assert "Pembimbingan ditangguhkan." in pk.get(post(pk, address, **sent).location).text

    struck = fields(pk.get(address).text, "coret", reason="klien lain")
    post(pk, address, **struck)

    page = words(pk.get(address).text)
    assert (
        "Pencoretan berlaku lagi: berjalan, tahap awal, sampai 12 Oktober 2027 klien lain" in page
    )
    assert "Ditangguhkan dicoret perkara lain" in page
    assert status_of(database, client) is GuidanceStatus.RUNNING


def test_of_two_people_at_once_the_second_sees_what_the_first_did_and_loses_nothing(
    pk: Browser,
    post: Post,
    database: Database,
    staff: Staff,
    client: Client,
    at: datetime,
) -> None:
    address = f"/berkas/{client.number}/status"
    page = pk.get(address).text
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        move = Move(GuidanceStep.SUSPEND, DAY, "perkara lain")
        clients.change_guidance(session, staff.pk, here, move, at=at)

    still = post(
        pk, address, **fields(page, "selesai", on="9 Maret 2026", reason="habis", sure="1")
    )
    gone = post(
        pk, address, **fields(page, "tahap", on="9 Maret 2026", stage="akhir", reason="maju")
    )

    assert still.status_code == gone.status_code == HTTPStatus.CONFLICT
    assert "Sari Dewi mengubah status ini" in words(still.text)
    assert "Isian Anda masih ada di bawah" in still.text
    assert ">\nhabis</textarea>" in still.text
    assert "Langkah yang Anda pilih tidak mungkin lagi" in gone.text
    assert "<dd>maju</dd>" in gone.text
    assert status_of(database, client) is GuidanceStatus.SUSPENDED
    again = fields(still.text, "selesai", on="9 Maret 2026", reason="habis", sure="1")
    assert post(pk, address, **again).status_code == HTTPStatus.SEE_OTHER


def test_the_same_form_sent_twice_is_one_change(
    pk: Browser, post: Post, database: Database, client: Client
) -> None:
    address = f"/berkas/{client.number}/status"
    sent = fields(pk.get(address).text, "tangguhkan", on="9 Maret 2026", reason="perkara lain")

    answers = [post(pk, address, **sent).status_code for _ in range(2)]

    assert answers == [HTTPStatus.SEE_OTHER, HTTPStatus.SEE_OTHER]
    assert "2 perubahan" in pk.get(address).text
    del database


def test_who_may_not_change_sees_no_form(assessor: Browser, post: Post, client: Client) -> None:
    address = f"/berkas/{client.number}/status"

    assert "Ubah status" not in assessor.get(address).text
    assert post(assessor, address, step="selesai").status_code == HTTPStatus.NOT_FOUND


def test_a_pk_cannot_change_another_pk_s_client(
    pk: Browser, post: Post, make_client: MakeClient
) -> None:
    other = make_client(pk_id=None)
    address = f"/berkas/{other.number}/status"
    page = pk.get(address).text

    assert "Status klien ini diubah oleh PK-nya" in page
    sent = {"step": "tangguhkan", "tangguhkan_on": "9 Maret 2026", "tangguhkan_reason": "x"}
    assert post(pk, address, **sent).status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize("told", [{}, {"langkah": "dialihkan"}])
def test_a_change_that_only_another_version_can_name_is_shown_by_its_outcome(
    pk: Browser,
    database: Database,
    staff: Staff,
    client: Client,
    at: datetime,
    told: dict[str, str],
) -> None:
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        values = {**told, "status": "dicabut", "berlaku": "2026-03-09", "alasan": "surat 7"}
        life.read_status(session, changing.enter(session, staff.pk, here, "status", values, at))

    page = words(pk.get(f"/berkas/{client.number}/status").text)

    assert "Dicabut" in page
    assert "surat 7" in page
    assert "dialihkan" not in page
    assert "Pembimbingan dicabut" in words(pk.get(f"/berkas/{client.number}").text)
    assert pk.get(f"/berkas/{client.number}/identitas").status_code == HTTPStatus.OK
