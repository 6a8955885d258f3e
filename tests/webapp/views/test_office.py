"""The office's settings: every line of the letterhead and the source of numbers can be set."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.actor import Role
from casework.db.engine import Database
from casework.offices import service as offices
from casework.offices.model import RuleFile
from casework.offices.profile import NumberSource
from casework.users.model import Account
from tests.webapp.conftest import MakePerson, SignIn, token_in


def _form(client: FlaskClient, **changes: str) -> dict[str, str]:
    values = {
        "csrf_token": token_in(client.get("/kantor")),
        "letterhead": "KEMENTERIAN CONTOH\nDIREKTORAT CONTOH",
        "name": "Balai Pemasyarakatan Kelas I Contoh",
        "address": "Jalan Melati 1",
        "contact": "",
        "city": "Kota Contoh",
        "number_source": "luar",
        "number_pattern": "W.{n}/{year}",
        "litmas_pattern": "{n}/LP/{year}",
        "zone": "WITA",
        "first_assessment_days": "7",
        "reassessment_months": "12",
        "public_url": "",
    }
    return values | changes


def test_an_administrator_sets_letterhead_numbers_and_zone(
    app: Flask, database: Database, make_person: MakePerson, sign_in: SignIn
) -> None:
    make_person("made", Role.ADMIN)
    client = app.test_client()
    sign_in(client, "made")

    answer = client.post("/kantor", data=_form(client))

    assert answer.status_code == 303
    with database.reading() as session:
        profile = offices.only_office(session)
        published = len(session.scalars(select(RuleFile).where(RuleFile.kind == "kantor")).all())
    assert profile is not None
    assert profile.settings.letterhead == ("KEMENTERIAN CONTOH", "DIREKTORAT CONTOH")
    assert profile.settings.number_source is NumberSource.LUAR
    assert published == 1
    assert "KEMENTERIAN CONTOH" in client.get("/kantor").text


def test_a_pattern_without_a_number_is_refused_at_its_field(
    app: Flask, make_person: MakePerson, sign_in: SignIn
) -> None:
    make_person("made", Role.ADMIN)
    client = app.test_client()
    sign_in(client, "made")

    answer = client.post("/kantor", data=_form(client, number_pattern="tanpa nomor", city="Kota B"))

    assert answer.status_code == 422
    assert "Pola nomor harus memuat" in answer.text
    assert 'value="Kota B"' in answer.text


def test_nobody_else_finds_the_page(app: Flask, make_person: MakePerson, sign_in: SignIn) -> None:
    make_person("rina", Role.ASESOR)
    client = app.test_client()
    sign_in(client, "rina")

    assert client.get("/kantor").status_code == 404


def test_a_password_made_by_another_is_changed_before_anything_else(
    app: Flask, database: Database, make_person: MakePerson, sign_in: SignIn
) -> None:
    person = make_person("rina", Role.ASESOR)
    with database.transaction() as session:
        account = session.scalars(select(Account).where(Account.official_id == person.id)).one()
        account.must_change = True
    client = app.test_client()
    sign_in(client, "rina")

    assert client.get("/berkas").location == "/profil"
    assert client.get("/profil").status_code == 200


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("first_assessment_days", "9" * 5000),
        ("reassessment_months", "99999"),
        ("name", "Balai \u6d4b\u8bd5"),
        ("letterhead", "KEMENTERIAN \U0001f600"),
        ("number_pattern", "{n:9999}"),
        ("public_url", "\ufeff"),
    ],
)
def test_settings_that_no_paper_could_show_are_refused_at_their_field(
    app: Flask, make_person: MakePerson, sign_in: SignIn, field: str, typed: str
) -> None:
    make_person("made", Role.ADMIN)
    client = app.test_client()
    sign_in(client, "made")

    answer = client.post("/kantor", data=_form(client, **{field: typed}))

    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
