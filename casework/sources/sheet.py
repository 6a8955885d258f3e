"""The sheet beside a folder of old files: which file is whose, and what it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from casework.errors import Refusal
from rendering.table import Row, Table, Unreadable, read_table

__all__ = ["COLUMNS", "SAMPLE", "SheetRefused", "SheetRow", "rows"]

MOST_ROWS = 50_000
# the head of a column → what it holds, and under which other heads it is known
COLUMNS: Mapping[str, str] = {
    "berkas": "client",
    "nama file": "file",
    "jenis": "kind",
    "asal": "origin",
    "nomor": "number",
    "tanggal": "dated",
    "keterangan": "title",
}
_ALSO: Mapping[str, str] = {
    "nomor berkas": "client",
    "no berkas": "client",
    "klien": "client",
    "nik": "client",
    "nama dokumen": "file",
    "namafile": "file",
    "file": "file",
    "jenis dokumen": "kind",
    "nomor surat": "number",
    "judul": "title",
}
SAMPLE: tuple[tuple[str, ...], ...] = (
    tuple(COLUMNS),
    (
        "2026-00001",
        "budi-santoso.pdf",
        "hasil asesmen",
        "Lapas Kelas IIA Contoh",
        "W.12.PAS.7-PK.01.05-112",
        "02-05-2024",
        "",
    ),
    (
        "117/PB/2026",
        "2023/putusan-318.docx",
        "putusan",
        "PN Contoh",
        "318/Pid.B/2022/PN Cth",
        "",
        "",
    ),
    ("9999011706910001", "map-lama-14.tif", "lainnya", "", "", "", "Isi map kertas lama"),
)
_NEEDED = ("client", "file")
_BETWEEN = re.compile(r"[\W_]+")
_LOST = frozenset({"number-damaged", "cell-error", "letters-lost", "formula-empty"})


class SheetRefused(Refusal):
    """The sheet cannot be used as a whole; `reason` says why and `facts` tell more."""

    def __init__(self, reason: str, facts: Mapping[str, str] | None = None) -> None:
        told = ", ".join(f"{name} {value}" for name, value in (facts or {}).items())
        super().__init__(f"{reason}: {told}" if told else reason)
        self.reason = reason
        self.facts = dict(facts or {})


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the sheet, its values by field, the columns that lost something."""

    n: int
    values: Mapping[str, str]
    damaged: tuple[str, ...]

    @property
    def file(self) -> str:
        """The name of the file as the sheet writes it."""
        return self.values["file"]


def rows(content: bytes) -> list[SheetRow]:
    """Return the rows of the sheet below its head, XLSX or CSV; raises SheetRefused."""
    try:
        table = read_table(content, most=MOST_ROWS)
    except Unreadable as unreadable:
        raise SheetRefused(unreadable.reason, unreadable.facts) from unreadable
    places = _places(table)
    return [_row(row, places) for row in table.rows[1:]]


def _places(table: Table) -> dict[str, int]:
    """Return in which column each field stands."""
    known = {**COLUMNS, **_ALSO}
    found = dict[str, int]()
    for at, cell in enumerate(table.rows[0].cells):
        field = known.get(_BETWEEN.sub(" ", cell.casefold()).strip())
        if field is None:
            continue
        if field in found:
            raise SheetRefused("column-twice", {"column": cell})
        found[field] = at
    heads = {field: head for head, field in COLUMNS.items()}
    if missing := [heads[field] for field in _NEEDED if field not in found]:
        raise SheetRefused("column-missing", {"column": ", ".join(missing)})
    return found


def _row(row: Row, places: Mapping[str, int]) -> SheetRow:
    values = {
        field: row.cells[at].strip() if at < len(row.cells) else "" for field, at in places.items()
    }
    heads = {field: head for head, field in COLUMNS.items()}
    damaged = tuple(heads[field] for field, at in places.items() if row.flags.get(at) in _LOST)
    return SheetRow(row.n, values, damaged)
