"""A table that leaves the house: nothing in it acts, and what was typed comes back."""

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from rendering.sheet import Column, neutral, plain, write_sheet


def _read(data: bytes) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+62812",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1+1",
        "\u00a0=1+1",
        "\u3000\u200b=cmd|'/c calc'!A0",
        "\uff1d1+1",
        "Jalan Melati\n=HYPERLINK(1)",
        "Jalan Melati\n  \u00a0@x",
    ],
)
def test_what_a_spreadsheet_would_take_for_a_formula_is_text(typed: str) -> None:
    for line in neutral(typed).splitlines():
        assert line.strip("\u200b \t\u3000\u00a0")[:1] not in set("=+-@\uff1d")
    sheet = load_workbook(io.BytesIO(write_sheet(["Nama"], [[typed]]))).active

    assert sheet is not None
    assert sheet["A2"].data_type == "s"


@pytest.mark.parametrize("typed", ["Siti", "12/PB/2026", "a=b", "Jl. Mawar - Blok A", "'Ali"])
def test_what_is_harmless_stays_as_it_was_typed(typed: str) -> None:
    assert neutral(typed) == typed


@given(st.text(st.sampled_from(" \u00a0\n\r\t=+-@'ab\uff1d"), max_size=12))
def test_a_text_that_was_made_neutral_comes_back(typed: str) -> None:
    safe = neutral(typed)

    assert plain(safe) == plain(typed)
    assert neutral(safe) == safe


def test_days_stay_days_and_numbers_numbers() -> None:
    data = write_sheet([Column("Lahir", 12), "Skor"], [[date(1990, 3, 9), 17], [None, ""]])

    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert sheet["A2"].value.date() == date(1990, 3, 9)
    assert sheet["A2"].number_format == "dd-mm-yyyy"
    assert sheet["B2"].value == 17
    assert sheet.column_dimensions["A"].width == 12
    assert sheet.freeze_panes == "A2"


def test_letters_that_no_file_can_hold_are_replaced() -> None:
    rows = _read(write_sheet(["Nama"], [["Siti\x00\x1b\ud800Aminah"]], title="a/b:c"))

    assert rows[1] == ["Siti\ufffd\ufffd\ufffdAminah"]


def test_marked_cells_are_red_even_when_they_are_empty() -> None:
    sheet = load_workbook(io.BytesIO(write_sheet(["A", "B"], [["x", ""]], marked={(0, 1)}))).active

    assert sheet is not None
    assert sheet["B2"].fill.fgColor.rgb == "00FBE3E0"
    assert sheet["A2"].fill.fill_type is None
