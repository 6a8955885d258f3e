"""The worked examples of the instruments (adults), typed into the real form."""

import pytest

from tests.steps import client_fields, fill_in, open_assessment, register
from tests.visitor import Visitor

LOW = {"rri-A2": "ya", "rri-A5": "1-2", "rri-A9": "alkohol"}
# people of their own: whoever is like one of the others would be asked about first
NAMES = {
    "4/17": "Agung Nugroho",
    "4/17 0/38 Rendah": "Fajar Ramadhan",
    "8/17 0/38 Rendah": "Yohanes Lumban",
}
NOT_DONE = "tidak dilakukan karena nilai RRI Rendah dan tidak ada jawaban Ya"


@pytest.mark.parametrize(
    ("given", "worst", "score", "band", "needs"),
    [
        pytest.param(LOW, False, "4/17", "Rendah", "", id="a: low, no tick"),
        pytest.param(
            LOW | {"rri-B3": "ya"}, False, "4/17", "Rendah", "0/38 Rendah", id="b: a tick"
        ),
        pytest.param(
            {"rri-A1": "ya", "rri-A2": "ya", "rri-A5": "3-lebih"},
            False,
            "8/17",
            "Sedang",
            "0/38 Rendah",
            id="c: medium",
        ),
        pytest.param({}, True, "17/17", "Sangat Tinggi", "38/38 Sangat Tinggi", id="d: all worst"),
    ],
)
def test_the_worked_examples_come_out_on_the_page(
    assessor: Visitor, given: dict[str, str], *, worst: bool, score: str, band: str, needs: str
) -> None:
    name = NAMES.get(f"{score} {needs}".strip(), "Made Wirawan")
    number = register(assessor, client_fields(name))

    page = fill_in(assessor, open_assessment(assessor, number), given, worst=worst)

    assert f"RRI A 10/10 0 {score} {band}" in page.rows
    if needs:
        assert any(row.startswith("Kebutuhan kriminogenik A") and needs in row for row in page.rows)
    else:
        assert NOT_DONE in page.words
