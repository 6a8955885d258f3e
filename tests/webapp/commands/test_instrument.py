"""The instruments at the console: listed, shown, checked, compared, published, retired."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from casework.clock import Zone, now, office_date
from casework.instruments import shipped

OWN = Path(__file__).parents[2] / "data" / "alat-contoh.toml"
Berkas = Callable[..., Result]
Facts = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("staff")


@pytest.fixture
def today() -> date:
    return office_date(now(), Zone.WIB)


@pytest.fixture
def spoilt(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(old: str, new: str) -> Path:
        path = tmp_path / "alat.toml"
        path.write_text(OWN.read_text().replace(old, new, 1))
        return path

    return write


def test_every_edition_is_listed_with_what_is_used_today(facts: Facts) -> None:
    rows = {(one["kode"], one["versi"]): one for one in facts("instrument", "list")}

    assert set(rows) == {(one.code, one.version) for one in shipped.editions()}
    assert rows["anak", "01"]["berlaku"] is True
    assert rows["anak", "01"]["milik"] == "berkas"
    assert rows["rri", "02-2021"]["rumusan"] == "ringkas"


def test_an_edition_is_shown_as_a_form(berkas: Berkas, facts: Facts) -> None:
    shown = berkas("instrument", "show", "anak").output
    whole = facts("instrument", "show", "rri", "02-2021")

    assert "Menengah 14-26" in shown
    assert [part["kode"] for part in whole["formulir"][0]["bagian"]] == ["A", "B", "C", "D"]


def test_a_sound_file_is_told_and_nothing_is_kept(facts: Facts) -> None:
    told = facts("instrument", "check", OWN)

    assert told["formulir"] == ["risiko-contoh", "kebutuhan-contoh"]
    assert told["maksimum"] == [9, 3]
    assert "alat-contoh" not in {one["kode"] for one in facts("instrument", "list")}


def test_a_mistake_is_named_with_its_line_and_the_reason(
    berkas: Berkas, spoilt: Callable[[str, str], Path]
) -> None:
    refused = berkas("instrument", "check", spoilt("least = 6", "least = 7"))

    line = OWN.read_text().splitlines().index("least = 6") + 1
    assert refused.exit_code == 1
    assert f"alat.toml, line {line}: forms[risiko-contoh].bands[merah].least" in refused.stderr
    assert "bands meet without gap" in refused.stderr


def test_two_editions_are_compared(facts: Facts, spoilt: Callable[[str, str], Path]) -> None:
    other = spoilt('title = "Ya", value = 4', 'title = "Betul", value = 4')
    worded = facts("instrument", "diff", OWN, other)
    shipped = facts("instrument", "diff", "rri@02-2021", "rri")

    assert [(one["kode"], one["bidang"], one["perubahan"]) for one in worded] == [
        ("U2", "answers", "worded")
    ]
    assert worded[0]["menjadi"] == "Tidak; Betul"
    assert [one["kode"] for one in shipped if one["bidang"] == "number"] == ["A1"]


def test_an_own_edition_is_published_and_retired(berkas: Berkas, facts: Facts, today: date) -> None:
    made = facts("instrument", "publish", OWN, "--from", today)

    assert made["sejak"] == today.isoformat()
    row = next(one for one in facts("instrument", "list") if one["kode"] == "alat-contoh")
    assert (row["berlaku"], row["milik"]) == (True, "kantor")
    assert facts("instrument", "diff", OWN, "alat-contoh@1") == []
    assert json.loads(berkas("archive", "verify", "--json").stdout)["findings"] == []

    day = today + timedelta(days=1)
    assert facts("instrument", "retire", "alat-contoh", "1", "--on", day)["sampai"]
    row = next(one for one in facts("instrument", "list") if one["kode"] == "alat-contoh")
    assert (row["berlaku"], row["sampai"]) == (True, day.isoformat())


def test_a_day_that_is_over_and_a_version_that_is_taken_are_refused(
    berkas: Berkas, today: date, spoilt: Callable[[str, str], Path]
) -> None:
    past = berkas("instrument", "publish", OWN, "--from", today - timedelta(days=1))
    berkas("instrument", "publish", OWN, "--from", today)
    taken = berkas("instrument", "publish", spoilt("Hijau", "Biru"), "--from", today)

    assert "since: date past" in past.stderr
    assert (past.exit_code, taken.exit_code) == (1, 1)
    assert "never changes. (alat-contoh 1)" in taken.stderr


def test_answers_are_scored_with_nothing_written(
    facts: Facts, berkas: Berkas, written: Callable[[Any], Path]
) -> None:
    rows = [("A2", "ya"), ("A5", "1-2"), ("A9", "alkohol"), ("B3", "ya")]
    answers = [{"butir": item, "pilihan": option} for item, option in rows]
    content = {
        "klien": {"jenis_kelamin": "P", "tindak_pidana": ["pencurian"]},
        "isi": {"instrumen": [{"kode": "rri", "jawaban": answers}]},
    }

    told = facts("assessment", "score", written(content))

    risk = told["instrumen"][0]
    assert (risk["nilai"], risk["tingkat"], risk["tingkat_sementara"]) == (4, None, "rendah")
    assert risk["kosong"] == [
        *["A1", "A3", "A4", "A6", "A7", "A8", "A10", "B1", "B2", "B4", "C1", "C2", "C3"]
    ]
    assert {one["kode"]: one["diisi"] for one in risk["bagian"]}["D"] is False
    assert told["kebutuhan"] == {
        "wajib": True,
        "pasti": True,
        "alasan": "tick",
        "butir_ya": ["B3"],
    }
    assert facts("assessment", "list") == []
    assert "rri: 4/17 rendah" in berkas("assessment", "score", written(content)).output


def test_a_child_s_answers_are_scored_risk_less_what_protects(
    facts: Facts, written: Callable[[Any], Path]
) -> None:
    rows = [("1", "ya"), ("3", "16-17"), ("11", "mampu")]
    answers = [{"butir": item, "pilihan": option} for item, option in rows]
    content = {
        "klien": {"jenis_kelamin": "L", "anak": True},
        "isi": {"instrumen": [{"kode": "risiko-anak", "jawaban": answers}]},
    }

    told = facts("assessment", "score", written(content))

    assert [one["kode"] for one in told["instrumen"]] == ["risiko-anak", "kriminogenik-anak"]
    assert told["instrumen"][0]["nilai"] == 4 + 3 - 3
    assert told["kebutuhan"]["alasan"] == "always"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"isi": {}}, "must hold"),
        ({"isi": {"instrumen": []}}, '"klien"'),
        ({"klien": {"jenis_kelamin": "L"}, "isi": {"instrumen": [{"kode": "x"}]}}, "'x' is not"),
        (
            {
                "klien": {"jenis_kelamin": "L"},
                "isi": {"instrumen": [{"kode": "rri", "jawaban": [{"butir": "Z", "pilihan": ""}]}]},
            },
            "no item 'Z'",
        ),
        (
            {
                "klien": {"jenis_kelamin": "L"},
                "isi": {
                    "instrumen": [{"kode": "rri", "jawaban": [{"butir": "A1", "pilihan": "?"}]}]
                },
            },
            "no option",
        ),
    ],
)
def test_what_cannot_be_scored_is_told(
    berkas: Berkas, written: Callable[[Any], Path], content: dict[str, Any], reason: str
) -> None:
    refused = berkas("assessment", "score", written(content))

    assert refused.exit_code == 1
    assert reason in refused.stderr
