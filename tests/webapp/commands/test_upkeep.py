"""Looking after archive, index and accounts at the console."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select

from archive.shelf import Shelf
from casework.clock import Zone, now
from casework.db.engine import Database, open_database
from casework.deposits.segments import seal_segment
from casework.rebuild import dump
from casework.users import passwords
from casework.users.model import Account
from webapp.commands.console import operator
from webapp.turn import Turn

Berkas = Callable[..., Result]
Facts = Callable[..., Any]


@pytest.mark.usefixtures("santoso")
def test_an_archive_is_verified_and_a_changed_byte_is_named(
    facts: Facts, berkas: Berkas, home: Path
) -> None:
    berkas("work", "--once")
    assert facts("archive", "verify")["findings"] == []

    record = next((home / "arsip" / "berkas").rglob("rekaman.json"))
    record.chmod(0o644)
    record.write_bytes(record.read_bytes().replace(b"Budi", b"Rudi"))

    damaged = berkas("archive", "verify", "--json")
    assert damaged.exit_code == 1
    assert "digest-differs" in {one["code"] for one in json.loads(damaged.stdout)["findings"]}


def test_a_rebuilt_home_holds_the_same_rows_and_lets_an_administrator_in(
    facts: Facts, berkas: Berkas, home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    facts("demo", "--clients", "4", "--issued", "0")
    database = open_database(home / "berkas.sqlite3")
    with database.transaction() as session:
        seal_segment(session, operator(session, None), Zone.WIB, at=now())
    berkas("work", "--once")
    into = tmp_path_factory.mktemp("anew")

    made = facts("archive", "rebuild", "--into", into)

    with database.reading() as session:
        assert made["digest"] == dump.digest(session)
    database.close()
    assert made["unreadable"] == []
    assert made["setup_code"]
    assert "is there already" in berkas("archive", "rebuild", "--into", into).stderr


@pytest.mark.usefixtures("santoso")
def test_a_home_whose_database_is_gone_is_rebuilt_in_its_place(
    facts: Facts, berkas: Berkas, database: Database, home: Path
) -> None:
    berkas("work", "--once")
    database.close()
    for path in home.glob("berkas.sqlite3*"):
        path.unlink()
    shutil.rmtree(home / "indeks")

    assert "archive rebuild" in berkas("assessment", "list").stderr
    facts("archive", "rebuild", "--into", home)

    assert facts("search", "--client", "santoso")["files"] == 1


@pytest.mark.usefixtures("santoso")
def test_recovery_finishes_what_was_promised_and_adopts_nothing_twice(facts: Facts) -> None:

    first, second = facts("archive", "recover"), facts("archive", "recover")

    assert first["unsealed"] == 0
    assert second == {"adopted": 0, "unreadable": [], "staging": 0, "unsealed": 0}


@pytest.mark.usefixtures("santoso")
def test_a_lost_index_is_told_and_made_anew(facts: Facts, berkas: Berkas, home: Path) -> None:
    berkas("work", "--once")
    shutil.rmtree(home / "indeks")

    assert berkas("index", "check").exit_code == 1
    assert facts("index", "rebuild") == {"catalogue": 1, "index": 1}
    assert facts("index", "check") == {"ok": True, "troubles": []}


def test_a_search_says_by_its_status_whether_anything_was_found(
    santoso: str, facts: Facts, berkas: Berkas
) -> None:
    berkas("work", "--once")

    found = facts("search", "--client", "budi", "--from", "2026-01-01", "--to", "31-12-2026")

    assert [one["berkas"] for one in found["found"]] == [santoso]
    assert berkas("search", "--client", "tidak ada").exit_code == 1
    assert "is no day" in berkas("search", "--from", "besok").stderr
    assert "no programme" in berkas("search", "--recommendation", "liburan").stderr


@pytest.mark.usefixtures("staff")
def test_a_new_official_signs_in_with_the_password_that_was_printed(
    facts: Facts, berkas: Berkas, database: Database
) -> None:
    words = ("user", "add", "dewi", "--name", "Dewi Anggraini, S.H.", "--role", "pk")

    made = facts(*words, "--role", "asesor")

    assert made["peran"] == "asesor pk"
    with database.reading() as session:
        account = session.scalars(select(Account).where(Account.login == "dewi")).one()
    assert passwords.matches(made["password"], account.password_hash)
    assert account.must_change
    assert "login: login taken" in berkas(*words).stderr


@pytest.mark.usefixtures("staff")
def test_an_official_is_changed_reset_ended_and_let_in_again(facts: Facts, berkas: Berkas) -> None:
    first = facts("user", "add", "dewi", "--name", "Dewi Anggraini, S.H.", "--role", "pk")

    changed = facts("user", "change", "DEWI", "--position", "PK Ahli Muda", "--role", "kasi")
    assert (changed["jabatan"], changed["peran"]) == ("PK Ahli Muda", "kasi")
    assert facts("user", "change", first["id"], "--name", "Dewi Anggraini")["login"] == "dewi"
    fresh = facts("user", "reset", "dewi")
    ended = facts("user", "end", "dewi", "--reason", "pindah tugas")
    assert ended["keadaan"] == "berakhir"
    assert "login: term over" in berkas("user", "reset", "dewi").stderr
    again = facts("user", "reopen", "dewi")
    assert len({first["password"], fresh["password"], again["password"]}) == 3

    listed = {one["login"]: one for one in facts("user", "list")}
    assert listed["dewi"]["keadaan"] == "belum-masuk"
    assert "nobody signs in as" in berkas("user", "reset", "tidak-ada").stderr


@pytest.mark.usefixtures("staff")
def test_a_file_that_nobody_issued_is_not_confirmed(berkas: Berkas, tmp_path: Path) -> None:
    (tmp_path / "forged.pdf").write_bytes(b"%PDF-1.7 forged")

    refused = berkas("document", "verify", tmp_path / "forged.pdf", "--json")

    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["issued"] is False


@pytest.mark.usefixtures("santoso")
def test_only_one_process_at_a_time_works_on_the_outbox(
    berkas: Berkas, home: Path, shelf: Shelf
) -> None:
    elsewhere = Turn(home)
    assert elsewhere.claim()

    assert "another worker is at work" in berkas("work", "--once").stdout
    assert not list(shelf.walk())

    elsewhere.release()
    assert "done: " in berkas("work", "--once").stdout
    assert list(shelf.walk())
