import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.criteria import Criteria
from indexer.index import Index
from indexer.parse import parse

BANDS = {"rendah": "rendah", "tinggi": "tinggi", "sangat tinggi": "sangat-tinggi"}
NAUGHTY = Path(__file__).parents[2].parent / "shared" / "corpora" / "naughty-strings.json"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("rehabilitasi narkotika", Criteria(words=("rehabilitasi", "narkotika"))),
        ('"orang tua" klien', Criteria(words=("klien",), phrases=("orang tua",))),
        ("\u201corang tua\u201d", Criteria(phrases=("orang tua",))),
        ('belum "selesai', Criteria(words=("belum", "selesai"))),
        ("2025-00123", Criteria(number="2025-00123")),
        ("berkas 2025-00123", Criteria(words=("berkas",), number="2025-00123")),
        (
            "WP.10.PAS.PAS.8-UM.01.01 - 892",
            Criteria(number="WP.10.PAS.PAS.8-UM.01.01-892"),
        ),
        ("W27.PAS.PAS.2-PK.04.01-102", Criteria(number="W27.PAS.PAS.2-PK.04.01-102")),
        ("um.01.01", Criteria(number="um.01.01")),
        ("12/Pid.Sus/2024/PN", Criteria(words=("12/Pid.Sus/2024/PN",))),
        ("2026", Criteria(since=dt.date(2026, 1, 1), until=dt.date(2026, 12, 31))),
        (
            "litmas 2026 2024",
            Criteria(words=("litmas",), since=dt.date(2024, 1, 1), until=dt.date(2026, 12, 31)),
        ),
        ("1234", Criteria(words=("1234",))),
        ("ru* AND (x OR y) NOT title:z", None),
        ("risiko sangat tinggi", Criteria(bands=("sangat-tinggi",))),
        ("tinggi diversi", Criteria(words=("diversi",), bands=("tinggi",))),
        ('"tekanan darah tinggi"', Criteria(phrases=("tekanan darah tinggi",))),
        ("", Criteria()),
        ("  ... -- !? ", Criteria()),
    ],
)
def test_the_search_box_is_read_as_people_type(typed: str, read: Criteria | None) -> None:
    found = parse(typed, BANDS)

    assert found == read if read else found.words == ("ru", "AND", "x", "OR", "y", "NOT", "title:z")


def test_a_band_is_a_word_where_no_bands_are_named() -> None:
    assert parse("risiko tinggi") == Criteria(words=("risiko", "tinggi"))


@given(st.text(max_size=300))
@example('"' * 99)
@example("\ud800 \x00 \u202e'; DROP TABLE --")
def test_whatever_is_typed_can_be_asked_stored_and_answered(filled: Index, typed: str) -> None:
    asked = parse(typed, BANDS)

    assert Criteria.from_dict(json.loads(json.dumps(asked.to_dict()))) == asked
    for question in (asked, asked.replace(prefix=True, near=True)):
        assert set(filled.search(question, limit=5).ids) <= filled.ids(question)
    filled.suggest(typed)


@pytest.mark.parametrize(
    "every", [8, pytest.param(1, marks=pytest.mark.full)], ids=["one in eight", "all"]
)
def test_no_naughty_string_reaches_the_engine(filled: Index, every: int) -> None:
    if not NAUGHTY.exists():
        pytest.skip("the corpus of naughty strings is not beside the project")
    for typed in json.loads(NAUGHTY.read_text("utf-8"))[::every]:
        asked = parse(typed, BANDS)
        filled.search(asked)
        filled.search(asked.replace(client=typed[:100], number=typed[:100], prefix=True, near=True))
        filled.suggest(typed)
