"""Furnishing an office: each step from the office's own state, left and taken up again."""

import re
from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.actor import Role
from casework.db.engine import Database
from casework.offices import service as offices
from casework.offices.model import Office
from casework.offices.profile import NumberSource, Profile
from tests.webapp.conftest import MakeClient, MakePerson, token_in
from webapp.parts import Parts

Press = Callable[..., TestResponse]


@pytest.fixture
def parts(empty_parts: Parts) -> Parts:
    """The parts of a site as the first form leaves it."""
    bare = Profile(code="contoh", name="Balai Pemasyarakatan Kelas II Contoh")
    with empty_parts.database.transaction() as session:
        session.add(Office(code=bare.code, profile=bare.as_dict()))
    return empty_parts


@pytest.fixture
def admin(make_client: MakeClient) -> FlaskClient:
    return make_client("made", Role.ADMIN)


@pytest.fixture
def press(admin: FlaskClient) -> Press:
    def send(page: str, **fields: str) -> TestResponse:
        return admin.post(page, data={"csrf_token": token_in(admin.get(page))} | fields)

    return send


@pytest.fixture
def settings_of(database: Database) -> Callable[[], Profile]:
    def read() -> Profile:
        with database.reading() as session:
            return offices.settings(session, "contoh")

    return read


def standings(client: FlaskClient) -> list[str]:
    return re.findall(r"</svg>(Selesai|Nanti|Belum)<", client.get("/penyiapan").text)


KOP = {
    "letterhead": "KEMENTERIAN CONTOH\r\nKANTOR WILAYAH CONTOH",
    "name": "Balai Pemasyarakatan Kelas II Contoh",
    "address": "Jalan Kenanga 12",
    "city": "Kota Contoh",
}


def test_the_steps_are_done_one_after_the_other(
    admin: FlaskClient,
    press: Press,
    make_person: MakePerson,
    settings_of: Callable[[], Profile],
) -> None:
    assert standings(admin) == ["Selesai", *["Belum"] * 5]

    assert press("/penyiapan/kop", langkah="simpan", **KOP).location == "/penyiapan/pejabat"
    assert "Kepala Bapas belum dicatat" in admin.get("/penyiapan/pejabat").text
    make_person("bambang", Role.KABAPAS)
    assert press("/penyiapan/pejabat", langkah="simpan").location == "/penyiapan/nomor"
    numbers = {"number_source": "luar", "number_pattern": "{n}/AS", "litmas_pattern": "{n}/LP"}
    assert press("/penyiapan/nomor", langkah="simpan", **numbers).location == "/penyiapan/zona"
    assert press("/penyiapan/zona", langkah="simpan", zone="WIT").location == "/penyiapan/klien"
    assert press("/penyiapan/klien", langkah="lewati").location == "/penyiapan"

    assert standings(admin) == [*["Selesai"] * 5, "Nanti"]
    profile = settings_of()
    assert profile.letterhead == ("KEMENTERIAN CONTOH", "KANTOR WILAYAH CONTOH")
    assert (profile.number_source, profile.zone) == (NumberSource.LUAR, "WIT")


def test_what_a_step_does_not_ask_for_stays_as_it_is(
    press: Press, settings_of: Callable[[], Profile]
) -> None:
    press("/penyiapan/kop", langkah="simpan", **KOP)
    press("/penyiapan/zona", langkah="simpan", zone="WITA", name="Lain", letterhead="Lain")

    assert settings_of().name == KOP["name"]
    assert settings_of().letterhead[0] == "KEMENTERIAN CONTOH"


def test_a_step_that_was_left_is_taken_up_again(admin: FlaskClient, press: Press) -> None:
    press("/penyiapan/kop", langkah="lewati")
    assert standings(admin)[1] == "Nanti"

    press("/penyiapan/kop", langkah="simpan", **KOP)

    assert standings(admin)[1] == "Selesai"


def test_the_letterhead_is_looked_at_before_it_is_kept(
    press: Press, settings_of: Callable[[], Profile]
) -> None:
    seen = press("/penyiapan/kop", langkah="lihat", **KOP)

    assert "<p>KANTOR WILAYAH CONTOH</p>" in seen.text
    assert settings_of().letterhead == ()


@pytest.mark.parametrize(
    ("stage", "fields", "sentence"),
    [
        ("kop", KOP | {"name": " "}, "Nama kantor wajib diisi."),
        ("kop", KOP | {"city": "Kota\u202e"}, "karakter tersembunyi"),
        ("kop", KOP | {"letterhead": "a\nb\nc\nd\ne\nf"}, "Paling banyak 5 baris."),
        ("nomor", {"number_pattern": "tanpa"}, "Pola nomor harus memuat {n}"),
        ("nomor", {"number_source": "bulan"}, "Pilih salah satu dari daftar."),
        ("zona", {"zone": "GMT"}, "Pilih salah satu dari daftar."),
    ],
)
def test_a_mistake_is_told_and_the_step_stays_open(
    admin: FlaskClient, press: Press, stage: str, fields: dict[str, str], sentence: str
) -> None:
    for asked in ("simpan", "lihat") if stage == "kop" else ("simpan",):
        answer = press(f"/penyiapan/{stage}", langkah=asked, **fields)

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert answer.text.count(sentence) >= 2
    assert standings(admin) == ["Selesai", *["Belum"] * 5]


def test_the_home_page_leads_on_until_nothing_is_open(
    admin: FlaskClient, press: Press, make_person: MakePerson
) -> None:
    assert "/penyiapan/kop" in admin.get("/").text
    assert "Lanjutkan penyiapan: kop surat" in admin.get("/pengguna").text
    for stage in ("kop", "pejabat", "nomor", "zona", "klien"):
        press(f"/penyiapan/{stage}", langkah="lewati")

    home = admin.get("/").text
    assert "Ditunda:" in home
    assert "Lanjutkan penyiapan" not in admin.get("/pengguna").text
    make_person("rina")
    assert "Menyiapkan kantor" in home


def test_the_last_step_says_who_may_import(admin: FlaskClient, make_person: MakePerson) -> None:
    assert "Belum ada petugas dengan peran Registrasi" in admin.get("/penyiapan/klien").text

    make_person("wulan", Role.REGISTRASI, name="Wulan Andini")

    assert "Wulan Andini" in admin.get("/penyiapan/klien").text


def test_an_unknown_step_is_not_found(admin: FlaskClient) -> None:
    assert admin.get("/penyiapan/lain").status_code == HTTPStatus.NOT_FOUND
