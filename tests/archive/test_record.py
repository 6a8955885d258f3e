"""The record: one way to write it, and read back it is the same."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.record import Maker, NotARecord, Record, Rule, canonical, is_id, parse

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=12,
)


class Colour(StrEnum):
    RED = "merah"


def make_record(**changes: Any) -> Record:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {
        "id": "01J8Z0000000000000000000AB",
        "jenis": "status",
        "berkas": "2025-00123",
        "waktu": datetime(2026, 3, 2, 23, 30, 0, 123456, tzinfo=timezone(timedelta(hours=9))),
        "tanggal": date(2026, 3, 2),
        "zona": "WIT",
        "pelaku": Maker("1", "Sri Contoh", "19800101", ("pk", "asesor")),
        "isi": {"alasan": "“kutipan”\n\u202ex"},
    }
    return Record(**fields | changes)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), JSON))
def test_canonical_bytes_are_read_back_and_written_the_same(value: dict[str, Any]) -> None:
    written = canonical(value)

    assert parse(written) == value
    assert canonical(parse(written)) == written


def test_keys_are_sorted_and_nothing_is_escaped_without_need() -> None:
    assert canonical({"b": 1, "a": ["é", None, True]}) == '{"a":["é",null,true],"b":1}'.encode()


def test_a_word_of_a_table_is_written_as_its_text() -> None:
    assert canonical({"warna": Colour.RED}) == b'{"warna":"merah"}'


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), {1: "x"}, {"x": {2}}, b"x", "\ud800", {"\ud800": 1}]
)
def test_what_json_would_bend_is_refused(value: object) -> None:
    with pytest.raises(NotARecord):
        canonical({"x": value})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"a":1.0}',
        b'{"a":NaN}',
        b'{"a":1,"a":2}',
        b"{",
        b"[" * 100_000,
        b'{"a":1e3}',
    ],
)
def test_what_is_no_record_is_not_read(content: bytes) -> None:
    with pytest.raises(NotARecord):
        parse(content)


def test_a_record_is_read_back_the_same() -> None:
    record = make_record(
        nomor="W.12-1",
        rujukan=("01J8Z0000000000000000000AC",),
        aturan=(Rule("instrumen", "v02", "0" * 64),),
    )

    assert Record.from_dict(parse(record.to_bytes())) == record


def test_the_time_is_sealed_in_utc_to_the_microsecond() -> None:
    assert make_record().as_dict()["waktu"] == "2026-03-02T14:30:00.123456Z"
    whole = make_record(waktu=datetime(2026, 3, 2, tzinfo=UTC))
    assert whole.as_dict()["waktu"] == "2026-03-02T00:00:00Z"


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(NotARecord, match="zone"):
        make_record(waktu=datetime(2026, 3, 2))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize("field", sorted(make_record().as_dict()))
def test_an_envelope_without_one_of_its_fields_is_no_record(field: str) -> None:
    value = make_record().as_dict()
    del value[field]

    with pytest.raises(NotARecord):
        Record.from_dict(value)


def test_a_later_format_is_not_taken_for_ours() -> None:
    with pytest.raises(NotARecord, match="rekaman/2"):
        Record.from_dict(make_record().as_dict() | {"format": "rekaman/2"})


@pytest.mark.parametrize(
    "text", ["", "01j8z0000000000000000000ab", "8" + "0" * 25, "01J8Z0000000000000000000AU"]
)
def test_what_is_no_ulid_is_no_id(text: str) -> None:
    assert not is_id(text)
