"""`berkas backup`: a home goes into a folder of sums and comes back out of it equal."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from casework.backup import key
from casework.db.engine import open_database
from casework.rebuild import dump
from webapp.commands import main
from webapp.settings import Settings
from webapp.wiring import open_parts

Berkas = Callable[..., Result]


@pytest.fixture
def shell(home: Path, santoso: str, tmp_path_factory: pytest.TempPathFactory) -> Berkas:
    """Run a command on a home with one client; a second disk is named."""
    del santoso
    disk = tmp_path_factory.mktemp("disk")
    runner = CliRunner(env={"BERKAS_HOME": str(home), "BERKAS_BACKUP": str(disk)})

    def run(*words: object, typed: str | None = None) -> Result:
        return runner.invoke(main, [str(word) for word in words], input=typed)

    return run


def digest(path: Path) -> str:
    opened = open_database(path)
    with opened.reading() as session:
        found = dump.digest(session)
    opened.close()
    return found


def test_a_backup_is_made_verified_and_restored(
    home: Path, shell: Berkas, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shell("archive", "recover")
    made = shell("backup", "create", "--prepare", "--json")
    assert made.exit_code == 0, made.output
    facts = json.loads(made.stdout)
    paper = tmp_path_factory.mktemp("amplop") / "kunci.txt"
    paper.write_text(facts["key"], encoding="ascii")

    assert [one["result"] for one in facts["places"]] == ["done", "done"]
    plain = json.loads(shell("backup", "verify", "--json").stdout)
    assert (plain["backups"], plain["opened"], plain["findings"]) == (2, False, [])
    opened = shell("backup", "verify", home / "cadangan", "--key-file", paper, "--json")
    assert (opened.exit_code, json.loads(opened.stdout)["findings"]) == (0, [])

    into = tmp_path_factory.mktemp("baru")
    back = shell(
        "backup", "restore", home / "cadangan", "--into", into, "--key-file", paper, "--json"
    )
    assert back.exit_code == 0, back.output
    told = json.loads(back.stdout)
    assert (told["missing"], told["findings"]) == ([], [])
    assert told["bags"] > 0
    assert digest(into / "berkas.sqlite3") == digest(home / "berkas.sqlite3")
    open_parts(Settings(home=into)).close()
    verdict = CliRunner(env={"BERKAS_HOME": str(into)}).invoke(main, ["archive", "verify"])
    assert verdict.exit_code == 0, verdict.output


def test_the_key_is_printed_once_with_what_to_do_with_it(home: Path, shell: Berkas) -> None:
    first = shell("backup", "create", "--prepare")
    second = shell("backup", "create")

    assert first.stdout.count("AGE-SECRET-KEY-1") == 1
    assert "seal it in an envelope" in first.stdout
    assert "AGE-SECRET-KEY-1" not in second.output
    held = [one.read_bytes() for one in home.rglob("*") if one.is_file()]
    assert not any(b"AGE-SECRET-KEY-1" in content for content in held)


def test_another_key_is_made_only_when_asked_for(shell: Berkas) -> None:
    shell("backup", "create", "--prepare")

    again = shell("backup", "create", "--new-key")

    assert again.stdout.count("AGE-SECRET-KEY-1") == 1
    assert len(json.loads(shell("backup", "create", "--json").stdout)["places"]) == 2


def test_a_second_disk_that_is_not_mounted_ends_with_a_status_and_is_told(shell: Berkas) -> None:
    made = shell("backup", "create")

    assert made.exit_code == 1
    assert "is its disk mounted?" in made.stderr
    assert "done" in made.stdout


def test_a_wrong_key_is_told_plainly_and_the_right_one_may_be_typed(
    home: Path, shell: Berkas, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = json.loads(shell("backup", "create", "--prepare", "--json").stdout)["key"]
    other = json.loads(shell("backup", "create", "--new-key", "--json").stdout)["key"]
    own, into = home / "cadangan", tmp_path_factory.mktemp("baru")

    bad = shell("backup", "restore", own, "--into", into, typed=f"{secret[:-6]}QQQQQQ\n")
    assert (bad.exit_code, "not a key of a backup" in bad.stderr) == (1, True)
    foreign = key.make(tmp_path_factory.mktemp("lain"))
    wrong = shell("backup", "restore", own, "--into", into, typed=f"{foreign}\n")
    assert (wrong.exit_code, "does not open the backups" in wrong.stderr) == (1, True)
    assert list(into.iterdir()) == []
    for number, one in enumerate((secret, other)):
        good = shell("backup", "restore", own, "--into", into / str(number), typed=f"{one}\n")
        assert good.exit_code == 0, good.output
        assert one not in good.output


def test_a_slip_of_the_hand_may_be_typed_anew_and_the_next_step_is_told(
    home: Path, shell: Berkas, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = json.loads(shell("backup", "create", "--prepare", "--json").stdout)["key"]
    into = tmp_path_factory.mktemp("baru")
    typed = f"{secret[:-3]}QQQ\n{secret.lower()}\n"

    back = shell("backup", "restore", home / "cadangan", "--into", into, typed=typed)

    assert back.exit_code == 0, back.output
    assert "every letter counts" in back.stderr
    assert f"BERKAS_HOME={into}" in back.stderr


def test_a_folder_in_use_is_not_restored_into(home: Path, shell: Berkas) -> None:
    secret = json.loads(shell("backup", "create", "--prepare", "--json").stdout)["key"]

    back = shell("backup", "restore", home / "cadangan", "--into", home, typed=f"{secret}\n")

    assert back.exit_code == 1
    assert "holds something already" in back.stderr


def test_damage_is_found_without_the_key_and_ends_with_a_status(home: Path, shell: Berkas) -> None:
    shell("archive", "recover")
    shell("backup", "create", "--prepare")
    bag = next(home.glob("cadangan/*/arsip/*/*.age"))
    bag.chmod(0o600)
    bag.write_bytes(b"rusak")

    found = shell("backup", "verify", "--json")

    facts: dict[str, Any] = json.loads(found.stdout)
    assert found.exit_code == 1
    assert [one["code"] for one in facts["findings"]] == ["sum-differs"]


def test_where_nothing_was_ever_backed_up_verify_says_so(shell: Berkas) -> None:
    found = shell("backup", "verify")

    assert found.exit_code == 1
    assert "no whole backup lies here" in found.stdout
