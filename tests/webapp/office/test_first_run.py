"""The first administrator of an empty office comes in with the code of the console."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from casework.clock import now
from casework.db.engine import Database
from casework.offices.model import Office, Official
from casework.users import service as users
from tests.webapp.conftest import PROFILE
from webapp.parts import Parts

Token = Callable[[TestResponse], str]

FORM = {
    "bapas": "Balai Pemasyarakatan Kelas II Contoh",
    "office": "contoh",
    "name": "Dewi Lestari, S.H.",
    "nip": "199001012015032001",
    "roles": "asesor",
    "login": "dewi",
    "password": "tujuh gajah menari pelan",
    "again": "tujuh gajah menari pelan",
}


@pytest.fixture
def parts(empty_parts: Parts) -> Parts:
    return empty_parts


@pytest.fixture
def code(database: Database) -> str:
    with database.transaction() as session:
        return users.new_setup_code(session, at=now())


@pytest.fixture
def send(client: FlaskClient, code: str, token: Token) -> Callable[..., TestResponse]:
    def post(**fields: str) -> TestResponse:
        data = FORM | {"code": code, "csrf_token": token(client.get("/awal"))} | fields
        return client.post("/awal", data=data)

    return post


def test_the_office_is_set_up_and_its_administrator_is_in_and_led_on(
    client: FlaskClient,
    send: Callable[..., TestResponse],
    database: Database,
) -> None:
    answer = send()

    assert answer.location == "/penyiapan"
    led = client.get("/penyiapan").text
    assert "1 dari 6 langkah selesai" in led
    assert "/penyiapan/kop" in led
    with database.reading() as session:
        office = session.scalars(select(Office)).one().settings
        official = session.scalars(select(Official)).one()
    assert office.name == FORM["bapas"]
    assert sorted(official.roles) == ["admin", "asesor"]


def test_the_page_is_gone_once_somebody_can_sign_in(
    client: FlaskClient, send: Callable[..., TestResponse], token: Token
) -> None:
    send()

    assert client.get("/awal").status_code == HTTPStatus.NOT_FOUND
    data = FORM | {"csrf_token": token(client.get("/profil"))}
    assert client.post("/awal", data=data).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        ({"code": "tebakan"}, ["Kode ini tidak dikenal atau sudah dipakai."]),
        ({"office": "Contoh Dua"}, ["Kode kantor hanya memakai huruf kecil"]),
        ({"nip": "123"}, ["NIP harus 18 angka; yang ditulis 3."]),
        ({"password": "pendek", "again": "pendek"}, ["paling sedikit 15 karakter"]),
        (
            {
                "code": "tebakan",
                "bapas": "",
                "office": "Contoh Dua",
                "name": " ",
                "nip": "123",
                "login": "dewi lestari",
                "password": "pendek",
                "again": "lain",
            },
            [
                "Kode ini tidak dikenal atau sudah dipakai.",
                "Kode kantor hanya memakai huruf kecil",
                "NIP harus 18 angka; yang ditulis 3.",
                "Nama pengguna hanya memakai huruf",
                "paling sedikit 15 karakter",
                "Nama kantor wajib diisi.",
                "Nama lengkap dan gelar wajib diisi.",
                "Kedua kata sandi baru tidak sama.",
            ],
        ),
    ],
)
def test_a_mistake_is_told_at_its_field_and_sets_nothing_up(
    send: Callable[..., TestResponse],
    database: Database,
    fields: dict[str, str],
    sentences: list[str],
) -> None:
    answer = send(**fields)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for sentence in sentences:
        assert answer.text.count(sentence) >= 2, "once in the summary, once at the field"
    assert f'value="{fields.get("login", "dewi")}"' in answer.text
    with database.reading() as session:
        assert session.scalars(select(Office)).all() == []
        assert not users.has_accounts(session)


def test_an_office_that_came_back_from_its_archive_keeps_its_settings(
    client: FlaskClient, send: Callable[..., TestResponse], database: Database
) -> None:
    with database.transaction() as session:
        session.add(Office(code=PROFILE.code, profile=PROFILE.as_dict()))
    page = client.get("/awal").text

    answer = send(bapas="Kantor Lain", office="lain")

    assert PROFILE.name.upper() in page
    assert 'name="bapas"' not in page
    assert answer.location == "/penyiapan"
    with database.reading() as session:
        assert session.scalars(select(Office)).one().settings == PROFILE
