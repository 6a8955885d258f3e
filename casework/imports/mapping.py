"""Which column of an office's sheet is which field: proposed from the heads, chosen, kept."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

from casework.errors import Fault, Invalid
from casework.imports.fields import fields, key, reason_head
from rendering.table import Row, Table

__all__ = ["ColumnMap", "column_letters", "fingerprint", "head_of", "propose"]

_HEAD_WITHIN = 15  # rows from the top: titles and letterheads stand above the head
_ALIKE = 0.86
_SURE = 2  # heads known by their very word, by which a row is taken for the head
_EITHER = {"birth_date": "birth"}  # a required field that another one gives as well


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The fields of the columns (counted from 0), and how doubtful cells are read.

    `meanings` are the office's own words: by field, the code that each stands for.
    `short_years` lets a year of two digits be the last one that fits; `title_case` writes a
    name that is all capitals with small letters. Both are off unless the office says so.
    """

    columns: Mapping[int, str] = field(default_factory=dict)
    head: int = 1
    short_years: bool = False
    title_case: bool = False
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the mapping as JSON can hold it."""
        return {
            "columns": {str(column): code for column, code in self.columns.items()},
            "head": self.head,
            "short_years": self.short_years,
            "title_case": self.title_case,
            "meanings": {code: dict(words) for code, words in self.meanings.items()},
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "ColumnMap":
        """Return the mapping that `as_dict` wrote; fields that are no more are left out."""
        known = fields()
        return cls(
            {int(n): code for n, code in values["columns"].items() if code in known},
            int(values["head"]),
            bool(values.get("short_years", False)),
            bool(values.get("title_case", False)),
            {code: said for code, said in values.get("meanings", {}).items() if code in known},
        )

    def column_of(self, code: str) -> int | None:
        """Return the column that gives a field."""
        return next((column for column, one in self.columns.items() if one == code), None)

    def check(self) -> None:
        """Refuse a mapping with a field given twice, or a required one not given at all."""
        given = list(self.columns.values())
        faults = [
            Fault(f"kolom-{column}", "column-twice", {"title": fields()[code].title})
            for column, code in self.columns.items()
            if given.count(code) > 1
        ]
        faults += [
            Fault("kolom", "column-missing", {"title": one.title})
            for one in fields().values()
            if one.required and one.code not in given and _EITHER.get(one.code) not in given
        ]
        if faults:
            raise Invalid(*faults)


def column_letters(column: int) -> str:
    """Return the name of a column as spreadsheets show it: A, B, … AA."""
    letters, left = "", column + 1
    while left:
        left, place = divmod(left - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def head_of(table: Table) -> Row:
    """Return the row that holds the heads: the one with most known words, near the top."""
    known = _exact()
    rows = table.rows[:_HEAD_WITHIN]
    best = max(rows, key=lambda row: sum(key(cell) in known for cell in row.cells))
    if sum(key(cell) in known for cell in best.cells) >= _SURE:
        return best
    return max(rows, key=lambda row: sum(bool(cell) for cell in row.cells))


def fingerprint(cells: Sequence[str]) -> str:
    """Return a short text that is the same for sheets with the same heads."""
    own = [key(cell) for cell in cells if key(cell) != key(reason_head())]
    return hashlib.sha256("\n".join(own).strip().encode()).hexdigest()[:32]


def propose(table: Table, head: Row | None = None) -> ColumnMap:
    """Return the mapping that the heads suggest, the likeliest field for each column."""
    row = head or head_of(table)
    pairs = sorted(
        (
            (likeness, -column, code)
            for column, cell in enumerate(row.cells)
            for code, likeness in _likely(key(cell)).items()
        ),
        reverse=True,
    )
    chosen = dict[int, str]()
    for _, column, code in pairs:
        if -column not in chosen and code not in chosen.values():
            chosen[-column] = code
    return replace(ColumnMap(), columns=dict(sorted(chosen.items())), head=row.n)


def _exact() -> dict[str, str]:
    return {
        key(word): one.code
        for one in fields().values()
        for word in (one.title, one.code, *one.synonyms)
    }


def _likely(head: str) -> dict[str, float]:
    """Return the fields whose words are like the head, with how alike they are."""
    if not head:
        return {}
    known = _exact()
    if head in known:
        return {known[head]: 1.0}
    found = dict[str, float]()
    for word, code in known.items():
        alike = SequenceMatcher(None, head, word).ratio()
        if alike >= _ALIKE:
            found[code] = max(alike, found.get(code, 0.0))
    return found
