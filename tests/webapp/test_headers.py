"""What guards every answer: policy, cache, cookie, host and token."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp import create_app
from webapp.access import OPEN_ENDPOINTS, public
from webapp.headers import POLICY
from webapp.parts import Parts
from webapp.pieces.downloads import download

Token = Callable[[TestResponse], str]

ANSWERS = (
    "/masuk",
    "/profil",
    "/healthz",
    "/tidak-ada",
    "/uji/retak",
    "/uji/unduh",
    "/static/theme.css",
    "/static/tidak-ada.css",
    "/bantuan/sertifikat",
)


@pytest.fixture
def app(app: Flask) -> Flask:
    def crack() -> str:
        raise RuntimeError("Budi Santoso, NIK 3174000000000000")

    def file() -> Response:
        return download(b"%PDF-1.7", "892.pdf", "application/pdf")

    app.add_url_rule("/uji/retak", view_func=public(crack))
    app.add_url_rule("/uji/unduh", view_func=public(file))
    return app


@pytest.fixture
def secure(parts: Parts) -> Flask:
    abroad = replace(parts.settings, host="10.0.0.5", names=("berkas.contoh.example",))
    return create_app(replace(parts, settings=abroad))


def test_the_policy_is_the_one_that_was_decided() -> None:
    assert POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_carries_the_guards(client: FlaskClient, address: str) -> None:
    headers = client.get(address, buffered=True).headers

    assert headers["Content-Security-Policy"].startswith(POLICY)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_on_a_network_demands_https_for_a_year(secure: Flask, address: str) -> None:
    headers = secure.test_client().get(address, base_url="https://10.0.0.5", buffered=True).headers

    assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_no_page_is_kept_by_the_browser(app: Flask, signed_in: FlaskClient) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OPEN_ENDPOINTS and not rule.arguments:
            answer = signed_in.open(rule.rule, method="GET")

            assert answer.headers["Cache-Control"] == "no-store", rule.rule


def test_a_style_sheet_is_kept_under_the_address_that_names_its_content(
    client: FlaskClient,
) -> None:
    named = client.get("/static/theme.css?v=1", buffered=True)
    plain = client.get("/static/theme.css", buffered=True)

    assert named.cache_control.max_age == 365 * 24 * 3600
    assert plain.headers["Cache-Control"] == "no-cache"


def test_a_file_is_handed_out_to_keep_and_can_run_nothing(client: FlaskClient) -> None:
    headers = client.get("/uji/unduh").headers

    assert headers["Content-Disposition"] == 'attachment; filename="892.pdf"'
    assert headers["Content-Security-Policy"] == f"{POLICY}; sandbox"


@pytest.mark.parametrize(
    "name", ["a\r\nSet-Cookie: x=1", 'a"; filename="b.exe', "../../etc/passwd", "berkas é.pdf"]
)
def test_a_hostile_file_name_stays_a_file_name(name: str) -> None:
    header = download(b"", name, "application/pdf").headers["Content-Disposition"]

    assert "\r" not in header
    assert "\n" not in header
    assert header.count('"') == 2
    assert "/" not in header


def test_the_cookie_on_the_loopback_address_is_plain_but_out_of_reach_of_scripts(
    client: FlaskClient,
) -> None:
    cookie = client.get("/masuk").headers["Set-Cookie"]

    assert cookie.startswith("sesi=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_the_cookie_on_a_network_is_bound_to_this_host_and_https(secure: Flask) -> None:
    cookie = secure.test_client().get("/masuk", base_url="https://10.0.0.5").headers["Set-Cookie"]

    assert cookie.startswith("__Host-sesi=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize("host", ["jahat.example", "127.0.0.1.jahat.example", "", "10.0.0.5"])
def test_an_unknown_host_is_turned_away(client: FlaskClient, host: str) -> None:
    answer = client.get("/masuk", headers={"Host": host})

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "jahat" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:8000"])
def test_the_names_of_this_machine_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/masuk", headers={"Host": host}).status_code == HTTPStatus.OK


def test_a_name_given_in_the_settings_is_answered(secure: Flask) -> None:
    answer = secure.test_client().get("/masuk", base_url="https://berkas.contoh.example:8000")

    assert answer.status_code == HTTPStatus.OK


def test_nothing_is_changed_without_the_token_of_the_page(
    app: Flask, signed_in: FlaskClient
) -> None:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}:
            if rule.arguments:
                continue
            answer = signed_in.open(rule.rule, method=method)

            assert answer.status_code == HTTPStatus.BAD_REQUEST, rule.rule
            assert "kedaluwarsa" in answer.text


def test_the_token_of_another_browser_is_of_no_use(
    app: Flask, signed_in: FlaskClient, token: Token
) -> None:
    foreign = token(app.test_client().get("/masuk"))

    answer = signed_in.post("/keluar", data={"csrf_token": foreign})

    assert answer.status_code == HTTPStatus.BAD_REQUEST
