"""Pages of trouble: the officer's words, a number to name, never a trace."""

import logging
import re
from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.db.engine import DatabaseBusy
from casework.errors import Fault, Invalid, NotFound, Refusal
from casework.users.throttle import Throttled
from webapp.access import public
from webapp.errors import PAGES

Token = Callable[[TestResponse], str]
SECRET = "Budi Santoso 3174000000000000"


@pytest.fixture
def answer(app: Flask, client: FlaskClient) -> Callable[..., TestResponse]:
    def ask(trouble: Exception, **options: str) -> TestResponse:
        def view() -> str:
            raise trouble

        app.add_url_rule("/uji", view_func=public(view))
        return client.get("/uji", headers=options)

    return ask


def test_a_page_that_is_not_there_says_so_and_leads_home(client: FlaskClient) -> None:
    page = client.get("/tidak-ada")

    assert page.status_code == HTTPStatus.NOT_FOUND
    assert "Halaman ini tidak ada atau tidak terbuka untuk Anda." in page.text
    assert '<a class="btn btn-primary" href="/">Ke Beranda</a>' in page.text


def test_a_bug_gives_a_number_to_name_that_the_log_has_too_and_no_trace(
    answer: Callable[..., TestResponse], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        page = answer(RuntimeError(SECRET))

    assert page.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert re.search(r"Sebutkan kode [2-9A-Z]{4}-[2-9A-Z]{4} kepada admin", page.text)
    for word in (SECRET, "Traceback", "RuntimeError", ".py"):
        assert word not in page.text


@pytest.mark.parametrize(
    ("trouble", "status", "sentence"),
    [
        (NotFound("client 2025-00123"), 404, "tidak ada atau tidak terbuka"),
        (Refusal(SECRET), 409, "Tidak ada yang berubah"),
        (Invalid(Fault("nik", "required")), 422, "Ada isian yang belum dapat diterima"),
        (Throttled(8), 429, "Coba lagi 8 detik lagi"),
        (DatabaseBusy(), 503, "kirim lagi sebentar lagi"),
    ],
)
def test_every_refusal_has_its_status_and_its_words(
    answer: Callable[..., TestResponse], trouble: Exception, status: int, sentence: str
) -> None:
    page = answer(trouble)

    assert page.status_code == status
    assert sentence in page.text
    assert SECRET not in page.text


def test_a_busy_database_says_when_to_try_again(answer: Callable[..., TestResponse]) -> None:
    assert answer(DatabaseBusy()).headers["Retry-After"] == "10"


@pytest.mark.parametrize("status", sorted(PAGES))
def test_every_status_of_the_table_is_told_in_indonesian(
    app: Flask, client: FlaskClient, status: int
) -> None:
    app.add_url_rule("/uji", view_func=public(lambda: abort(status)))

    page = client.get("/uji")

    assert page.status_code == PAGES[status].status
    assert f"<h1>{PAGES[status].title}</h1>" in page.text


def test_a_status_nobody_thought_of_still_has_a_page(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/uji", view_func=public(lambda: abort(418)))

    assert client.get("/uji").status_code == 418


def test_a_script_is_answered_with_facts_instead_of_a_page(
    answer: Callable[..., TestResponse],
) -> None:
    told = answer(Refusal(SECRET), Accept="application/json")

    assert told.status_code == HTTPStatus.CONFLICT
    assert told.json == {
        "title": "Tidak dapat dilakukan",
        "message": "Langkah ini tidak dapat dilakukan dalam keadaan sekarang. "
        "Tidak ada yang berubah.",
    }


def test_more_than_30_mb_is_refused_in_plain_words_before_it_is_read(
    client: FlaskClient,
) -> None:
    page = client.post(
        "/masuk",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(31 * 1024 * 1024)},
    )

    assert page.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "paling besar 30 MB" in page.text


def test_a_form_with_thousands_of_parts_is_refused(client: FlaskClient) -> None:
    data = {f"field{number}": "x" for number in range(1100)}

    page = client.post("/masuk", data=data, content_type="multipart/form-data")

    assert page.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_a_text_field_above_2_mb_is_refused(client: FlaskClient) -> None:
    page = client.post("/masuk", data={"login": "x" * 3_000_000})

    assert page.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\x00b", "\u202e", "x" * 100_000])
def test_no_text_typed_into_the_sign_in_breaks_the_site(
    client: FlaskClient, token: Token, text: str
) -> None:
    data = {"login": text, "password": text, "csrf_token": token(client.get("/masuk"))}
    encoded = {name: value.encode("utf-8", "surrogatepass") for name, value in data.items()}

    assert client.post("/masuk", data=encoded).status_code in {400, 422}
