"""A site with a real database, a small office and people who can sign in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.shelf import Shelf
from casework.actor import Role
from casework.db.base import Base, new_id
from casework.db.engine import Database, open_database
from casework.offices.model import Office, Official
from casework.offices.profile import Profile
from casework.users import service as users
from webapp import create_app
from webapp.parts import Parts
from webapp.settings import Settings

PASSWORD = "tujuh gajah menari pelan"
PROFILE = Profile(
    code="contoh",
    name="Balai Pemasyarakatan Kelas II Contoh",
    letterhead=(
        "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA",
        "DIREKTORAT JENDERAL PEMASYARAKATAN",
        "KANTOR WILAYAH CONTOH",
    ),
    address="Jalan Kenanga 12, Contoh 12345",
    contact="telepon (000) 555-0112",
)


@dataclass(frozen=True, slots=True)
class Person:
    """One who can sign in."""

    id: str
    login: str
    name: str


MakePerson = Callable[..., Person]
SignIn = Callable[..., TestResponse]
MakeClient = Callable[..., FlaskClient]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "berkas.sqlite3")
    Base.metadata.create_all(opened.engine)
    with opened.transaction() as session:
        session.add(Office(code=PROFILE.code, profile=PROFILE.as_dict()))
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


@pytest.fixture
def shelf(settings: Settings) -> Shelf:
    return Shelf.create(settings.archive)


@pytest.fixture
def app(settings: Settings, database: Database, shelf: Shelf) -> Flask:
    return create_app(Parts(settings, database, shelf))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def make_person(database: Database) -> MakePerson:
    def make(login: str = "rina", *roles: Role, name: str = "Rina Wulandari") -> Person:
        with database.transaction() as session:
            official = Official(
                id=new_id(),
                office=PROFILE.code,
                name=name,
                nip="199001012015032001",
                position="Asesor",
                roles=sorted(roles or {Role.ASESOR}),
                since=date(2026, 1, 1),
                until=None,
            )
            session.add(official)
            session.flush()
            users.add_account(session, official.id, login, PASSWORD)
        return Person(official.id, login, name)

    return make


@pytest.fixture
def officer(make_person: MakePerson) -> Person:
    return make_person()


def token_in(page: TestResponse) -> str:
    """Return the token of the forms on a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, "the page has no form"
    return found.group(1)


@pytest.fixture
def sign_in() -> SignIn:
    def enter(client: FlaskClient, login: str = "rina", **fields: str) -> TestResponse:
        token = token_in(client.get("/masuk"))
        data = {"csrf_token": token, "login": login, "password": PASSWORD} | fields
        return client.post("/masuk", data=data)

    return enter


@pytest.fixture
def signed_in(app: Flask, officer: Person, sign_in: SignIn) -> FlaskClient:
    client = app.test_client()
    assert sign_in(client, officer.login).status_code == HTTPStatus.SEE_OTHER
    return client


@pytest.fixture
def make_client(app: Flask, make_person: MakePerson, sign_in: SignIn) -> MakeClient:
    def make(login: str, *roles: Role) -> FlaskClient:
        client = app.test_client()
        sign_in(client, make_person(login, *roles).login)
        return client

    return make


@pytest.fixture
def token() -> Callable[[TestResponse], str]:
    return token_in
