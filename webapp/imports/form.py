"""What is posted about a list: the columns as they were chosen, and the page that offers them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from casework.errors import Fault, Invalid
from casework.imports import queries
from casework.imports import service as imports
from casework.imports.checking import Decision
from casework.imports.fields import fields
from casework.imports.mapping import ColumnMap, column_letters
from casework.imports.model import ImportBatch, RowChoice
from casework.imports.uploading import FILE, Incoming
from webapp.pieces.forms import Form
from webapp.words.fields import COLUMNS, Names

__all__ = [
    "ColumnsPage",
    "choose",
    "chosen",
    "columns_page",
    "decision",
    "form_of",
    "names",
    "texts",
    "unread",
]

_DIGITS = 6  # of the number of a row
_COLUMN = re.compile(r"kolom-([0-9]{1,3})")
_FIELD = re.compile(r"isi-([a-z_]+)")
_NOTICES: Mapping[str, str] = {
    "hidden-rows": "Lembar ini punya {count} baris tersembunyi. Baris itu ikut dibaca.",
    "windows-1252": "Huruf dibaca sebagai Windows-1252 (mulai baris {row}). Periksa nama beraksen.",
}


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the sheet: its name, its head, some of its values."""

    field: str
    letter: str
    head: str
    samples: Sequence[str]


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """What the page on which columns are chosen shows."""

    columns: list[ColumnLine]
    options: list[tuple[str, str]]
    missing: list[str]
    notices: list[str]
    sheets: list[dict[str, Any]]
    sheet: str
    head: int
    kept: str


def columns_page(session: Session, batch: ImportBatch) -> ColumnsPage:
    """Put the page together; `missing` names what must be given and is not yet."""
    samples = queries.samples(session, batch)
    heads = [*batch.heads, *[""] * len(samples)][: len(samples)]
    given = set(batch.columns.columns.values())
    given |= {"birth_date"} if "birth" in given else set()
    return ColumnsPage(
        [
            ColumnLine(f"kolom-{n}", column_letters(n), head, samples[n])
            for n, head in enumerate(heads)
            if head or samples[n]
        ],
        [
            (one.code, f"{one.title} (wajib)" if one.required else one.title)
            for one in fields().values()
        ],
        [one.title for one in fields().values() if one.required and one.code not in given],
        [_notice(one) for one in batch.facts.get("notices", [])],
        batch.facts.get("sheets", []),
        batch.facts.get("sheet", ""),
        batch.columns.head,
        batch.facts.get("kept", ""),
    )


def _notice(one: Mapping[str, Any]) -> str:
    return _NOTICES[one["code"]].format(**one["facts"])


def form_of(batch: ImportBatch) -> Form:
    """Return the mapping as the form shows it."""
    columns = batch.columns
    values = {f"kolom-{n}": code for n, code in columns.columns.items()}
    values |= {"short_years": "1"} if columns.short_years else {}
    values |= {"title_case": "1"} if columns.title_case else {}
    return Form(values | {"keep_as": batch.facts.get("kept", "")})


def names(batch: ImportBatch) -> Names:
    """Return what the fields of the page are called: a column by its letter and its head."""
    heads = {
        f"kolom-{n}": f"Kolom {column_letters(n)}, {head or 'tanpa judul'}"
        for n, head in enumerate(batch.heads)
    }
    return Names({**COLUMNS.fixed, **heads}, (("kolom-([0-9]+)", "Kolom tanpa judul"),))


def unread(batch: ImportBatch, faults: tuple[Fault, ...]) -> Form:
    """Return the page's form with what is wrong with the sheet that was asked for."""
    placed = (replace(one, field="sheet") if one.field == FILE else one for one in faults)
    return replace(form_of(batch), faults=tuple(placed), names=names(batch))


def chosen(batch: ImportBatch, posted: Mapping[str, str]) -> ColumnMap:
    """Return the mapping that was posted."""
    columns = {
        int(found[1]): code
        for name, code in posted.items()
        if (found := _COLUMN.fullmatch(name)) and code in fields()
    }
    return replace(
        batch.columns,
        columns=columns,
        short_years=bool(posted.get("short_years")),
        title_case=bool(posted.get("title_case")),
    )


def texts(posted: Mapping[str, str]) -> dict[str, str]:
    """Return the corrections of a row, by field."""
    return {
        found[1]: text
        for name, text in posted.items()
        if (found := _FIELD.fullmatch(name)) and found[1] in fields()
    }


def choose(session: Session, batch: ImportBatch, file: Incoming, posted: Mapping[str, str]) -> None:
    """Take the sheet that was chosen where it is another one, else the row of the head."""
    if file.table.sheet != batch.facts.get("sheet", ""):
        imports.choose_sheet(session, batch, file)
        return
    row = posted.get("head", "")
    if not (row.isascii() and row.isdigit() and len(row) <= _DIGITS):
        raise Invalid(Fault("head", "positive"))
    imports.rehead(session, batch, int(row))


def decision(posted: Mapping[str, str]) -> Decision:
    """Return what was decided of a row, and why."""
    text = posted.get("decision", "")
    choice = RowChoice(text) if text in set(RowChoice) else RowChoice.NONE
    return Decision(choice, posted.get("reason", ""))
