"""The menu shows each person the work of the roles held, and no page that does not exist."""

from collections.abc import Callable

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.users.permissions import Permission
from webapp import menu
from webapp.access import requires

MakeClient = Callable[..., FlaskClient]


@pytest.fixture
def app(app: Flask) -> Flask:
    """The site with a page behind every entry."""
    for entry in menu.MENU:
        if entry.endpoint in app.view_functions:
            continue
        slice_, _, view = entry.endpoint.partition(".")
        blueprint = Blueprint(slice_, __name__, url_prefix=f"/uji-{slice_}")
        page = requires(Permission.OWN_ACCOUNT)(lambda: "page")
        blueprint.add_url_rule("/", endpoint=view, view_func=page)
        app.register_blueprint(blueprint)
    return app


@pytest.mark.parametrize(
    ("roles", "labels"),
    [
        ([Role.ASESOR], ["Beranda", "Asesmen", "Berkas Klien"]),
        ([Role.SUPERVISOR], ["Beranda", "Asesmen", "Berkas Klien"]),
        ([Role.PK], ["Beranda", "Litmas", "Berkas Klien"]),
        ([Role.KABAPAS], ["Beranda", "Berkas Klien"]),
        ([Role.ASESOR, Role.PK], ["Beranda", "Asesmen", "Litmas", "Berkas Klien"]),
        ([Role.ULP], ["Beranda"]),
        ([Role.ADMIN], ["Beranda"]),
    ],
)
def test_the_menu_is_the_union_of_the_roles(
    make_client: MakeClient, roles: list[Role], labels: list[str]
) -> None:
    page = make_client("rina", *roles).get("/profil").text
    shown = page[
        page.index('aria-label="Menu utama"') : page.index("</nav>", page.index("Menu utama"))
    ]

    assert [
        label for label in ("Beranda", "Asesmen", "Litmas", "Berkas Klien") if label in shown
    ] == (labels)


def test_an_entry_without_a_page_is_not_shown(app: Flask, make_client: MakeClient) -> None:
    client = make_client("rina", Role.ASESOR)
    del app.view_functions["assessments.index"]

    assert ">Asesmen" not in client.get("/profil").text


def test_an_entry_says_how_much_waits(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waiting(session: Session, actor: Actor) -> int:
        del session
        return 1500 if actor.name == "Rina Wulandari" else 0

    monkeypatch.setitem(menu._COUNTS, "assessments.index", waiting)

    page = make_client("rina", Role.ASESOR).get("/profil").text

    assert 'Asesmen <span class="count">1.500</span>' in page
