"""A list of clients at the console: checked, taken over, looked at."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rendering.sheet import write_sheet
from tests.conftest import Staff
from tests.webapp.commands.conftest import Berkas

Facts = Callable[..., Any]
HEADS = ["Nama", "Tanggal Lahir", "L/P", "Jenis Klien", "Perkara", "No Register", "Tgl Terima"]
BUDI = ["Budi Santoso", "17-06-1991", "L", "PB", "Pencurian", "1/PB/2025", "3-3-2025"]
SITI = ["Siti Aminah", "2 Mei 1980", "P", "CB", "Penipuan", "2/CB/2025", "4-4-2025"]


@pytest.fixture
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    def write(*rows: list[str], heads: list[str] = HEADS) -> Path:
        path = tmp_path_factory.mktemp("lembar") / "klien.xlsx"
        path.write_bytes(write_sheet(heads, rows))
        return path

    return write


@pytest.mark.usefixtures("staff", "shelf")
def test_a_list_is_taken_over(facts: Facts, sheet: Callable[..., Path]) -> None:
    report = facts("client", "import", sheet(BUDI, SITI))

    assert (report["baris"], report["siap"], report["salah"]) == (2, 2, [])
    listed = facts("client", "list")
    assert [one["berkas"] for one in listed] == report["terdaftar"]
    shown = facts("client", "show", report["terdaftar"][0])
    assert shown["identitas"]["nama"] == "Budi Santoso"
    assert shown["pindahan"]["asesmen_terakhir"] is None
    assert facts("client", "list", "--status", "selesai") == []


@pytest.mark.usefixtures("staff", "shelf")
def test_one_fault_keeps_the_whole_list_out_unless_it_may_be_skipped(
    berkas: Berkas, facts: Facts, sheet: Callable[..., Path]
) -> None:
    path = sheet(BUDI, [*SITI[:6], "9/3/26"])

    refused = berkas("client", "import", path, "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["salah"] == [
        {
            "baris": 3, "kolom": "G", "bidang": "received_on", "kode": "date-short-year",
            "alasan": "Tulis tahun dengan empat angka.",
        }
    ]  # fmt: skip
    assert facts("client", "list") == []
    assert len(facts("client", "import", path, "--skip-faulty")["terdaftar"]) == 1


@pytest.mark.usefixtures("staff", "shelf")
def test_a_dry_run_keeps_nothing(facts: Facts, sheet: Callable[..., Path]) -> None:
    assert facts("client", "import", sheet(BUDI, ["", *SITI[1:]]), "--dry-run")["siap"] == 1

    assert facts("client", "list") == []


@pytest.mark.usefixtures("shelf")
def test_a_duplicate_is_named_with_its_file(
    berkas: Berkas, sheet: Callable[..., Path], santoso: str, staff: Staff
) -> None:

    result = berkas("client", "import", sheet(BUDI), "--json", "--as", staff.assessor.nip)

    assert result.exit_code == 1
    assert json.loads(result.stdout)["kembar"][0]["berkas"] == santoso
    assert "baris: 1" in berkas("client", "import", sheet(BUDI), "--dry-run").stdout


@pytest.mark.usefixtures("staff", "shelf")
def test_a_mapping_names_columns_by_letter_or_head(
    facts: Facts, sheet: Callable[..., Path], tmp_path: Path, berkas: Berkas
) -> None:
    heads = ["Siapa", "Kapan", *HEADS[2:]]
    mapping = tmp_path / "peta.json"
    columns = {"A": "name", "Kapan": "birth_date", "C": "sex", "D": "client_type",
               "E": "offence", "F": "register_number", "G": "received_on"}  # fmt: skip
    mapping.write_text(json.dumps({"columns": columns}), encoding="utf-8")

    report = facts("client", "import", sheet(BUDI, heads=heads), "--mapping", mapping)

    assert report["siap"] == 1
    mapping.write_text(json.dumps({"columns": {"Z": "name"}}), encoding="utf-8")
    assert berkas("client", "import", sheet(BUDI), "--mapping", mapping).exit_code == 1


@pytest.mark.usefixtures("staff", "shelf")
def test_the_sample_can_be_imported_as_it_is(berkas: Berkas, facts: Facts, tmp_path: Path) -> None:
    assert berkas("client", "import", "--sample", tmp_path / "contoh.xlsx").exit_code == 0

    assert facts("client", "import", tmp_path / "contoh.xlsx", "--dry-run")["siap"] == 1


@pytest.mark.usefixtures("staff", "shelf")
def test_what_is_no_sheet_is_told(berkas: Berkas, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"%PDF-1.7\n\x01")

    result = berkas("client", "import", path)

    assert result.exit_code == 1
    assert "not a sheet" in result.stderr
    assert berkas("client", "import").exit_code == 1
