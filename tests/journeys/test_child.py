"""A child's assessment from the form to the document, with the instrument of children."""

import io

import pytest
from pypdf import PdfReader

from tests.steps import await_steps, fill_in, issue, open_assessment, register
from tests.visitor import Visitor
from tests.website import Site


@pytest.mark.parametrize(
    ("name", "given", "worst", "risk", "needs"),
    [
        pytest.param(
            "Rangga Saputra",
            {"risiko-anak-11": "tidak", "risiko-anak-12": "orang-tua"},
            True,
            "40/40 Tinggi",
            "42/42 Tinggi",
            id="all worst, nothing protects",
        ),
        pytest.param(
            "Bagas Wicaksono",
            {"risiko-anak-11": "mampu", "risiko-anak-12": "sekolah"},
            False,
            "0/40 Rendah",
            "0/42 Rendah",
            id="five of risk less five of protection",
        ),
    ],
)
def test_a_childs_result_is_risk_less_what_protects_sp_1_sp_4(
    site: Site,
    pk: Visitor,
    child: dict[str, str],
    name: str,
    given: dict[str, str],
    *,
    worst: bool,
    risk: str,
    needs: str,
) -> None:
    fields = {**child, "name": name, "register_1_number": f"{len(name)}/DIV/2026"}
    number = register(pk, fields)
    senior = Visitor(site, "ratna")  # assessor and supervisor: may open a child's file

    page = fill_in(senior, open_assessment(senior, number), given, worst=worst)

    assert any(row.startswith("Risiko anak, nilai akhir") and risk in row for row in page.rows)
    assert any(row.startswith("Kriminogenik anak A") and needs in row for row in page.rows)
    done = issue(senior, page)
    assert await_steps(senior, f"{done.path}/status")[-1] == ["done"] * 5

    paper = senior.get(senior.open(done.path).link("Unduh PDF"))
    said = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.body)).pages)
    assert f"{risk.split(maxsplit=1)[0].replace('/', ' dari ')}" in said
    assert "Penilaian Faktor Kriminogenik Anak" in said
