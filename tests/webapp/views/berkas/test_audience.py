"""Child or grown up on the client's page, and two files of one person."""

import re
from dataclasses import replace
from datetime import date, datetime
from http import HTTPStatus

import pytest
from sqlalchemy import select

from casework.actor import Role
from casework.clients.draft import CaseDraft
from casework.clients.model import Client
from casework.db.engine import Database
from casework.offices import service as offices
from casework.offices.model import Official
from tests.conftest import MakeClient, Staff
from tests.papers import issue_result
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post


@pytest.fixture
def pk(browser_of: BrowserOf, staff: Staff) -> Browser:
    return browser_of(staff.pk)


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_page_says_from_which_day_child_or_grown_up_follows(
    pk: Browser, make_client: MakeClient
) -> None:
    grown = make_client(cases=(CaseDraft(("pencurian",), offence_on=date(2011, 6, 16)),))
    told = make_client(child=True, child_reason="penetapan hakim")

    page, other = (words(pk.get(f"/berkas/{one.number}/status").text) for one in (grown, told))

    assert "Dihitung dari usia termuda pada perkaranya: 19 tahun pada tanggal kejadian" in page
    assert "Ditetapkan" not in page
    assert "Ditetapkan anak oleh petugas: penetapan hakim." in other


def test_one_found_a_child_gets_a_file_and_the_old_one_closes(
    pk: Browser,
    post: Post,
    assessor: Browser,
    database: Database,
    make_client: MakeClient,
) -> None:
    old = make_client(name="Rizky Aditya")
    address = f"/berkas/{old.number}/anak"

    refused = post(pk, address, form="anak", anak_reason="akta")
    answer = post(pk, address, form="anak", anak_reason="akta kelahiran", anak_sure="1")

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ">\nakta</textarea>" in refused.text
    assert answer.status_code == HTTPStatus.SEE_OTHER
    page = words(pk.get(answer.location).text)
    assert "Berkas anak 2026-00002 dibuka." in page
    assert "berkas orang ini yang terdahulu: akta kelahiran" in page
    before = words(pk.get(f"/berkas/{old.number}/status").text)
    assert "Tidak: pembimbingan dilimpahkan." in before
    assert "tetap di tempatnya" in before
    assert "Pembimbingan diteruskan pada berkas anak klien ini" in before
    struck = post(pk, f"/berkas/{old.number}/status", step="coret", coret_reason="x")
    assert "Diteruskan pada berkas anak" in struck.text
    assert pk.get(f"/berkas/{old.number}").status_code == HTTPStatus.OK
    assert assessor.get(f"/berkas/{old.number}").status_code == HTTPStatus.NOT_FOUND
    assert "Rizky" not in pk.get("/berkas").text
    assert "R.A." in pk.get("/berkas").text
    with database.reading() as session:
        assert [one.child for one in session.scalars(select(Client))] == [True, True]


def test_a_grown_up_s_result_is_still_shown_in_a_file_that_became_a_child_s(
    pk: Browser,
    post: Post,
    database: Database,
    staff: Staff,
    make_client: MakeClient,
    at: datetime,
) -> None:
    old = make_client()
    with database.transaction() as session:
        here = session.get_one(Client, old.id)
        issue_result(session, staff.assessor, here, at=at, risk="sangat-tinggi")
    post(pk, f"/berkas/{old.number}/anak", anak_reason="akta kelahiran", anak_sure="1")

    assert "Sangat Tinggi" in pk.get(f"/berkas/{old.number}").text


def test_who_registers_is_led_to_the_list_where_the_new_file_is_closed(
    browser_of: BrowserOf,
    post: Post,
    database: Database,
    staff: Staff,
    make_client: MakeClient,
) -> None:
    with database.transaction() as session:
        row: Official = offices.official(session, staff.assessor.office, staff.assessor.id)
        row.roles = [str(Role.REGISTRASI)]
    registrar = browser_of(replace(staff.assessor, roles=frozenset({Role.REGISTRASI})))
    old = make_client()

    answer = post(registrar, f"/berkas/{old.number}/anak", anak_reason="akta", anak_sure="1")

    assert answer.location == "/berkas"
    assert "Berkas anak 2026-00002 dibuka." in registrar.get("/berkas").text
    assert registrar.get(f"/berkas/{old.number}").status_code == HTTPStatus.NOT_FOUND


def test_two_files_of_one_person_are_joined_and_both_say_so(
    pk: Browser, post: Post, make_client: MakeClient
) -> None:
    one, other = make_client(), make_client()
    address = f"/berkas/{one.number}/berkas-lain"

    unknown = post(pk, address, form="lain", lain_other="2026-99999", lain_reason="sama")
    itself = post(pk, address, form="lain", lain_other=one.number, lain_reason="sama")
    done = post(pk, address, form="lain", lain_other=other.number, lain_reason="satu orang")

    assert "Nomor berkas 2026-99999 tidak ada" in unknown.text
    assert (
        'href="#f-lain_other"><b>Nomor berkas lain:</b> Ini nomor berkas ini sendiri.'
        in itself.text
    )
    assert done.status_code == HTTPStatus.SEE_OTHER
    for here, there in ((one, other), (other, one)):
        page = pk.get(f"/berkas/{here.number}/status").text
        assert page.count(f'href="/berkas/{there.number}">{there.number}') == 1
        assert "orang yang sama: satu orang" in words(page)
