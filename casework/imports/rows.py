"""One row of a sheet, held against the rules of registration: a draft's values or every fault."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from casework.clients import intake
from casework.clients.draft import ClientDraft
from casework.clients.intake import IntakeLists
from casework.errors import Fault, Invalid
from casework.imports import cells
from casework.imports.cells import Office, Values
from casework.imports.fields import Field, fields, key, sum_words, targets
from casework.imports.mapping import ColumnMap
from rendering.table import Row

__all__ = ["Checked", "check", "given", "speaks_of_a_client"]

# what a reader saw in a cell before anybody asked what it says: a fault, or worth a warning
_FLAG_FAULTS = frozenset(
    {"cell-error", "formula-empty", "letters-lost", "merged", "number-damaged"}
)
_FLAG_WARNINGS = frozenset({"formula"})
# a fault of the form's field that is no column of its own
_NEAREST = {"birth_date": ("birth_date", "birth"), "child_override": ("birth_date",)}
_REGISTER = "register_1_kind"
_COUNT = re.compile(r"\(?[0-9]{1,2}\)?")  # a row that numbers the columns


@dataclass(frozen=True, slots=True)
class Checked:
    """What a row comes to; it can be registered where there is a draft, and so no fault.

    A fault's field is that of the sheet (`casework.imports.fields`), not of the form.
    """

    draft: ClientDraft | None = field(repr=False)
    values: Values = field(repr=False)
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def given(row: Row, columns: ColumnMap, edited: Mapping[str, str]) -> dict[str, str]:
    """Return what the row says field by field, corrections over what the sheet says."""
    found = {
        code: row.cells[column]
        for column, code in columns.columns.items()
        if column < len(row.cells)
    }
    return {**found, **edited}


def speaks_of_a_client(texts: Mapping[str, str], heads: Mapping[str, str]) -> bool:
    """Tell whether a row is of somebody: not empty, no sum, no signature, no head once more."""
    said = {code: text for code, text in texts.items() if not cells.is_empty(text)}
    must = {code for code in said if fields()[code].required or code == "birth"}
    if not must or all(key(text) == key(heads.get(code, "")) for code, text in said.items()):
        return False
    if must <= {"name", "sex"} and key(said.get("name", "")) in sum_words():
        return False
    return not all(_COUNT.fullmatch(text.strip()) for text in said.values())


def check(
    row: Row, columns: ColumnMap, edited: Mapping[str, str], office: Office, known: IntakeLists
) -> Checked:
    """Read a row: its cells translated, then read as the form reads them."""
    faults, warnings = _flagged(row, columns, edited)
    flagged = {one.field for one in faults}
    texts = {
        code: text for code, text in given(row, columns, edited).items() if code not in flagged
    }
    values, wrong = _translated(texts, office)
    faults += wrong
    _complete(values, office)
    draft = None
    try:
        taken = intake.read(values, known)
    except Invalid as refused:
        faults += [one for one in _own(refused.faults, columns) if not _follows(one)]
    else:
        draft = None if faults else taken.draft
        warnings += _own(taken.warnings, columns)
    return Checked(draft, values, tuple(_once(faults)), tuple(_once(warnings)))


def _flagged(
    row: Row, columns: ColumnMap, edited: Mapping[str, str]
) -> tuple[list[Fault], list[Fault]]:
    faults, warnings = list[Fault](), list[Fault]()
    for column, flag in row.flags.items():
        code = columns.columns.get(column)
        if code is None or code in edited:
            continue
        if flag in _FLAG_FAULTS:
            faults.append(Fault(code, f"cell-{flag.removeprefix('cell-')}"))
        elif flag in _FLAG_WARNINGS:
            warnings.append(Fault(code, f"cell-{flag}"))
    return faults, warnings


def _translated(texts: Mapping[str, str], office: Office) -> tuple[Values, list[Fault]]:
    """Translate every cell; a name that holds more than a name gives way to its own columns."""
    values, faults = Values(), list[Fault]()
    for one in _in_order(texts):
        found = cells.translate(one, texts[one.code], office)
        if isinstance(found, Fault):
            faults.append(Fault(one.code, found.code, found.facts))
            continue
        if one.code == "aliases" and values.get("aliases"):
            found = {"aliases": f"{values['aliases']}, {found.get('aliases', '')}".strip(", ")}
        values |= found
    return values, faults


def _in_order(texts: Mapping[str, str]) -> list[Field]:
    """Return the fields that are given; what is parted from another cell comes first."""
    first = [one for one in ("name", "birth") if one in texts]
    return [fields()[code] for code in (*first, *(one for one in texts if one not in first))]


def _complete(values: Values, office: Office) -> None:
    """Fill what follows from the rest: every client of a list is taken over."""
    values["taken_over"] = "ya"
    if values.get("received_on"):
        values.setdefault("guidance_from", values["received_on"])
    if values.get("register_1_number"):
        usual = office.registers.get(values.get("client_type", ""), "")
        values.setdefault(_REGISTER, usual or "Register")


def _follows(fault: Fault) -> bool:
    """Tell whether a fault only follows from another: the first day is else the day received."""
    return fault.field == "guidance_from" and fault.code == "required"


def _own(faults: tuple[Fault, ...], columns: ColumnMap) -> list[Fault]:
    """Return the faults under the sheet's own names of the fields."""
    return [Fault(_code(one.field, columns), one.code, one.facts) for one in faults]


def _code(name: str, columns: ColumnMap) -> str:
    if name.startswith("case_1_offence_") and name != "case_1_offence_on":
        return "offence"
    for code in _NEAREST.get(name, ()):
        if columns.column_of(code) is not None:
            return code
    return targets().get(name, name)


def _once(faults: list[Fault]) -> list[Fault]:
    """Return one fault a field: the first says what to mend, the rest follow from it."""
    found = dict[str, Fault]()
    for one in faults:
        found.setdefault(one.field, one)
    return list(found.values())
