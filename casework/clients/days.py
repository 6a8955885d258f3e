"""Reading a day as people type it: 9 Maret 2026, 09-03-2026, 9/3/2026 or 2026-03-09."""

import re
from datetime import date

from casework.errors import Fault

__all__ = ["read_day"]

_MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
_SHORT = {
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    # other spellings that letters of the courts still use
    "pebruari": 2,
    "peb": 2,
    "agt": 8,
    "agst": 8,
    "ags": 8,
    "sept": 9,
    "nopember": 11,
    "nop": 11,
}
_NAMED = {name: number for number, name in enumerate(_MONTHS, 1)} | _SHORT
_WORDS = re.compile(r"([0-9]{1,2})[ .-]+([a-z]+)\.?[ .-]+([0-9]{1,4})")
_FIGURES = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,4})")
_SORTED = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_YEAR_DIGITS = 4
_OLDEST = 1900


def read_day(typed: str, field: str) -> date | Fault:
    """Return the day, or what is wrong with it; the day stands before the month.

    A year of two digits is refused, because 26 may be 1926 or 2026.
    """
    text = " ".join(typed.casefold().split())
    if (parts := _parts(text)) is None:
        return Fault(field, "date-form")
    day, month, year = parts
    if len(year) != _YEAR_DIGITS:
        return Fault(field, "date-short-year")
    try:
        found = date(int(year), month, day)
    except ValueError:
        return Fault(field, "date-impossible", {"given": " ".join(typed.split())})
    return found if found.year >= _OLDEST else Fault(field, "date-impossible", {"given": text})


def _parts(text: str) -> tuple[int, int, str] | None:
    if found := _SORTED.fullmatch(text):
        return int(found[3]), int(found[2]), found[1]
    if found := _FIGURES.fullmatch(text):
        return int(found[1]), int(found[2]), found[3]
    if (found := _WORDS.fullmatch(text)) and found[2] in _NAMED:
        return int(found[1]), _NAMED[found[2]], found[3]
    return None
