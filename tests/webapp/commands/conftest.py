"""Commands run for real on a data home of their own."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from casework.clients import service as clients
from casework.clients.draft import ClientDraft
from casework.clock import Zone, now, office_date
from casework.db.engine import Database
from casework.demo import answers
from casework.demo.people import Person, people
from casework.demo.source import fork
from tests.conftest import Staff
from webapp.commands import main

Berkas = Callable[..., Result]


@pytest.fixture
def berkas(home: Path) -> Berkas:
    """Run a command on the home of this test."""
    shell = CliRunner(env={"BERKAS_HOME": str(home)})
    return lambda *words: shell.invoke(main, [str(word) for word in words])


@pytest.fixture
def facts(berkas: Berkas) -> Callable[..., Any]:
    """Run a command that must succeed and return what it prints for scripts."""

    def run(*words: object) -> Any:  # noqa: ANN401  (JSON)
        result = berkas(*words, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


@pytest.fixture
def person() -> Person:
    """An invented adult who was received some weeks ago."""
    today = office_date(now(), Zone.WIB)
    return next(
        one
        for one in people(5, 40, today)
        if not one.draft.child and (today - one.draft.received_on).days > 20
    )


@pytest.fixture
def file_number(database: Database, staff: Staff, person: Person) -> str:
    """The number of that client's file."""
    with database.transaction() as session:
        return clients.register(session, staff.assessor, person.draft, at=now()).number


@pytest.fixture
def santoso(database: Database, staff: Staff, client_draft: ClientDraft) -> str:
    """The number of the file of Budi Santoso, whose opening waits to be sealed."""
    with database.transaction() as session:
        return clients.register(session, staff.assessor, client_draft, at=now()).number


@pytest.fixture
def content(person: Person) -> dict[str, Any]:
    """The `isi` of a whole assessment of that client."""
    day = office_date(now(), Zone.WIB)
    return isi(answers.write(fork(5, "test"), person, "sedang", finished=day), day.isoformat())


def isi(written: answers.Writing, day: str) -> dict[str, Any]:
    """Return what an assessor wrote as the content of a record."""
    return {
        "tujuan": "pembimbingan",
        "pelaksanaan": {"mulai": day, "selesai": day},
        "instrumen": [
            {
                "kode": code,
                "jawaban": [
                    {"butir": item, "pilihan": one.option, "bukti": one.evidence}
                    for item, one in given.items()
                ],
            }
            for code, given in written.answers.items()
        ],
        "analisis": written.analysis,
        "kesimpulan": written.summary,
        "rekomendasi": [
            {
                "kode": row.code,
                "jenis": row.kind,
                "bentuk": row.form,
                "uraian": row.text,
                "sasaran": row.target,
                "mulai": row.starts_on.isoformat() if row.starts_on else None,
                "selesai": row.ends_on.isoformat() if row.ends_on else None,
                "mitra": row.partner,
            }
            for row in written.recommendations
        ],
    }


@pytest.fixture
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, Any]], Path]:
    """Write a JSON file outside the home."""

    def write(values: Mapping[str, Any]) -> Path:
        path = tmp_path_factory.mktemp("files") / "file.json"
        path.write_text(json.dumps(values), encoding="utf-8")
        return path

    return write
