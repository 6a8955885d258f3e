"""The pages on which a section head gives clients to PKs."""

import re
from dataclasses import replace
from datetime import date, datetime
from http import HTTPStatus

import pytest

from casework.actor import Role
from casework.clients.model import Client
from casework.db.engine import Database
from casework.offices import service as offices
from casework.offices.model import Official
from casework.offices.service import OfficialDraft
from tests.conftest import MakeClient, Staff
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post


@pytest.fixture
def kasi(database: Database, staff: Staff, browser_of: BrowserOf, at: datetime) -> Browser:
    with database.transaction() as session:
        draft = OfficialDraft("Kartika", "", "Kasubsi", frozenset({Role.KASI}), date(2024, 1, 1))
        official = offices.appoint(session, staff.admin, draft, at=at)
        session.flush()
        found = replace(staff.head, id=official.id, name="Kartika", roles=frozenset({Role.KASI}))
    return browser_of(found)


def pk_of(database: Database, client: Client) -> str | None:
    with database.reading() as session:
        return session.get_one(Client, client.id).pk_id


def test_a_section_head_gives_a_client_of_the_list_to_a_pk(
    kasi: Browser, post: Post, database: Database, staff: Staff, make_client: MakeClient
) -> None:
    client = make_client(pk_id=None)
    assert "Menunggu PK (1)" in kasi.get("/penugasan").text

    address = f"/penugasan/{client.number}"
    answer = post(kasi, address, **{"from": "daftar", "pk_id": staff.pk.id, "mark": ""})

    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "ditugaskan kepada Sari Dewi" in kasi.get("/penugasan").text
    assert "Semua klien dalam pembimbingan sudah punya PK." in kasi.get("/penugasan").text
    assert pk_of(database, client) == staff.pk.id


def test_a_child_is_given_by_initials_though_its_file_stays_closed(
    kasi: Browser, post: Post, database: Database, staff: Staff, make_client: MakeClient
) -> None:
    child = make_client(pk_id=None, child=True, name="Rizky Aditya", birth_date=date(2010, 1, 1))

    pages = kasi.get("/penugasan").text + kasi.get(f"/penugasan/{child.number}").text

    assert "R.A." in pages
    assert "Rizky" not in pages
    assert kasi.get(f"/berkas/{child.number}").status_code == HTTPStatus.NOT_FOUND
    post(kasi, f"/penugasan/{child.number}", pk_id=staff.pk.id, mark="", on="10 Maret 2026")
    assert pk_of(database, child) == staff.pk.id


def test_a_change_tells_from_when_and_why_and_the_past_stays(
    kasi: Browser,
    post: Post,
    database: Database,
    staff: Staff,
    make_client: MakeClient,
    at: datetime,
) -> None:
    client = make_client()
    with database.transaction() as session:
        draft = OfficialDraft("Dewa Ketut", "", "PK", frozenset({Role.PK}), date(2024, 1, 1))
        other: Official = offices.appoint(session, staff.admin, draft, at=at)
    address = f"/penugasan/{client.number}"
    mark = re.search(r'name="mark" value="([^"]+)"', kasi.get(address).text)
    assert mark

    wrong = post(kasi, address, pk_id="", on="besok", reason="pindah", mark=mark[1])
    right = {"pk_id": other.id, "on": "10 Maret 2026", "reason": "pindah wilayah"}
    assert post(kasi, address, **right, mark=mark[1]).status_code == HTTPStatus.SEE_OTHER
    late = post(kasi, address, pk_id=staff.pk.id, on="11 Maret 2026", mark=mark[1])

    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "PK wajib diisi." in wrong.text
    assert 'value="besok"' in wrong.text
    assert late.status_code == HTTPStatus.CONFLICT
    assert "Orang lain menugaskan PK" in late.text
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", kasi.get(address).text))
    assert "Dewa Ketut sekarang sejak 10 Maret 2026, pindah wilayah" in page
    assert "Sari Dewi, S.Sos. sejak 3 Maret 2026" in page


def test_an_officer_who_does_not_assign_finds_no_such_page(
    assessor: Browser, make_client: MakeClient
) -> None:
    client = make_client()

    for path in ("/penugasan", f"/penugasan/{client.number}"):
        assert assessor.get(path).status_code == HTTPStatus.NOT_FOUND


def test_the_first_page_of_a_section_head_says_how_many_wait_for_a_pk(
    kasi: Browser, make_client: MakeClient
) -> None:
    make_client(pk_id=None)

    page = kasi.get("/").text

    assert "<h1>1 klien menunggu PK, 1 asesmen terlambat</h1>" in page
    assert "Terlambat (1)" in re.sub(r"<[^>]+>", "", page)


@pytest.mark.parametrize("path", ["/", "/tenggat", "/berkas", "/penugasan"])
def test_figures_without_children_say_so_and_why(
    kasi: Browser, browser_of: BrowserOf, staff: Staff, make_client: MakeClient, path: str
) -> None:
    make_client(pk_id=None)
    make_client(pk_id=None, child=True)

    page, whole = kasi.get(path).text, browser_of(staff.head).get(path).text

    assert "tanpa berkas anak" in page
    assert "Identitas anak dirahasiakan (UU SPPA pasal 19)" in page
    assert "tanpa berkas anak" not in whole


@pytest.mark.parametrize("path", ["/", "/tenggat?petugas=saya", "/berkas"])
def test_a_pk_s_own_list_leaves_nobody_out(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient, path: str
) -> None:
    make_client(child=True)

    assert "tanpa berkas anak" not in browser_of(staff.pk).get(path).text
