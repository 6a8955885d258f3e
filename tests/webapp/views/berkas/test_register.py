"""Registering a client at the site."""

import re
from datetime import date

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from casework.clients.model import Client
from casework.db.engine import Database
from tests.conftest import MakeClient, Staff
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post

TYPED = {
    "key": "01J0000000000000000000KEYA",
    "name": "Budi Santoso",
    "birth_date": "17 Juni 1991",
    "sex": "L",
    "client_type": "pembebasan-bersyarat",
    "received_on": "3-3-2026",
    "guidance_from": "3-3-2026",
    "case_1_offence_1": "pencurian",
}


def number_of_clients(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Client)) or 0


def mark_in(page: TestResponse) -> str:
    found = re.search(r'name="sure" value="([0-9a-f]+)"', page.text)
    assert found, "nothing is asked"
    return found.group(1)


def test_a_client_is_registered_and_the_file_opens(
    assessor: Browser, post: Post, database: Database
) -> None:
    form = assessor.get("/berkas/baru")
    assert form.status_code == 200

    answer = post(assessor, "/berkas/baru", **TYPED)

    assert answer.status_code == 303
    assert re.fullmatch(r"/berkas/[0-9]{4}-00001", answer.headers["Location"])
    page = assessor.get(answer.headers["Location"])
    assert "dibuka." in page.text
    assert '<span class="visually-hidden">' in page.text
    with database.reading() as session:
        client = session.scalars(select(Client)).one()
        assert (client.name, client.birth_date) == ("Budi Santoso", date(1991, 6, 17))
        assert [case.offences for case in client.cases] == [["pencurian"]]


def test_two_clicks_make_one_client(assessor: Browser, post: Post, database: Database) -> None:
    first, second = (post(assessor, "/berkas/baru", **TYPED) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert number_of_clients(database) == 1


def test_what_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost(
    assessor: Browser, post: Post, database: Database
) -> None:
    wrong = TYPED | {
        "nik": "123",
        "birth_date": "31 Februari 1991",
        "address": "Jalan <Melati> & Mawar",
        "case_2_articles": "Pasal 480 KUHP",
        "register_3_number": "9/PB",
    }

    page = post(assessor, "/berkas/baru", **wrong)

    assert page.status_code == 422
    assert "<title>Kesalahan: Daftarkan klien" in page.text
    assert "Ada 4 hal yang perlu diperbaiki." in page.text
    assert "NIK harus 16 angka; yang ditulis 3." in page.text
    assert 'href="#f-birth_date"' in page.text
    assert 'id="f-case_2_offence_1"' in page.text
    assert 'id="f-register_3_kind"' in page.text
    for kept in ("31 Februari 1991", "Jalan &lt;Melati&gt; &amp; Mawar", "Pasal 480 KUHP", "9/PB"):
        assert kept in page.text
    assert TYPED["key"] in page.text
    assert number_of_clients(database) == 0


def test_every_fault_leads_to_a_field_of_the_page(assessor: Browser, post: Post) -> None:
    page = post(assessor, "/berkas/baru", case_2_articles="x", guarantor_phone="1")

    leads = re.findall(r'<li><a href="#(f-[a-z0-9_]+)">', page.text)
    assert len(leads) == 8
    for one in leads:
        assert f'id="{one}"' in page.text


def test_a_case_is_added_without_a_script(assessor: Browser, post: Post) -> None:
    page = post(assessor, "/berkas/baru", **TYPED, more="case")

    assert page.status_code == 200
    assert "Perkara 2" in page.text
    assert 'id="f-case_2_offence_1"' in page.text
    assert 'value="Budi Santoso"' in page.text
    assert "Kesalahan" not in page.text


def test_the_first_button_is_not_the_one_that_adds_a_row(assessor: Browser) -> None:
    form = assessor.get("/berkas/baru").text.partition('id="daftar-klien"')[2]

    assert "name=" not in form.partition("<button")[2].partition(">")[0]


def test_a_possible_twin_is_shown_before_a_second_file_is_opened(
    assessor: Browser, post: Post, make_client: MakeClient, database: Database
) -> None:
    known = make_client()

    asked = post(assessor, "/berkas/baru", **TYPED)

    assert asked.status_code == 422
    assert "mungkin orang yang sama" in asked.text
    assert known.number in asked.text
    assert "nama sama" in asked.text
    assert number_of_clients(database) == 1

    again = TYPED | {"twin_reason": "Ayah dan anak senama."}
    done = post(assessor, "/berkas/baru", **again, sure=mark_in(asked))

    assert done.status_code == 303
    assert number_of_clients(database) == 2


def test_being_sure_of_one_thing_is_not_being_sure_of_another(
    assessor: Browser, post: Post, make_client: MakeClient
) -> None:
    make_client(birth_date=date(1970, 1, 2))
    sure = mark_in(post(assessor, "/berkas/baru", **TYPED))

    asked = post(assessor, "/berkas/baru", **TYPED, sure=sure, nik="9999015706910001")

    assert asked.status_code == 422
    assert "Jenis kelamin di dalam NIK berbeda" in asked.text


def test_a_warning_can_be_kept(assessor: Browser, post: Post, database: Database) -> None:
    odd = TYPED | {"nik": "9999011806910001"}

    asked = post(assessor, "/berkas/baru", **odd)
    done = post(assessor, "/berkas/baru", **odd, sure=mark_in(asked))

    assert "Tanggal lahir di dalam NIK berbeda" in asked.text
    assert done.status_code == 303
    assert number_of_clients(database) == 1


def test_a_twin_that_is_a_child_not_for_the_reader_is_not_told(
    assessor: Browser, post: Post, make_client: MakeClient
) -> None:
    make_client(child=True)

    assert post(assessor, "/berkas/baru", **TYPED).status_code == 303


def test_a_pk_finds_herself_chosen(browser_of: BrowserOf, staff: Staff) -> None:
    page = browser_of(staff.pk).get("/berkas/baru").text

    assert f'<option value="{staff.pk.id}" selected>' in page


@pytest.mark.parametrize("who", ["supervisor", "head", "admin"])
def test_who_registers_nobody_finds_no_form(
    browser_of: BrowserOf, staff: Staff, post: Post, who: str
) -> None:
    browser = browser_of(getattr(staff, who))

    assert browser.get("/berkas/baru").status_code == 404
    assert post(browser, "/berkas/baru", **TYPED).status_code == 404
