"""From an empty home to a second person who signs in with the printed password, without scripts."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.clock import now
from casework.users import service as users
from webapp import create_app
from webapp.settings import Settings
from webapp.wiring import Opened, open_parts

OWN = "tujuh gajah menari pelan"
HERS = "sembilan perahu kertas biru"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    found = open_parts(Settings(home=tmp_path))
    yield found
    found.close()


@pytest.fixture
def app(opened: Opened) -> Flask:
    return create_app(opened.parts)


def token(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found
    return found.group(1)


def send(visitor: FlaskClient, page: str, to: str = "", **fields: str) -> TestResponse:
    data = {"csrf_token": token(visitor.get(page))} | fields
    return visitor.post(to or page, data=data)


def test_an_empty_office_is_led_to_its_second_person(opened: Opened, app: Flask) -> None:
    with opened.parts.database.transaction() as session:
        code = users.new_setup_code(session, at=now())
    admin = app.test_client()

    begun = send(
        admin,
        "/awal",
        code=code,
        bapas="Balai Pemasyarakatan Kelas II Contoh",
        office="contoh",
        name="Made Suardana",
        login="made",
        password=OWN,
        again=OWN,
    )
    assert begun.location == "/penyiapan"
    kop = {
        "letterhead": "KEMENTERIAN CONTOH",
        "name": "Balai Pemasyarakatan Kelas II Contoh",
        "address": "Jalan Kenanga 12",
        "city": "Kota Contoh",
    }
    step = send(admin, "/penyiapan/kop", langkah="simpan", **kop)
    assert "Kepala Bapas belum dicatat" in admin.get(str(step.location)).text
    # left here, and taken up again from the first page
    assert 'href="/penyiapan/pejabat">Lanjutkan' in admin.get("/").text
    person = {"since": "1 Januari 2026", "position": "Kepala"}
    send(admin, "/pengguna/baru", name="Bambang Hartono, S.H.", roles="kabapas", **person)
    paper = send(
        admin, "/pengguna/baru", name="Wulan Andini", roles="registrasi", login="wulan", **person
    )
    assert paper.status_code == HTTPStatus.OK
    for stage in ("pejabat", "nomor", "zona"):
        send(admin, f"/penyiapan/{stage}", langkah="simpan")
    assert "Wulan Andini" in admin.get("/penyiapan/klien").text
    assert "5 dari 6 langkah selesai" in admin.get("/penyiapan").text

    printed = re.search(r"([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</dd>", paper.text)
    assert printed
    wulan = app.test_client()
    send(wulan, "/masuk", login="wulan", password=printed[1])
    assert wulan.get("/berkas").location == "/profil"
    refused = send(
        wulan, "/profil", "/profil/kata-sandi", old=printed[1], new=printed[1], again=printed[1]
    )
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Kata sandi baru sama dengan yang lama." in refused.text
    send(wulan, "/profil", "/profil/kata-sandi", old=printed[1], new=HERS, again=HERS)
    gone = send(wulan, "/masuk", login="wulan", password=printed[1])
    assert gone.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    send(wulan, "/masuk", login="wulan", password=HERS)
    assert wulan.get("/berkas").status_code == HTTPStatus.OK
