"""The cells of a row as they are mended: what the sheet says, and what the office's lists offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework.errors import Fault
from casework.imports.cells import Office, translate
from casework.imports.fields import Field, fields
from casework.imports.model import ImportBatch, ImportRow
from casework.imports.rows import given
from webapp.clients.form import CHOICES
from webapp.words.refusals import fault_sentence

__all__ = ["Cell", "cells"]

_HINTS: Mapping[str, str] = {
    "birth": "Tempat lalu tanggal: Kota Contoh, 9 Maret 1990.",
    "day": "9 Maret 2026, 09-03-2026, atau 9/3/2026; tahun empat angka.",
    "offence": "Beberapa tindak pidana dipisahkan titik koma.",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell to be mended: a choice where `options` has any, else typed, with suggestions."""

    code: str
    label: str
    text: str
    written: str
    faults: list[str]
    hint: str
    options: list[tuple[str, str]]
    suggestions: list[str]


def cells(batch: ImportBatch, row: ImportRow, office: Office) -> list[Cell]:
    """Return the cells of a row: what the sheet gives, and what it must and does not."""
    sheet = given(row.row, batch.columns, {})
    texts = sheet | row.edited
    slips = {one.field: [fault_sentence(one)] for one in row.faults}
    return [
        _cell(
            one, texts.get(one.code, ""), sheet.get(one.code, ""), slips.get(one.code, []), office
        )
        for one in fields().values()
        if one.code in texts or (one.required and not _birth(one.code, texts))
    ]


def _birth(code: str, texts: Mapping[str, str]) -> bool:
    return code == "birth_date" and "birth" in texts


def _cell(field: Field, text: str, written: str, faults: list[str], office: Office) -> Cell:
    listed = office.offered.get(field.kind, {})
    codes = _codes(field, text, office)
    several = field.kind == "offence" and len(codes) > 1
    chosen = listed and not several
    return Cell(
        field.code,
        field.title,
        text,
        written if written.strip() and (faults or written != text) else "",
        faults,
        "" if chosen else _HINTS.get(field.kind, ""),
        _options(field, text, codes, office) if chosen else [],
        list(listed.values()) if several else [word for word, _ in CHOICES.get(field.code, [])],
    )


def _codes(field: Field, text: str, office: Office) -> Sequence[str]:
    """Return what a cell comes to; nothing where it is empty or wrong."""
    found = translate(field, text, office)
    return () if isinstance(found, Fault) else tuple(found.values())


def _options(
    field: Field, text: str, codes: Sequence[str], office: Office
) -> list[tuple[str, str]]:
    """Return what can be chosen; what stands there is sent back as it is, not as its title."""
    found = list[tuple[str, str]]()
    if not codes or codes[0] not in office.offered[field.kind]:
        found.append((text, f"{text} (seperti di lembar)" if text.strip() else "Pilih"))
    elif not field.required:
        found.append(("", "(kosong)"))
    for code, title in office.offered[field.kind].items():
        if code in codes:
            found.append((text, title))
        else:  # an office may have two of one name
            found.append((title if _codes(field, title, office) == (code,) else code, title))
    return found
