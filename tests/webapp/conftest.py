"""A site with a real database, a small office and people who can sign in."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.actor import Role
from casework.db.base import new_id
from casework.db.engine import Database
from casework.offices.model import Office, Official
from casework.offices.profile import Profile
from casework.users import service as users
from tests.summaries import unnamed
from webapp import create_app
from webapp.parts import Parts
from webapp.settings import Settings
from webapp.wiring import open_parts

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


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data home as a first start leaves it: migrated and empty."""
    home = tmp_path_factory.mktemp("home")
    open_parts(Settings(home=home)).close()
    return home


@pytest.fixture
def settings(tmp_path: Path, empty_home: Path) -> Settings:
    shutil.copytree(empty_home, tmp_path, dirs_exist_ok=True)
    return Settings(home=tmp_path)


@pytest.fixture
def empty_parts(settings: Settings) -> Iterator[Parts]:
    """The parts of a site whose office is not set up yet."""
    opened = open_parts(settings)
    yield opened.parts
    opened.close()


@pytest.fixture
def parts(empty_parts: Parts) -> Parts:
    """The parts of a site with an office."""
    with empty_parts.database.transaction() as session:
        session.add(Office(code=PROFILE.code, profile=PROFILE.as_dict()))
    return empty_parts


@pytest.fixture
def database(parts: Parts) -> Database:
    return parts.database


@pytest.fixture
def app(parts: Parts) -> Flask:
    made = create_app(parts)
    made.after_request(_read_alone)
    return made


def _read_alone(answer: Response) -> Response:
    """Hold every page that refuses something against what its summary must say."""
    if answer.mimetype == "text/html" and not answer.is_streamed:
        assert unnamed(answer.get_data(as_text=True)) == []
    return answer


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
