"""`berkas source import`: a folder of old files, told row by row, and ended in the middle."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import func, select

from archive.shelf import Shelf
from archive.verify import Code, verify
from casework.db.engine import Database
from casework.deposits.journal import open_entries
from casework.deposits.model import Deposit
from casework.sources.model import Source
from rendering import limited
from tests.papers import pdf

Berkas = Callable[..., Result]
Facts = Callable[..., Any]
HEAD = ("berkas", "nama file", "jenis", "asal", "nomor", "tanggal", "keterangan")
RUN = "from webapp.commands import main; main()"


@pytest.fixture(scope="module", autouse=True)
def _children() -> Iterator[None]:
    yield
    limited.close()


@pytest.fixture
def cabinet(tmp_path_factory: pytest.TempPathFactory, santoso: str) -> Path:
    """A folder with forty old results of Budi Santoso, and the sheet beside them."""
    folder = tmp_path_factory.mktemp("lemari")
    rows = []
    for n in range(40):
        name = f"hasil-{n:02}.pdf"
        (folder / name).write_bytes(pdf(f"Hasil asesmen lama {n}"))
        rows.append((santoso, name, "hasil asesmen", "Lapas Contoh", f"W.{n}", "02-05-2024", ""))
    with (folder / "daftar.csv").open("w", encoding="utf-8", newline="") as sheet:
        csv.writer(sheet).writerows([HEAD, *rows])
    return folder


def kept(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Source)) or 0


def test_a_folder_is_taken_in_and_sealed(
    facts: Facts, cabinet: Path, database: Database, shelf: Shelf, santoso: str
) -> None:
    sheet = cabinet / "daftar.csv"
    dry = facts("source", "import", cabinet, "--sheet", sheet, "--dry-run")
    assert (dry["ready"], dry["rows"], dry["files"], kept(database)) == (40, 40, 40, 0)

    told = facts("source", "import", cabinet, "--sheet", sheet, "--as", "Lestari Ningsih")
    again = facts("source", "import", cabinet, "--sheet", sheet)

    assert (told["kept"], told["already"], told["refused"]) == (40, 0, [])
    assert (again["kept"], again["already"]) == (0, 40)
    sealed = [one for one in shelf.walk() if one.kind == "sumber"]
    assert {one.chain.path.name for one in sealed} == {santoso}
    assert len(sealed) == 40
    with database.reading() as session:
        assert open_entries(session) == []
        bag = session.scalars(select(Deposit).where(Deposit.kind == "sumber")).first()
        assert bag is not None
        assert bag.record["pelaku"]["nama"] == "Lestari Ningsih"


def test_what_is_refused_is_named_and_ends_with_status_1(berkas: Berkas, cabinet: Path) -> None:
    (cabinet / "yatim.pdf").write_bytes(pdf("tanpa baris"))
    (cabinet / "hasil-01.pdf").write_bytes(b"MZ" + bytes(100))
    words = ("source", "import", cabinet, "--sheet", cabinet / "daftar.csv")

    told, scripted = berkas(*words), berkas(*words, "--json")

    assert told.exit_code == scripted.exit_code == 1
    assert "kept: 39" in told.stdout
    assert "refused: row 3, hasil-01.pdf: unusable, reason no-source" in told.stdout
    assert "refused: yatim.pdf: file without row" in told.stdout
    refused = json.loads(scripted.stdout)["refused"]
    assert [(one["row"], one["code"]) for one in refused] == [
        (3, "unusable"),
        (None, "file-without-row"),
    ]


@pytest.mark.usefixtures("staff")
def test_a_sample_of_the_sheet_is_written(berkas: Berkas, tmp_path: Path) -> None:
    for name, start in (("contoh.csv", b"berkas,nama file"), ("contoh.xlsx", b"PK")):
        assert berkas("source", "import", "--sample", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.usefixtures("staff")
def test_a_sheet_or_folder_that_is_missing_or_wrong_is_told(berkas: Berkas, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("nama\nBudi\n")
    for words, told in (
        ((), "name the folder"),
        ((tmp_path, "--sheet", tmp_path / "tidak-ada.csv"), "cannot be read"),
        ((tmp_path, "--sheet", tmp_path / "x.csv"), "column-missing: column berkas, nama file"),
    ):
        refused = berkas("source", "import", *words)
        assert refused.exit_code == 1
        assert told in refused.stderr


@pytest.mark.parametrize("least", [3, 25])
def test_an_import_killed_in_the_middle_is_completed_without_doubles(
    facts: Facts, cabinet: Path, database: Database, shelf: Shelf, home: Path, least: int
) -> None:
    words = ("source", "import", str(cabinet), "--sheet", str(cabinet / "daftar.csv"))
    environment = {**os.environ, "BERKAS_HOME": str(home)}
    running = subprocess.Popen([sys.executable, "-c", RUN, *words], env=environment)
    until = time.monotonic() + 60
    while kept(database) < least and time.monotonic() < until and running.poll() is None:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait(10)
    before = kept(database)

    told = facts(*words)

    assert least <= before
    assert (told["kept"], told["already"], told["refused"]) == (40 - before, before, [])
    with database.reading() as session:
        bags = session.scalars(select(Deposit).where(Deposit.kind == "sumber")).all()
        assert open_entries(session) == []
    assert len(bags) == len({one.isi["sha256"] for one in bags}) == kept(database) == 40
    assert len([one for one in shelf.walk() if one.kind == "sumber"]) == 40
    assert {one.code for one in verify(shelf)} <= {Code.STAGING_LEFTOVER}  # swept at the next start
