"""The administrator sees how the backups stand, makes one now, and gets the key once."""

import re
import time
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from archive import locks
from casework.actor import Role
from casework.audit.model import AuditEvent
from casework.backup import key
from casework.backup.place import MARKER, Place
from casework.backup.restore import restore
from casework.clock import now
from casework.jobs import service as jobs
from casework.search import indexing
from tests.webapp.conftest import MakeClient, MakePerson, SignIn, token_in
from tests.website import PASSWORD
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


def confirmed(client: FlaskClient, page: str) -> str:
    """Say that what the page shows is printed, and return what was printed."""
    opens = re.findall(r'name="kunci" value="([^"]+)"', page)
    press(client, "/sistem/cadangan/kunci/tercetak", kunci=opens[0])
    return "".join(SECRET.findall(page))


def acts(parts: Parts) -> list[str]:
    with parts.database.reading() as session:
        query = select(AuditEvent.what).where(AuditEvent.object.like("cadangan/kunci-%"))
        return list(session.scalars(query.order_by(AuditEvent.n)))


def test_the_key_is_shown_once_and_opens_the_backup_that_follows(
    admin: FlaskClient, parts: Parts, tmp_path: Path
) -> None:
    page = press(admin, "/sistem/cadangan/kunci")
    secret = confirmed(admin, page)

    assert secret.startswith("AGE-SECRET-KEY-1")
    assert "amplop tersegel" in page
    assert secret not in "".join(SECRET.findall(admin.get("/sistem/cadangan").text))
    make_worker(parts).drain()
    (place,) = backups.places(parts.settings)
    assert restore(place.root, tmp_path / "pulih", key.read_secret(secret)).missing == ()
    assert acts(parts) == ["kunci.buat", "kunci.pakai"]


def test_a_key_that_nobody_said_is_printed_is_not_in_force(
    admin: FlaskClient, parts: Parts, tmp_path: Path
) -> None:
    first = press(admin, "/sistem/cadangan/kunci")
    assert backups.run(parts, now()) == "no-key"
    assert "Kunci cadangan belum dicetak" in admin.get("/").text
    assert "Kunci belum dicetak" in admin.get("/sistem/cadangan").text

    again = press(admin, "/sistem/cadangan/kunci", password=PASSWORD)
    secret = confirmed(admin, again)

    assert secret != "".join(SECRET.findall(first))
    make_worker(parts).drain()
    (place,) = backups.places(parts.settings)
    assert restore(place.root, tmp_path / "pulih", key.read_secret(secret)).missing == ()
    assert acts(parts) == ["kunci.buat", "kunci.ulang", "kunci.pakai"]
    assert "notice--error" not in admin.get("/").text


def test_a_paper_that_was_replaced_is_never_confirmed(admin: FlaskClient, parts: Parts) -> None:
    old = press(admin, "/sistem/cadangan/kunci")
    press(admin, "/sistem/cadangan/kunci", password=PASSWORD)
    opens = re.findall(r'name="kunci" value="([^"]+)"', old)
    token = token_in(admin.get("/sistem/cadangan"))

    answer = admin.post(
        "/sistem/cadangan/kunci/tercetak", data={"csrf_token": token, "kunci": opens[0]}
    )

    assert answer.status_code == HTTPStatus.CONFLICT
    assert not backups.has_key(parts.settings.keys)


def test_another_key_wants_the_password_and_the_old_one_is_in_force_until_it_is_printed(
    admin: FlaskClient, parts: Parts
) -> None:
    confirmed(admin, press(admin, "/sistem/cadangan/kunci"))
    first = key.recipients(parts.settings.keys)
    token = token_in(admin.get("/sistem/cadangan"))
    for password in ("", "salah sama sekali"):
        again = admin.post(
            "/sistem/cadangan/kunci", data={"csrf_token": token, "password": password}
        )
        assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "Kata sandi sekarang tidak cocok" in again.text
        assert "AGE-SECRET" not in again.text

    page = press(admin, "/sistem/cadangan/kunci", password=PASSWORD)

    assert key.recipients(parts.settings.keys) == first
    assert "Cadangan masih memakai kunci lama" in admin.get("/").text
    confirmed(admin, page)
    assert key.recipients(parts.settings.keys) != first
    assert acts(parts) == ["kunci.buat", "kunci.pakai", "kunci.ganti", "kunci.pakai"]


def test_another_key_can_be_given_up_before_it_is_printed(admin: FlaskClient, parts: Parts) -> None:
    confirmed(admin, press(admin, "/sistem/cadangan/kunci"))
    first = key.recipients(parts.settings.keys)
    press(admin, "/sistem/cadangan/kunci", password=PASSWORD)

    press(admin, "/sistem/cadangan/kunci/batal")

    make_worker(parts).drain()
    assert key.recipients(parts.settings.keys) == first
    assert "notice--error" not in admin.get("/").text
    assert acts(parts)[-1] == "kunci.batal"


def test_the_place_is_told_in_words_with_its_folder_as_a_detail(
    admin: FlaskClient, parts: Parts
) -> None:
    for path in ("/", "/sistem/cadangan"):
        assert "$BERKAS_HOME" not in admin.get(path).text

    page = admin.get("/sistem/cadangan").text
    assert "Folder cadangan di server ini" in page
    assert str(parts.settings.backups[0]) in page


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


@pytest.mark.usefixtures("secret")
def test_a_backup_that_takes_long_holds_no_other_work_up(parts: Parts) -> None:
    (place,) = backups.places(parts.settings)
    place.prepare()
    worker = make_worker(parts)
    with locks.held(place.root / ".kunci", 5):  # as if another one were still at it
        worker.start()
        with parts.database.transaction() as session:
            backups.order(session, at=now())
            jobs.add(session, indexing.REPAIR, "indeks", at=now())
        worker.wake()
        await_done(parts, indexing.REPAIR, "indeks")
        with parts.database.reading() as session:
            assert backups.ordered(session) is not None

    await_done(parts, backups.ORDER, backups.RUN)
    worker.stop()
    with parts.database.reading() as session:
        run = backups.last_run(session)
        assert run is not None
        assert run.result == "done"


def await_done(parts: Parts, kind: str, subject: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with parts.database.reading() as session:
            if jobs.waiting(session, kind, subject) is None:
                return
        time.sleep(0.02)
    raise AssertionError(f"{kind} is not done")
