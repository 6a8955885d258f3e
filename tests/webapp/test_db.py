"""What of a request is kept, and what is given up."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.test import TestResponse

from casework.db.engine import Database, DatabaseBusy
from casework.errors import Refusal
from casework.offices.model import Office
from webapp.access import public
from webapp.db import apart, db

Token = Callable[[TestResponse], str]


def write(code: str) -> None:
    db().add(Office(code=code, profile={}))
    db().flush()


def offices(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.scalars(select(Office.code)))


@pytest.fixture
def post(app: Flask, client: FlaskClient, token: Token) -> Callable[..., TestResponse]:
    def send(view: Callable[[], ResponseReturnValue]) -> TestResponse:
        app.add_url_rule("/uji", view_func=public(view), methods=["POST"])
        return client.post("/uji", data={"csrf_token": token(client.get("/masuk"))})

    return send


def test_an_answer_below_400_keeps_what_was_changed(
    post: Callable[..., TestResponse], database: Database
) -> None:
    def view() -> str:
        write("baru")
        return "done"

    assert post(view).status_code == HTTPStatus.OK
    assert offices(database) == {"contoh", "baru"}


def test_a_form_that_comes_back_with_mistakes_keeps_nothing(
    post: Callable[..., TestResponse], database: Database
) -> None:
    def view() -> tuple[str, int]:
        write("baru")
        return "again", 422

    assert post(view).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert offices(database) == {"contoh"}


@pytest.mark.parametrize(
    ("trouble", "status"),
    [(Refusal("no"), 409), (RuntimeError("bug"), 500), (DatabaseBusy(), 503)],
    ids=["refusal", "bug", "busy"],
)
def test_a_refusal_and_a_bug_keep_nothing(
    post: Callable[..., TestResponse], database: Database, trouble: Exception, status: int
) -> None:
    def view() -> str:
        write("baru")
        raise trouble

    assert post(view).status_code == status
    assert offices(database) == {"contoh"}


def test_what_is_written_apart_survives_the_refusal_and_the_rest_does_not(
    post: Callable[..., TestResponse], database: Database
) -> None:
    def view() -> str:
        write("sendiri")
        with apart() as session:
            session.add(Office(code="tetap", profile={}))
            raise Refusal("no")

    assert post(view).status_code == HTTPStatus.CONFLICT
    assert offices(database) == {"contoh", "tetap"}


def test_a_bug_inside_what_is_written_apart_keeps_nothing_of_it(
    post: Callable[..., TestResponse], database: Database
) -> None:
    def view() -> str:
        with apart() as session:
            session.add(Office(code="tetap", profile={}))
            raise RuntimeError("bug")

    assert post(view).status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert offices(database) == {"contoh"}


def test_a_commit_that_fails_is_told_as_trouble_and_never_as_success(
    post: Callable[..., TestResponse], database: Database
) -> None:
    def view() -> str:
        db().add(Office(code="contoh", profile={}))  # there is one already; found at the commit
        return "done"

    answer = post(view)

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "done" not in answer.text
    assert offices(database) == {"contoh"}


def test_reading_a_page_can_change_nothing(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    app.add_url_rule("/uji", view_func=public(lambda: str(db().bind is database.engine)))

    assert client.get("/uji").text == "True"
