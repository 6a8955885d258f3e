"""A registrar who uploads lists, keeps the proposed columns and has them checked."""

import io
from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.actor import Role
from rendering.sheet import write_sheet
from tests.webapp.conftest import MakeClient, token_in
from webapp.parts import Parts
from webapp.work import make_worker

HEADS = ["Nama Klien", "TTL", "JK", "Jenis", "Perkara", "No. Register", "Tgl Terima", "Alamat"]
BUDI = ["Budi Santoso", "Kota Contoh, 17 Juni 1991", "L", "PB", "Pencurian", "1/PB/2025",
        "3-3-2025", "Jalan Melati"]  # fmt: skip

Post = Callable[..., TestResponse]


@pytest.fixture
def registrar(make_client: MakeClient) -> FlaskClient:
    return make_client("wati", Role.REGISTRASI)


@pytest.fixture
def post(registrar: FlaskClient) -> Post:
    def send(path: str, **fields: object) -> TestResponse:
        token = token_in(registrar.get("/impor"))
        return registrar.post(path, data={"csrf_token": token, **fields})

    return send


@pytest.fixture
def upload(post: Post) -> Callable[..., str]:
    """Upload a list and return the address of its pages."""

    def send(*rows: list[str], heads: list[str] = HEADS) -> str:
        content = io.BytesIO(write_sheet(heads, rows))
        answer = post("/impor", file=(content, "klien kita.xlsx"))
        assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text
        return answer.headers["Location"].removesuffix("/kolom")

    return send


@pytest.fixture
def checked(
    parts: Parts, upload: Callable[..., str], post: Post, registrar: FlaskClient
) -> Callable[..., str]:
    """Upload a list, keep the proposed columns and let the worker check it."""

    def send(*rows: list[str], **fields: str) -> str:
        at = upload(*rows)
        tree = registrar.get(f"{at}/kolom").text
        chosen = {f"kolom-{n}": code for n, code in enumerate(proposed(tree))}
        assert post(f"{at}/kolom", **chosen, **fields).status_code == HTTPStatus.SEE_OTHER
        make_worker(parts).drain()
        return at

    return send


def proposed(page: str) -> list[str]:
    """Return the field chosen for each column of the page."""
    found = []
    for part in page.split('name="kolom-')[1:]:
        select = part.partition("</select>")[0]
        before = select.partition('" selected')[0]
        found.append(before.rpartition('value="')[2] if '" selected' in select else "")
    return found
