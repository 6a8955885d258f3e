"""Taking an assessment in, listing it and issuing it at the console."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select

from casework.assessments.content import freeze
from casework.assessments.model import Assessment
from casework.clients.model import Client
from casework.db.engine import Database

Berkas = Callable[..., Result]
Facts = Callable[..., Any]
Written = Callable[[Mapping[str, Any]], Path]


def test_a_whole_assessment_becomes_a_ready_draft(
    facts: Facts, written: Written, file_number: str, content: dict[str, Any]
) -> None:
    source = written({"berkas": file_number, "isi": content})

    made = facts("assessment", "import", source, "--as", "Rina Wulandari, S.Psi.")

    assert made["keadaan"] == "ready"
    assert [one["id"] for one in facts("assessment", "list", "--state", "ready")] == [made["id"]]
    assert facts("assessment", "list", "--state", "draft") == []
    assert facts("assessment", "list", "--state", "issued") == []


def test_the_assessor_is_whom_the_file_names(
    facts: Facts, written: Written, file_number: str, content: dict[str, Any]
) -> None:
    content["asesor"] = {"id": "x", "nama": "Rina Wulandari, S.Psi.", "nip": "199001012015032001"}

    made = facts("assessment", "import", written({"berkas": file_number, "isi": content}))

    assert made["asesor"] == "Rina Wulandari, S.Psi."


def _without_analysis(content: dict[str, Any]) -> str:
    content["analisis"] = ""
    return "analysis: required"


def _unknown_option(content: dict[str, Any]) -> str:
    content["instrumen"][0]["jawaban"][0]["pilihan"] = "barangkali"
    return "instrumen[0].jawaban[0].pilihan: unknown option"


def _unknown_item(content: dict[str, Any]) -> str:
    content["instrumen"][0]["jawaban"][0]["butir"] = "Z99"
    return "instrumen[0].jawaban[0].butir: unknown item"


def _unanswered(content: dict[str, Any]) -> str:
    gone = content["instrumen"][0]["jawaban"].pop(0)["butir"]
    return f"{gone}: unanswered"


def _impossible_day(content: dict[str, Any]) -> str:
    content["pelaksanaan"]["mulai"] = "2026-02-30"
    return "pelaksanaan.mulai: not readable"


def _unknown_programme(content: dict[str, Any]) -> str:
    content["rekomendasi"][0]["kode"] = "liburan"
    return "kode-1: unknown recommendation"


def _other_score(content: dict[str, Any]) -> str:
    content["instrumen"][0]["nilai"] = 1
    return "rri.nilai: score differs"


def _number_not_asked(content: dict[str, Any]) -> str:
    content["instrumen"][0]["jawaban"][1]["angka"] = 3
    return "instrumen[0].jawaban[1].angka: number not asked"


def _text_for_a_list(content: dict[str, Any]) -> str:
    content["instrumen"] = "rri"
    return "instrumen: not readable"


@pytest.mark.parametrize(
    "spoil",
    [
        _without_analysis,
        _unknown_option,
        _unknown_item,
        _unanswered,
        _impossible_day,
        _unknown_programme,
        _other_score,
        _number_not_asked,
        _text_for_a_list,
    ],
)
def test_what_is_wrong_is_told_by_its_field_and_no_draft_is_kept(
    berkas: Berkas,
    facts: Facts,
    written: Written,
    file_number: str,
    content: dict[str, Any],
    spoil: Callable[[dict[str, Any]], str],
) -> None:
    told = spoil(content)

    refused = berkas("assessment", "import", written({"berkas": file_number, "isi": content}))

    assert refused.exit_code == 1
    assert told in refused.stderr
    assert facts("assessment", "list") == []


@pytest.mark.usefixtures("staff")
def test_a_file_of_another_shape_is_refused(
    berkas: Berkas, written: Written, tmp_path: Path
) -> None:
    assert "must hold" in berkas("assessment", "import", written({"isi": {}})).stderr
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    assert "is not JSON" in berkas("assessment", "import", tmp_path / "bad.json").stderr
    assert "cannot be read" in berkas("assessment", "import", tmp_path / "none.json").stderr


@pytest.mark.usefixtures("staff")
def test_a_draft_that_is_not_there_cannot_be_issued(berkas: Berkas) -> None:
    refused = berkas("assessment", "issue", "01M85M5QE5FBZMAKR9RBG3QW9X")

    assert refused.exit_code == 1
    assert refused.stdout == ""


def test_the_number_beside_an_item_is_sealed_and_read_back(
    facts: Facts, written: Written, file_number: str, content: dict[str, Any], database: Database
) -> None:
    first = content["instrumen"][0]["jawaban"][0]
    first["angka"] = 16 if first["pilihan"] == "ya" else 17

    facts("assessment", "import", written({"berkas": file_number, "isi": content}))

    with database.reading() as session:
        row = session.scalars(select(Assessment)).one()
        client = session.get_one(Client, row.client_id)
        sealed = freeze(session, client, row, urut=None, code="X")["instrumen"][0]["jawaban"]
    assert first["butir"] == sealed[0]["butir"] == "A1"
    assert sealed[0]["angka"] == first["angka"]
    assert "angka" not in sealed[1]
