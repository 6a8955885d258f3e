"""Signing in, staying signed in, going out."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from typing import Protocol

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from casework.db.engine import Database
from casework.offices.model import Official
from casework.users.model import Account, WebSession

PASSWORD = "tujuh gajah menari pelan"
NEW = "sembilan perahu kertas biru"
START = datetime(2026, 3, 9, 1, 0, tzinfo=UTC)

SignIn = Callable[..., TestResponse]
Token = Callable[[TestResponse], str]


class Person(Protocol):
    id: str
    login: str


def test_the_right_password_leads_to_the_page_that_was_wanted(
    client: FlaskClient, officer: Person, sign_in: SignIn
) -> None:
    answer = sign_in(client, officer.login, next="/profil")

    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.location == "/profil"
    assert client.get("/profil").status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("login", "password"), [("rina", "salah salah salah salah"), ("tidak-ada", PASSWORD)]
)
def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(
    client: FlaskClient, officer: Person, sign_in: SignIn, login: str, password: str
) -> None:
    del officer
    answer = sign_in(client, login, password=password)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Nama pengguna atau kata sandi tidak cocok." in answer.text
    assert password not in answer.text


def test_guessing_is_slowed_down_although_every_guess_was_refused(
    client: FlaskClient, officer: Person, sign_in: SignIn
) -> None:
    for _ in range(5):
        sign_in(client, officer.login, password="salah salah salah salah")

    answer = sign_in(client, officer.login)

    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "Terlalu banyak percobaan" in answer.text


def test_signing_in_gives_a_new_session_whatever_cookie_was_there_before(
    app: Flask, client: FlaskClient, officer: Person, sign_in: SignIn
) -> None:
    with client.session_transaction() as planted:
        planted["secret"] = "planted by somebody else"
        planted["other"] = "left behind"

    sign_in(client, officer.login)

    with client.session_transaction() as kept:
        assert kept["secret"] != "planted by somebody else"
        assert len(kept["secret"]) >= 22  # 128 bits and more, in base64
        assert "other" not in kept
    stranger = app.test_client()
    with stranger.session_transaction() as planted:
        planted["secret"] = "planted by somebody else"
    assert stranger.get("/profil").status_code == HTTPStatus.UNAUTHORIZED


def test_a_token_from_before_the_sign_in_ends_with_it(
    client: FlaskClient, officer: Person, sign_in: SignIn, token: Token
) -> None:
    before = token(client.get("/masuk"))
    sign_in(client, officer.login)

    answer = client.post("/keluar", data={"csrf_token": before})

    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_the_old_cookie_is_worth_nothing_after_signing_out(
    signed_in: FlaskClient, token: Token
) -> None:
    with signed_in.session_transaction() as kept:
        stolen = dict(kept)
    page = signed_in.get("/profil")
    assert signed_in.post("/keluar", data={"csrf_token": token(page)}).location == "/masuk"

    with signed_in.session_transaction() as put_back:
        put_back.update(stolen)

    assert signed_in.get("/profil").status_code == HTTPStatus.UNAUTHORIZED


def test_who_loses_the_account_is_out_at_the_next_request(
    signed_in: FlaskClient, database: Database
) -> None:
    with database.transaction() as session:
        session.execute(update(Account).values(ended_at=START))

    assert signed_in.get("/profil").status_code == HTTPStatus.UNAUTHORIZED


def test_a_change_of_roles_holds_at_the_next_request(
    signed_in: FlaskClient, database: Database
) -> None:
    with database.transaction() as session:
        session.scalars(select(Official)).one().roles = ["arsiparis"]

    assert "Arsiparis" in signed_in.get("/profil").text


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([29, 29, 29], HTTPStatus.OK),
        ([31], HTTPStatus.UNAUTHORIZED),
        ([29] * 25, HTTPStatus.UNAUTHORIZED),
    ],
    ids=["busy", "idle for 31 minutes", "busy for more than 12 hours"],
)
def test_a_session_ends_when_idle_and_after_twelve_hours(
    client: FlaskClient, officer: Person, sign_in: SignIn, steps: list[int], status: HTTPStatus
) -> None:
    moment = START
    with time_machine.travel(moment, tick=False):
        sign_in(client, officer.login)
    answer = None
    for minutes in steps:
        moment += timedelta(minutes=minutes)
        with time_machine.travel(moment, tick=False):
            answer = client.get("/profil")

    assert answer is not None
    assert answer.status_code == status


def test_a_page_that_is_only_read_writes_no_more_than_that_one_is_still_there(
    signed_in: FlaskClient, database: Database
) -> None:
    def seen() -> datetime:
        with database.reading() as session:
            return session.scalars(select(WebSession.seen_at)).one()

    before = seen()
    signed_in.get("/profil")
    assert seen() == before

    with time_machine.travel(before + timedelta(minutes=2), tick=False):
        signed_in.get("/profil")
        assert seen() == before + timedelta(minutes=2)


def test_a_new_password_ends_every_session_and_is_the_only_one_that_fits(
    app: Flask, signed_in: FlaskClient, officer: Person, sign_in: SignIn, token: Token
) -> None:
    other = app.test_client()
    sign_in(other, officer.login)
    fields = {"csrf_token": token(signed_in.get("/profil")), "old": PASSWORD, "new": NEW}

    answer = signed_in.post("/profil/kata-sandi", data=fields | {"again": NEW})

    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "Kata sandi diganti" in signed_in.get("/masuk").text
    assert other.get("/profil").status_code == HTTPStatus.UNAUTHORIZED
    assert sign_in(app.test_client(), officer.login).status_code == 422
    assert sign_in(app.test_client(), officer.login, password=NEW).status_code == 303


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"old": "salah", "new": NEW, "again": NEW}, "Kata sandi sekarang tidak cocok."),
        ({"old": PASSWORD, "new": "pendek", "again": "pendek"}, "paling sedikit 15 karakter"),
        ({"old": PASSWORD, "new": "a" * 20, "again": "a" * 20}, "terlalu mudah ditebak"),
        ({"old": PASSWORD, "new": "x" * 999, "again": "x" * 999}, "paling panjang 200"),
        ({"old": PASSWORD, "new": NEW, "again": "lain"}, "Kedua kata sandi baru tidak sama."),
    ],
)
def test_a_password_that_cannot_be_taken_is_told_at_the_field_and_changes_nothing(
    signed_in: FlaskClient, token: Token, fields: dict[str, str], sentence: str
) -> None:
    fields = fields | {"csrf_token": token(signed_in.get("/profil"))}

    answer = signed_in.post("/profil/kata-sandi", data=fields)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.text.count(sentence) == 2, "once in the summary, once at the field"
    assert "<title>Kesalahan: Profil" in answer.text
    assert signed_in.get("/profil").status_code == HTTPStatus.OK


def test_all_that_is_wrong_with_a_new_password_is_told_at_once(
    signed_in: FlaskClient, token: Token
) -> None:
    typed = {"old": "salah", "new": "pendek", "again": "lain"}
    fields = {"csrf_token": token(signed_in.get("/profil")), **typed}

    answer = signed_in.post("/profil/kata-sandi", data=fields)

    assert "Ada 3 hal yang perlu diperbaiki" in answer.text
    assert "Kata sandi sekarang tidak cocok." in answer.text
    assert "paling sedikit 15 karakter" in answer.text
    assert "Kedua kata sandi baru tidak sama." in answer.text


def test_who_comes_before_the_first_day_of_the_term_is_told_that_day(
    database: Database, officer: Person, sign_in: SignIn, client: FlaskClient
) -> None:
    with database.transaction() as session:
        session.get_one(Official, officer.id).since = date(2999, 3, 9)

    answer = sign_in(client)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Masa tugas Anda dimulai 9 Maret 2999." in answer.text
    assert "dimulai" not in sign_in(client, password="salah sama sekali").text


def test_who_is_signed_in_is_not_asked_again(signed_in: FlaskClient) -> None:
    assert signed_in.get("/masuk?next=/profil").location == "/profil"
