"""Who may open which page."""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import IntegerConverter, Rule, UnicodeConverter
from werkzeug.test import TestResponse

from casework.actor import Role
from casework.audit.model import AuditEvent
from casework.db.engine import Database
from casework.users.permissions import Permission
from webapp.access import OPEN_ENDPOINTS, declared, public, requires, safe_next


def rules(app: Flask) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if rule.endpoint not in OPEN_ENDPOINTS)


def test_every_view_declares_who_may_open_it(app: Flask) -> None:
    silent = [
        rule.endpoint for rule in rules(app) if declared(app.view_functions[rule.endpoint]) is None
    ]

    assert not silent


def test_every_id_in_an_address_has_a_narrow_type(app: Flask) -> None:
    loose = [
        f"{rule.rule}: {name}"
        for rule in rules(app)
        for name, converter in rule._converters.items()
        if name.endswith("_id") and type(converter) in {UnicodeConverter, IntegerConverter}
    ]

    assert not loose


def test_no_address_is_an_english_word(app: Flask) -> None:
    english = re.compile(r"\b(login|logout|edit|new|delete|search|download|help|profile)\b")

    assert not [rule.rule for rule in rules(app) if english.search(rule.rule)]


def test_a_view_that_declares_nothing_is_closed_to_everyone(
    app: Flask, client: FlaskClient, signed_in: FlaskClient
) -> None:
    app.view_functions["site.health"] = lambda: "open by mistake"

    assert client.get("/healthz").status_code == HTTPStatus.SEE_OTHER
    assert signed_in.get("/healthz").status_code == HTTPStatus.NOT_FOUND


def test_a_page_asks_a_newcomer_to_sign_in_and_remembers_where_to_go(client: FlaskClient) -> None:
    answer = client.get("/profil?bagian=sandi")

    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.location == "/masuk?next=/profil?bagian%3Dsandi"


def test_what_is_forbidden_looks_exactly_like_what_is_absent(
    app: Flask, make_client: Callable[..., FlaskClient]
) -> None:
    app.add_url_rule("/uji/kelola", view_func=requires(Permission.MANAGE_USERS)(lambda: "secret"))
    client = make_client("rina", Role.ASESOR)

    forbidden, absent = client.get("/uji/kelola"), client.get("/uji/tidak-ada")

    assert forbidden.status_code == absent.status_code == HTTPStatus.NOT_FOUND
    assert forbidden.data == absent.data


def test_who_is_refused_a_page_stands_in_the_audit_log(
    app: Flask, make_client: Callable[..., FlaskClient], database: Database
) -> None:
    view = requires(Permission.MANAGE_USERS)(lambda: "secret")
    app.add_url_rule("/uji/kelola", "uji.kelola", view)

    make_client("rina", Role.ASESOR).get("/uji/kelola")

    with database.reading() as session:
        last = session.scalars(select(AuditEvent).order_by(AuditEvent.n.desc())).first()
    assert last is not None
    assert (last.what, last.object, last.result) == ("buka", "halaman/uji.kelola", "ditolak")


def test_every_permission_that_a_view_names_is_needed(
    app: Flask, make_client: Callable[..., FlaskClient]
) -> None:
    both = requires(Permission.ASSESS, Permission.COMPILE_LITMAS)(lambda: "both")
    app.add_url_rule("/uji/keduanya", view_func=both)

    assert make_client("satu", Role.ASESOR).get("/uji/keduanya").status_code == 404
    assert make_client("dua", Role.ASESOR, Role.PK).get("/uji/keduanya").status_code == 200


def test_a_declaration_names_a_permission_or_is_public() -> None:
    with pytest.raises(TypeError):
        requires()


def test_a_public_page_needs_nobody(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/uji/umum", view_func=public(lambda: "hello"))

    assert client.get("/uji/umum").status_code == HTTPStatus.OK


def test_an_ended_session_is_asked_to_sign_in_in_place(
    signed_in: FlaskClient,
) -> None:
    with signed_in.session_transaction() as kept:
        kept["secret"] = "not a session any more"

    answer: TestResponse = signed_in.get("/profil")

    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert 'name="next" value="/profil"' in answer.text
    assert "Sesi berakhir demi keamanan" in answer.text


@pytest.mark.parametrize("page", ["/", "/berkas/2025-00123", "/asesmen?urut=batas#a5", "/cari/x"])
def test_a_page_of_this_site_may_be_gone_on_to(page: str) -> None:
    assert safe_next(page) == page


@pytest.mark.parametrize(
    "elsewhere",
    [
        None,
        "",
        "berkas",
        "//jahat.example/",
        "///jahat.example/",
        "/\\jahat.example/",
        "\\\\jahat.example",
        "https://jahat.example/",
        "http:jahat.example",
        "javascript:alert(1)",
        "/\tjahat",
        "/\n/jahat.example",
        " //jahat.example",
        "/ /jahat.example",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(elsewhere: str | None) -> None:
    assert safe_next(elsewhere) == "/"
