"""The whole road at the console: import, issue, verify, find, attach; with the real LibreOffice."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from docx import Document

pytestmark = pytest.mark.office

Facts = Callable[..., Any]


def _litmas() -> bytes:
    document, written = Document(), io.BytesIO()
    document.add_paragraph("Laporan penelitian kemasyarakatan untuk pembimbingan.")
    document.save(written)
    return written.getvalue()


def test_an_imported_assessment_is_issued_verified_found_and_attached(
    berkas: Callable[..., Result],
    facts: Facts,
    written: Callable[[Mapping[str, Any]], Path],
    file_number: str,
    content: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = facts("assessment", "import", written({"berkas": file_number, "isi": content}))
    issued = facts("assessment", "issue", made["id"])
    assert issued["nomor"] == "WP.10.PAS.PAS.8-UM.01.01 - 1"
    assert facts("assessment", "issue", made["id"]) == issued

    pdf = Path(issued["folder"]) / "data" / "dokumen.pdf"
    confirmed = facts("document", "verify", pdf)
    assert (confirmed["nomor"], confirmed["kode"]) == (issued["nomor"], issued["kode"])
    assert not {"nama", "klien", "berkas"} & set(confirmed)

    found = facts("search", "--number", issued["nomor"], "--kind", "hasil-asesmen")
    assert [one["dokumen"] for one in found["found"]] == [issued["dokumen"]]

    outside = tmp_path_factory.mktemp("outside")
    (outside / "litmas.docx").write_bytes(_litmas())
    out = outside / "bundel.pdf"
    bundled = facts(
        *("litmas", "attach", outside / "litmas.docx", "--assessment", made["id"]),
        *("--out", out, "--as", "Sari Dewi, S.Sos."),
    )
    assert out.read_bytes().startswith(b"%PDF")
    assert bundled["pk"] == "Sari Dewi, S.Sos."
    assert facts("document", "verify", out)["kode"] == bundled["kode"]

    out.write_bytes(out.read_bytes() + b"\n%")
    refused = berkas("document", "verify", out)
    assert refused.exit_code == 1
    assert "issued: False" in refused.stdout
