"""SP-1: an assessment that is taken in from a file brings its consent, or needs none."""

from datetime import date

import pytest

from casework.assessments import importing
from casework.consents.rules import Statement
from casework.consents.workflow import Outcome
from casework.errors import Invalid


def test_a_file_may_tell_of_the_consent() -> None:
    told = {"hasil": "wali-setuju", "tanggal": "2026-03-02", "penjelas": "Rina Wulandari"}
    guardian = {"nama": "Sulastri Rekaan", "hubungan": "ibu"}

    found = importing.read({"persetujuan": {**told, "wali": guardian}}, {})

    assert found.consent == Statement(
        Outcome.GUARDIAN, date(2026, 3, 2), "Rina Wulandari", "Sulastri Rekaan", "ibu"
    )
    assert importing.read({"persetujuan": None}, {}).consent is None
    assert importing.read({}, {}).consent is None


@pytest.mark.parametrize(
    ("told", "faults"),
    [
        ({"hasil": "menolak", "tanggal": "2026-03-02"}, ["persetujuan.hasil"]),
        ({"hasil": "mungkin"}, ["persetujuan.hasil", "persetujuan.tanggal"]),
        (
            {"hasil": "setuju", "tanggal": "2026-03-02", "wali": {"nama": "123"}},
            ["persetujuan.wali.nama"],
        ),
    ],
)
def test_what_is_wrong_with_it_is_told_by_its_place_in_the_file(
    told: dict[str, object], faults: list[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        importing.read({"persetujuan": told}, {})
    assert [one.field for one in refused.value.faults] == faults
