"""What every command shares: its options, its facts, its way to fail."""

import json
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import delete
from sqlalchemy.orm import Session

from casework.actor import Role
from casework.db.base import new_id
from casework.db.engine import Database
from casework.offices.model import Office, Official
from webapp.commands import COMMANDS, main
from webapp.commands.console import emit, emit_rows, operator


@pytest.fixture
def shell(tmp_path: Path) -> CliRunner:
    return CliRunner(env={"BERKAS_HOME": str(tmp_path), "BERKAS_PORT": "8123"})


def official(session: Session, name: str, nip: str) -> None:
    session.add(
        Official(
            id=new_id(),
            office="contoh",
            name=name,
            nip=nip,
            position="Asesor",
            roles=["asesor"],
            since=date(2026, 1, 1),
            until=None,
        )
    )


def test_the_settings_are_shown_as_they_are_understood(shell: CliRunner, tmp_path: Path) -> None:
    result = shell.invoke(main, ["config", "show"])

    assert result.exit_code == 0
    assert f"BERKAS_HOME: {tmp_path}" in result.output
    assert "address: http://127.0.0.1:8123/" in result.output


def test_a_script_gets_the_same_facts_as_json(shell: CliRunner, tmp_path: Path) -> None:
    facts = json.loads(shell.invoke(main, ["config", "show", "--json"]).output)

    assert facts["BERKAS_HOME"] == str(tmp_path)
    assert facts["BERKAS_WORKER"] == "inside"


def test_a_setting_that_is_not_understood_ends_the_command_and_is_named(shell: CliRunner) -> None:
    result = shell.invoke(main, ["config", "show"], env={"BERKAS_PORT": "eighty"})

    assert result.exit_code == 1
    assert "BERKAS_PORT" in result.output


def test_a_server_is_not_started_over_an_archive_that_is_not_there(
    shell: CliRunner, tmp_path: Path
) -> None:
    (tmp_path / "berkas.sqlite3").touch()

    result = shell.invoke(main, ["serve", "--port", "0"])

    assert result.exit_code == 1
    assert "is its disk mounted?" in result.output


def test_every_command_says_what_it_does() -> None:
    for command in COMMANDS:
        assert command.help, command.name


def test_facts_are_printed_for_people_and_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    emit({"nomor": "892", "tanggal": date(2026, 3, 9)}, as_json=False)
    assert capsys.readouterr().out == "nomor: 892\ntanggal: 2026-03-09\n"

    emit({"nomor": "892", "tanggal": date(2026, 3, 9)}, as_json=True)
    assert json.loads(capsys.readouterr().out) == {"nomor": "892", "tanggal": "2026-03-09"}


def test_rows_are_printed_for_people_and_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[dict[str, object]] = [{"nomor": "1", "pita": None}, {"nomor": "2", "pita": "tinggi"}]
    emit_rows(rows, as_json=False)
    assert capsys.readouterr().out == "nomor\tpita\n1\t\n2\ttinggi\n"

    emit_rows(rows, as_json=True)
    assert json.loads(capsys.readouterr().out) == rows

    emit_rows([], as_json=False)
    assert capsys.readouterr().out == ""


def test_the_console_acts_as_itself_unless_an_official_is_named(database: Database) -> None:
    with database.transaction() as session:
        official(session, "Rina Wulandari", "199001012015032001")

        console = operator(session, None)
        named = operator(session, "rina wulandari")
        numbered = operator(session, "199001012015032001")

    assert (console.id, console.office, console.via) == ("konsol", "contoh", "konsol")
    assert named == numbered
    assert named.name == "Rina Wulandari"
    assert named.via == "konsol"
    assert named.holds(Role.ASESOR)


@pytest.mark.parametrize("name", ["Tidak Ada", "Budi Santoso", ""])
def test_a_name_that_is_nobodys_or_twice_there_is_refused(database: Database, name: str) -> None:
    with database.transaction() as session:
        official(session, "Budi Santoso", "")
        official(session, "Budi Santoso", "")

        with pytest.raises(click.ClickException, match="officials are called"):
            operator(session, name or "Siapa")


def test_nobody_acts_before_an_office_is_set_up(database: Database) -> None:
    with database.transaction() as session:
        session.execute(delete(Office))

        with pytest.raises(click.ClickException, match="no office is set up"):
            operator(session, None)
