"""The people of the office at their pages: added, changed, handed a password, ended."""

import re
from collections.abc import Callable
from html import unescape
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from casework.actor import Role
from casework.db.engine import Database
from casework.offices.model import Official
from casework.users.model import Account, WebSession
from tests.webapp.conftest import MakeClient, MakePerson, Person, token_in

DEWI = {
    "name": "Dewi Anggraini, S.H.",
    "nip": "",
    "position": "Pembimbing Kemasyarakatan",
    "since": "2 Januari 2026",
    "until": "",
    "roles": ["pk"],
    "login": "dewi",
}
Fields = dict[str, str | list[str]]
Press = Callable[..., TestResponse]


@pytest.fixture
def admin(make_client: MakeClient) -> FlaskClient:
    return make_client("made", Role.ADMIN)


@pytest.fixture
def press(admin: FlaskClient) -> Press:
    """Send a form of a page as the browser does, its token and its mark with it."""

    def send(page: str, to: str = "", **fields: str | list[str]) -> TestResponse:
        opened = admin.get(page)
        marks = re.findall(r'name="mark" value="([0-9a-f]+)"', opened.text)
        data: Fields = {"csrf_token": token_in(opened), "mark": marks[0] if marks else ""}
        return admin.post(to or page, data=data | fields)

    return send


@pytest.fixture
def dewi(press: Press) -> TestResponse:
    return press("/pengguna/baru", **DEWI)


@pytest.fixture
def her_page(dewi: TestResponse, database: Database) -> str:
    assert dewi.status_code == HTTPStatus.OK
    with database.reading() as session:
        query = select(Official.id).where(Official.name == DEWI["name"])
        return f"/pengguna/{session.scalars(query).one()}"


def password_in(page: TestResponse) -> str:
    found = re.search(r"([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</dd>", page.text)
    assert found, "no password on the page"
    return found.group(1)


def test_the_password_of_a_new_person_is_shown_once_and_opens_only_the_change_of_it(
    app: Flask, dewi: TestResponse, her_page: str, admin: FlaskClient, sign_in: Press
) -> None:
    password = password_in(dewi)

    assert dewi.headers["Cache-Control"] == "no-store"
    for page in ("/pengguna", her_page):
        assert password not in admin.get(page).text
    hers = app.test_client()
    assert sign_in(hers, "dewi", password=password).status_code == HTTPStatus.SEE_OTHER
    assert hers.get("/berkas").location == "/profil"
    asked = hers.get("/profil").text
    assert "<h1>Ganti sandi dahulu</h1>" in asked
    assert "dibuatkan admin dan tercetak" in asked, "why"
    assert "notice--done" not in asked, "nothing is done yet"
    new = {"old": password, "new": "tujuh perahu kertas biru", "again": "tujuh perahu kertas biru"}
    data = new | {"csrf_token": token_in(hers.get("/profil"))}
    assert hers.post("/profil/kata-sandi", data=data).location == "/masuk"
    sign_in(hers, "dewi", password=new["new"])
    assert hers.get("/berkas").status_code == HTTPStatus.OK


def test_the_same_form_sent_twice_makes_no_second_person(
    dewi: TestResponse, press: Press, database: Database
) -> None:
    again = press("/pengguna/baru", **DEWI)

    assert dewi.status_code == HTTPStatus.OK
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Nama pengguna ini sudah dipakai" in again.text
    with database.reading() as session:
        named = select(func.count()).where(Official.name == DEWI["name"])
        assert session.scalar(named) == 1


def test_who_only_signs_papers_is_entered_without_an_account(
    press: Press, admin: FlaskClient, database: Database
) -> None:
    answer = press("/pengguna/baru", **DEWI | {"login": "", "roles": ["kabapas"]})

    assert answer.status_code == HTTPStatus.SEE_OTHER
    page = admin.get(str(answer.location))
    assert "Beri akun" in page.text
    refused = press(str(answer.location), f"{answer.location}/akun", login="made")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert password_in(press(str(answer.location), f"{answer.location}/akun", login="dewi"))
    with database.reading() as session:
        assert set(session.scalars(select(Account.login))) == {"made", "dewi"}


NAUGHTY = (
    "<script>alert(1)</script>",
    "Robert'); DROP TABLE official;--",
    "O'Brien & Söhne",
    "=HYPERLINK(1)",
    "{{ 7 * 7 }}",
    "%s%n../../etc",
    "Dewi" + "a" * 296,
    "Dewi\u202eiweD",
    "Dewi\x00",
    "Dewi\u200f",
    "李小龍",
    "🙂",
    "a" * 301,
)


@pytest.mark.parametrize("field", ["name", "position", "nip", "since", "until", "login"])
def test_whatever_is_typed_comes_back_as_typed_or_is_refused_with_the_reason(
    press: Press, admin: FlaskClient, field: str
) -> None:
    for text in NAUGHTY:
        answer = press("/pengguna/baru", **DEWI | {"login": "", field: text})
        if answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
            assert 'class="fault"' in answer.text
            shown = re.findall(rf'name="{field}" type="text" [^>]*value="([^"]*)"', answer.text)
            assert [unescape(one) for one in shown] == [text]
        else:
            assert field in {"name", "position"}
            assert text in unescape(admin.get("/pengguna").text)
            assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"roles": []}, "Peran wajib diisi."),
        ({"roles": ["raja"]}, "Pilih salah satu dari daftar."),
        ({"until": "1 Januari 2026"}, "Tanggal akhir mendahului tanggal mulai."),
        ({"since": "31 Februari 2026"}, "tidak ada di kalender"),
        ({"since": "2 Januari 26"}, "Tulis tahun dengan empat angka."),
        ({"nip": "123"}, "NIP harus 18 angka; yang ditulis 3."),
        ({"name": "-1"}, "Nama harus memuat huruf."),
        ({"nip": "1", "login": "dewi anggraini"}, "Nama pengguna hanya memakai huruf"),
    ],
)
def test_a_mistake_is_told_at_its_field(press: Press, fields: Fields, sentence: str) -> None:
    answer = press("/pengguna/baru", **DEWI | fields)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.text.count(sentence) >= 2


def test_a_change_is_told_in_the_past_of_the_person(
    her_page: str, press: Press, admin: FlaskClient
) -> None:
    answer = press(her_page, **DEWI | {"roles": ["pk", "kasi"], "position": "Kasubsi"})

    assert answer.location == her_page
    told = admin.get(her_page).text
    assert "Jabatan: Pembimbing Kemasyarakatan menjadi Kasubsi" in told
    assert "Peran: PK menjadi Kasi/Kasubsi, PK" in told


def test_of_two_administrators_the_second_sees_both_versions(
    her_page: str, press: Press, admin: FlaskClient
) -> None:
    opened = admin.get(her_page)
    marks = re.findall(r'name="mark" value="([0-9a-f]+)"', opened.text)
    press(her_page, **DEWI | {"position": "PK Ahli Madya"})

    late = DEWI | {"mark": marks[0], "csrf_token": token_in(opened), "position": "Kasubsi"}
    answer = admin.post(her_page, data=late)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "PK Ahli Madya" in answer.text
    assert 'value="Kasubsi"' in answer.text
    mark = re.findall(r'name="mark" value="([0-9a-f]+)"', answer.text)[0]
    assert admin.post(her_page, data=late | {"mark": mark}).location == her_page
    for act in ("sandi", "akhiri", "buka", "akun"):
        stale = admin.post(f"{her_page}/{act}", data=late)
        assert stale.status_code == HTTPStatus.CONFLICT
        assert "Data petugas sudah berubah" in stale.text


def test_a_reload_of_the_password_page_makes_no_second_password(
    her_page: str, admin: FlaskClient
) -> None:
    opened = admin.get(her_page)
    mark = re.findall(r'name="mark" value="([0-9a-f]+)"', opened.text)[0]
    data = {"csrf_token": token_in(opened), "mark": mark}

    assert password_in(admin.post(f"{her_page}/sandi", data=data))
    assert admin.post(f"{her_page}/sandi", data=data).status_code == HTTPStatus.CONFLICT
    assert admin.get(f"{her_page}/sandi").status_code == HTTPStatus.NOT_FOUND


def test_who_ended_is_out_at_once_and_comes_back_with_another_password(
    app: Flask,
    dewi: TestResponse,
    her_page: str,
    press: Press,
    admin: FlaskClient,
    sign_in: Press,
    database: Database,
) -> None:
    hers = app.test_client()
    sign_in(hers, "dewi", password=password_in(dewi))
    empty = press(her_page, f"{her_page}/akhiri", on="2 Februari 2026", reason=" ")
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="2 Februari 2026"' in empty.text

    press(her_page, f"{her_page}/akhiri", on="2 Februari 2026", reason="pindah tugas")

    assert hers.get("/").location == "/masuk" or hers.get("/").status_code == 401
    assert "Dewi Anggraini" not in admin.get("/pengguna").text
    assert "Dewi Anggraini" in admin.get("/pengguna?keadaan=berakhir").text
    assert "Alasan: pindah tugas" in admin.get(her_page).text
    fresh = password_in(press(her_page, f"{her_page}/buka"))
    assert sign_in(hers, "dewi", password=fresh).status_code == HTTPStatus.SEE_OTHER
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(WebSession)) == 2


def test_the_last_administrator_cannot_leave(
    press: Press, admin: FlaskClient, database: Database
) -> None:
    with database.reading() as session:
        own = session.scalars(select(Official)).one()
    page = f"/pengguna/{own.id}"

    ended = press(page, f"{page}/akhiri", on="2 Februari 2026", reason="pensiun")
    stepped = press(page, name=own.name, since="1 Januari 2026", roles=["asesor"])

    for answer in (ended, stepped):
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "Ini admin terakhir yang dapat masuk." in answer.text
    assert admin.get(page).status_code == HTTPStatus.OK


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMIN])
def test_nobody_but_an_administrator_sees_the_people(make_client: MakeClient, role: Role) -> None:
    other = make_client("rina", role)

    for page in ("/pengguna", "/pengguna/baru", "/penyiapan", "/penyiapan/kop"):
        assert other.get(page).status_code == HTTPStatus.NOT_FOUND


def test_an_unknown_person_is_not_found(admin: FlaskClient, make_person: MakePerson) -> None:
    known: Person = make_person("rina")

    assert admin.get(f"/pengguna/{known.id}").status_code == HTTPStatus.OK
    for unknown in (known.id[:-1], known.id + "x", "tidak-ada", "0" * 26):
        assert admin.get(f"/pengguna/{unknown}").status_code == HTTPStatus.NOT_FOUND
