"""Tables from outside: read as text, oddities named, hostile ones refused with a reason."""

import io
import time
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from rendering.sheet import write_sheet
from rendering.table import Table, Unreadable, read_table


def _book(*rows: tuple[Any, ...]) -> Workbook:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    return book


def _bytes(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _with(data: bytes, added: dict[str, bytes]) -> bytes:
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            if entry.filename not in added:
                archive.writestr(entry.filename, source.read(entry))
        for name, content in added.items():
            archive.writestr(name, content)
    return target.getvalue()


def _cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def _refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refusal:
        read_table(data)
    return refusal.value


def test_a_sheet_is_read_as_text_with_real_days() -> None:
    book = _book(
        ("Nama", "Lahir", "Skor"), ("Budi", date(1991, 6, 17), 12), (None, None), ("Sari",)
    )

    table = read_table(_bytes(book))

    assert _cells(table) == [("Nama", "Lahir", "Skor"), ("Budi", "1991-06-17", "12"), ("Sari",)]
    assert [row.n for row in table.rows] == [1, 2, 4]


def test_a_number_that_lost_digits_is_named() -> None:
    book = _book(("NIK",), (3275011706910001,), ("3,27501E+15",), (12,))

    table = read_table(_bytes(book))

    assert [row.flags.get(0) for row in table.rows] == [
        None,
        "number-damaged",
        "number-damaged",
        None,
    ]


def test_formulas_merged_cells_and_errors_are_named() -> None:
    book = _book(("Nama", "PK"), ("=A1", "Sari"), ("Budi", None), ("#REF!", "x"))
    assert book.active is not None
    book.active.merge_cells("B2:B3")

    rows = read_table(_bytes(book)).rows

    assert rows[1].flags == {0: "formula-empty"}
    assert rows[2].flags == {1: "merged"}
    assert rows[3].flags == {0: "cell-error"}


def test_the_kept_value_of_a_formula_is_taken() -> None:
    data = _bytes(_book(("Nama",), ("=A1",)))
    part = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    kept = part.replace(b"<v />", b"<v>7</v>").replace(b"<v></v>", b"<v>7</v>")

    rows = read_table(_with(data, {"xl/worksheets/sheet1.xml": kept})).rows

    assert (rows[1].cells, rows[1].flags) == (("7",), {0: "formula"})


def test_a_hidden_sheet_is_named_and_not_taken_by_itself() -> None:
    book = _book(("Rahasia",), ("x",))
    assert book.active is not None
    book.active.title = "Lama"
    book.active.sheet_state = "hidden"
    book.create_sheet("Klien").append(["Nama"])
    book.active = 1
    data = _bytes(book)

    table = read_table(data)

    assert table.sheet == "Klien"
    assert [(one.title, one.hidden) for one in table.sheets] == [("Lama", True), ("Klien", False)]
    assert read_table(data, sheet="Lama").rows[0].cells == ("Rahasia",)


def test_hidden_rows_are_counted() -> None:
    book = _book(("Nama",), ("Budi",))
    assert book.active is not None
    book.active.row_dimensions[2].hidden = True

    (notice,) = read_table(_bytes(book)).notices

    assert (notice.code, notice.facts) == ("hidden-rows", {"count": 1})


def test_macros_links_and_other_files_are_refused() -> None:
    data = _bytes(_book(("Nama",), ("Budi",)))
    types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")
    macro = types.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")

    assert _refused(_with(data, {"xl/vbaProject.bin": b"x"})).reason == "macros"
    assert _refused(_with(data, {"[Content_Types].xml": macro})).reason == "macros"
    link = {"xl/externalLinks/externalLink1.xml": b"<x/>"}
    assert _refused(_with(data, link)).reason == "external-links"
    entity = {"xl/styles.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'}
    assert _refused(_with(data, entity)).reason == "active-content"
    assert _refused(_with(data, {"xl/media/a.bin": bytes(9_000_000)})).reason == "zip-bomb"
    assert _refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).reason == "old-sheet"
    assert _refused(b"%PDF-1.7\n\x01\x02").reason == "not-a-sheet"
    assert _refused(b"<html><table></table></html>").reason == "not-a-sheet"
    assert _refused(data[: len(data) // 2]).reason == "corrupt"
    assert _refused(b"  \n").reason == "empty"
    assert _refused(_bytes(Workbook())).reason == "empty"


def test_fifty_thousand_rows_are_refused_within_seconds_with_their_count() -> None:
    head = [f"Kolom {n}" for n in range(20)]
    data = write_sheet(head, ([f"isi {n} {m}" for m in range(20)] for n in range(50_000)))
    start = time.monotonic()

    refusal = _refused(data)

    assert (refusal.reason, refusal.facts) == ("too-many-rows", {"rows": "50000", "most": "5000"})
    assert time.monotonic() - start < 15


def test_five_thousand_rows_are_read_and_one_more_is_not() -> None:
    assert len(read_table(write_sheet(["Nama"], [["Budi"]] * 5000)).rows) == 5001
    assert _refused(b"Nama;JK\n" + b"Budi;L\n" * 5001).facts["rows"] == "5001"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_read_in_every_encoding_and_separator(encoding: str, separator: str) -> None:
    text = "Nama;Alamat\r\nRené;Jalan Melati\r\nSiti;Blok B\r\n".replace(";", separator)

    table = read_table(text.encode(encoding))

    assert _cells(table)[1] == ("René", "Jalan Melati")
    said = [(one.code, one.facts) for one in table.notices]
    assert said == ([("windows-1252", {"row": 2})] if encoding == "cp1252" else [])


def test_two_encodings_in_one_file_are_refused_with_the_row() -> None:
    data = "Nama\nRené\n".encode() + "André\n".encode("cp1252")

    refusal = _refused(data)

    assert (refusal.reason, refusal.facts) == ("mixed-encoding", {"row": "3"})


def test_letters_that_were_lost_before_are_named() -> None:
    table = read_table("Nama\nRenÃ©\nAndr\ufffd\nSiti\n".encode())

    assert [row.flags for row in table.rows] == [{}, {0: "letters-lost"}, {0: "letters-lost"}, {}]


def test_quoted_cells_may_hold_separators_and_lines() -> None:
    table = read_table(b'sep=;\nNama;Alamat\n"Budi; S.H.";"Jalan A\nRT 1"\n')

    assert _cells(table)[1] == ("Budi; S.H.", "Jalan A\nRT 1")


def test_a_sheet_that_this_house_wrote_comes_back_as_it_was() -> None:
    rows = [["=1+1", "+62812", "-"], ["Jalan A\n=x", "'Ali", "@b"]]

    table = read_table(write_sheet(["A", "B", "C"], rows))

    assert [list(row) for row in _cells(table)[1:]] == rows


def test_a_moment_is_its_day() -> None:
    table = read_table(_bytes(_book(("Lahir",), (datetime(1991, 6, 17, 8, 30),))))  # noqa: DTZ001

    assert table.rows[1].cells == ("1991-06-17",)
