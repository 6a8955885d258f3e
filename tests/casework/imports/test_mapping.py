"""Which column is what: proposed from the office's own heads, refused where it cannot be."""

import itertools

import pytest

from casework.errors import Invalid
from casework.imports.fields import fields, sample_fields
from casework.imports.mapping import ColumnMap, column_letters, fingerprint, head_of, propose
from casework.imports.workflow import BatchState, BatchStep, BatchStepNotAllowed, allows, take
from rendering.table import Row, Table


def table(*rows: list[str]) -> Table:
    found = tuple(Row(n, tuple(cells), {}) for n, cells in enumerate(rows, 1) if any(cells))
    return Table("xlsx", "Klien", (), found, (), 1900)


def proposed(*heads: str) -> list[str]:
    columns = propose(table(list(heads))).columns
    return [columns.get(n, "") for n in range(len(heads))]


def test_the_heads_that_offices_use_are_known() -> None:
    assert proposed(
        "No.", "NAMA KLIEN", "TTL", "L/P", "No. Register", "Perkara", "Pasal", "Nama PK",
        "Tanggal Terima", "Ekspirasi", "Agama",
    ) == [
        "", "name", "birth", "sex", "register_number", "offence", "articles", "pk_id",
        "received_on", "expires_on", "religion",
    ]  # fmt: skip


def test_a_slip_in_a_head_is_forgiven() -> None:
    assert proposed("Nama Lengkp", "Tangal Lahir", "Jenis  kelamin:") == [
        "name",
        "birth_date",
        "sex",
    ]


def test_a_field_is_proposed_once() -> None:
    assert sorted(filter(None, proposed("Nama", "Nama Klien", "Nama"))) == ["name"]


def test_the_head_is_found_below_titles() -> None:
    head = head_of(table(["DAFTAR KLIEN BAPAS"], [""], ["Tahun 2025", ""], ["No", "Nama", "JK"]))

    assert head.n == 4


def test_a_mapping_needs_what_the_form_requires() -> None:
    required = [one.code for one in fields().values() if one.required]
    ColumnMap(dict(enumerate(required))).check()
    ColumnMap(dict(enumerate(c.replace("birth_date", "birth") for c in required))).check()

    with pytest.raises(Invalid) as refusal:
        ColumnMap({0: "name", 1: "name"}).check()
    codes = {fault.code for fault in refusal.value.faults}
    assert codes == {"column-twice", "column-missing"}


def test_a_mapping_comes_back_as_it_was() -> None:
    columns = ColumnMap({0: "name", 3: "sex"}, 4, short_years=True, title_case=True)

    assert ColumnMap.from_dict(columns.as_dict()) == columns
    assert ColumnMap.from_dict({"columns": {"0": "gone"}, "head": 1}).columns == {}


def test_heads_are_recognised_however_they_are_spaced() -> None:
    assert fingerprint(["Nama", "L/P"]) == fingerprint([" NAMA ", "L / P"])
    assert fingerprint(["Nama"]) != fingerprint(["Nama", "L/P"])


def test_no_head_stands_for_two_fields() -> None:
    words = [word.casefold() for one in fields().values() for word in (one.title, *one.synonyms)]

    assert len(words) == len(set(words))


def test_every_head_of_the_sample_is_known() -> None:
    sample = sample_fields()

    assert proposed(*(one.title for one in sample)) == [one.code for one in sample]


@pytest.mark.parametrize(("n", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_named_as_spreadsheets_name_them(n: int, letters: str) -> None:
    assert column_letters(n) == letters


_ALLOWED = {
    ("diunggah", "baca"): "diunggah", ("dipetakan", "baca"): "diunggah",
    ("diperiksa", "baca"): "diunggah", ("diunggah", "petakan"): "dipetakan",
    ("dipetakan", "petakan"): "dipetakan", ("diperiksa", "petakan"): "dipetakan",
    ("dipetakan", "periksa"): "diperiksa", ("diperiksa", "perbaiki"): "diperiksa",
    ("diperiksa", "jalankan"): "berjalan", ("berjalan", "selesaikan"): "selesai",
    ("selesai", "batalkan"): "dibatalkan", ("diunggah", "buang"): "dibuang",
    ("dipetakan", "buang"): "dibuang", ("diperiksa", "buang"): "dibuang",
}  # fmt: skip


@pytest.mark.parametrize(("state", "step"), list(itertools.product(BatchState, BatchStep)))
def test_a_list_goes_only_the_way_of_the_table(state: BatchState, step: BatchStep) -> None:
    wanted = _ALLOWED.get((str(state), str(step)))

    assert allows(step, state) is (wanted is not None)
    if wanted is None:
        with pytest.raises(BatchStepNotAllowed):
            take(step, state)
    else:
        assert take(step, state) == wanted
