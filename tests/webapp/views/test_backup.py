"""The administrator sees how the backups stand, makes one now, and gets the key once."""

import re
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.actor import Role
from casework.audit.model import AuditEvent
from casework.backup import key
from casework.backup.place import MARKER, Place
from casework.backup.restore import restore
from casework.clock import now
from tests.webapp.conftest import MakeClient, MakePerson, SignIn, token_in
from webapp import create_app
from webapp.backup import runs as backups
from webapp.parts import Parts
from webapp.work import make_worker

SECRET = re.compile(r"<span>([A-Z0-9-]{1,16})</span>")


@pytest.fixture
def admin(make_client: MakeClient) -> FlaskClient:
    return make_client("made", Role.ADMIN)


@pytest.fixture
def secret(parts: Parts) -> str:
    return key.make(parts.settings.keys)


@pytest.fixture
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("disk")


@pytest.fixture
def two_places(
    parts: Parts, disk: Path, make_person: MakePerson, sign_in: SignIn
) -> tuple[FlaskClient, Parts]:
    """An administrator at a site for which a second disk is named."""
    named = replace(parts, settings=replace(parts.settings, backup=disk))
    client = create_app(named).test_client()
    sign_in(client, make_person("made", Role.ADMIN).login)
    return client, named


def press(client: FlaskClient, path: str, **fields: str) -> str:
    token = token_in(client.get("/sistem/cadangan"))
    answer = client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)
    assert answer.status_code == HTTPStatus.OK, answer.text
    return answer.text


def test_without_a_key_the_first_page_is_red_and_leads_to_one(
    admin: FlaskClient, parts: Parts
) -> None:
    assert backups.run(parts, now()) == "no-key"

    page = admin.get("/").text

    assert "kuncinya belum dibuat" in page
    assert "Buat kunci dan tampilkan" in page
    assert 'class="notice notice--error"' in page


def test_the_key_is_shown_once_and_opens_the_backup_that_follows(
    admin: FlaskClient, parts: Parts, tmp_path: Path
) -> None:
    page = press(admin, "/sistem/cadangan/kunci")
    secret = "".join(SECRET.findall(page))

    assert secret.startswith("AGE-SECRET-KEY-1")
    assert "amplop tersegel" in page
    assert secret not in "".join(SECRET.findall(admin.get("/sistem/cadangan").text))
    make_worker(parts).drain()
    (place,) = backups.places(parts.settings)
    assert restore(place.root, tmp_path / "pulih", key.read_secret(secret)).missing == ()
    with parts.database.reading() as session:
        assert "cadangan/kunci" in session.scalars(select(AuditEvent.object)).all()


def test_a_second_press_makes_no_second_key_but_another_can_be_asked_for(
    admin: FlaskClient, parts: Parts
) -> None:
    press(admin, "/sistem/cadangan/kunci")
    first = key.recipients(parts.settings.keys)
    token = token_in(admin.get("/sistem/cadangan"))

    again = admin.post("/sistem/cadangan/kunci", data={"csrf_token": token})

    assert again.status_code == HTTPStatus.CONFLICT
    assert "AGE-SECRET" not in again.text
    assert key.recipients(parts.settings.keys) == first
    assert SECRET.findall(press(admin, "/sistem/cadangan/kunci", lain="1"))
    assert key.recipients(parts.settings.keys) != first


@pytest.mark.usefixtures("secret")
def test_a_backup_ordered_by_hand_is_followed_until_it_is_there(
    admin: FlaskClient, parts: Parts
) -> None:
    page = press(admin, "/sistem/cadangan/buat")
    assert "Cadangan sedang dibuat" in page
    assert admin.get("/sistem/cadangan/status").json["done"] is False  # type: ignore[index]

    make_worker(parts).drain()

    assert admin.get("/sistem/cadangan/status").json["done"] is True  # type: ignore[index]
    page = admin.get("/sistem/cadangan").text
    assert "notice--error" not in page
    assert "berhasil" in page
    assert "notice--error" not in admin.get("/").text


@pytest.mark.usefixtures("secret")
def test_a_backup_older_than_a_day_makes_the_first_page_red(
    admin: FlaskClient, parts: Parts
) -> None:
    backups.make(parts, now() - timedelta(hours=25))

    page = admin.get("/").text

    assert "Lebih dari sehari" in page
    assert "Seharusnya setiap 15 menit" in page


@pytest.mark.usefixtures("secret")
def test_a_second_disk_that_is_missing_is_told_and_filled_only_once_it_is_prepared(
    two_places: tuple[FlaskClient, Parts], disk: Path
) -> None:
    client, parts = two_places
    assert backups.run(parts, now()) == "done missing"
    assert list(disk.iterdir()) == []
    assert "Periksa apakah disknya terpasang" in client.get("/").text

    press(client, "/sistem/cadangan/disk")
    make_worker(parts).drain()

    assert (disk / MARKER).exists()
    assert "notice--error" not in client.get("/").text
    assert "Disk kedua: berhasil" in client.get("/sistem/cadangan").text


@pytest.mark.usefixtures("secret")
def test_a_folder_that_is_not_there_is_never_made(
    two_places: tuple[FlaskClient, Parts], disk: Path
) -> None:
    client, _ = two_places
    disk.rmdir()
    token = token_in(client.get("/sistem/cadangan"))

    answer = client.post("/sistem/cadangan/disk", data={"csrf_token": token})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert not Place(disk).ready


def test_nobody_but_an_administrator_sees_any_of_it(make_client: MakeClient) -> None:
    client = make_client("rina", Role.ASESOR, Role.KABAPAS)

    assert client.get("/sistem/cadangan").status_code == HTTPStatus.NOT_FOUND
    assert "Cadangan" not in client.get("/").text


@pytest.mark.usefixtures("secret")
def test_the_worker_makes_one_by_itself_and_a_failure_is_told(
    admin: FlaskClient, parts: Parts
) -> None:
    make_worker(parts).run_periodic(now())
    assert "berhasil" in admin.get("/sistem/cadangan").text

    recipients = parts.settings.keys / "cadangan.txt"
    recipients.chmod(0o600)
    recipients.write_text("age1bukan", encoding="ascii")
    make_worker(parts).run_periodic(now() + timedelta(minutes=16))

    page = admin.get("/sistem/cadangan").text
    assert "kunci/cadangan.txt" in page
