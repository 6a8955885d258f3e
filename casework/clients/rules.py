"""Pure rules about clients: age, who counts as a child, how a person is named where."""

import re
from collections.abc import Iterable
from datetime import date

__all__ = [
    "ADULT",
    "age",
    "file_number",
    "initials",
    "is_child",
    "is_file_number",
    "short_name",
    "shown_name",
]

ADULT = 18  # years; UU 11/2012 (SPPA) art. 1

_FILE_NUMBER = re.compile(r"(?P<year>[0-9]{4})-(?P<n>[0-9]{5,})")
_LETTER = re.compile(r"[^\W\d_]")
# people are known by the names that follow these, so lists spell those out and shorten these
_FORENAMES = frozenset(
    {
        "moh",
        "mohd",
        "moch",
        "mohammad",
        "mohamad",
        "muh",
        "muhammad",
        "muhamad",
        "m",
        "abd",
        "abdul",
    }
    | {"i", "ni", "ida", "si"}
)


def age(born: date, on: date) -> int:
    """Return the age in full years; who was born on 29 February has a birthday on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def is_child(born: date, days: Iterable[date], *, child_type: bool) -> bool:
    """Tell whether a case is a child's: by the type of client, or under 18 on one of `days`.

    `days` are those of the case that are known (offence, verdict, receipt). The earliest
    decides: who grows up under guidance stays, in this file, a child before the law.
    """
    return child_type or any(age(born, day) < ADULT for day in days)


def initials(name: str) -> str:
    """Return a child's name as others may see it: R.A. for Rizky Aditya."""
    return "".join(f"{_first_letter(word)}." for word in _words(name)) or "-"


def short_name(name: str) -> str:
    """Return an adult's name as lists show it: B. Santoso for Budi Santoso.

    A common forename that tells nobody apart (Muhammad, I, Ni) takes the next with it, so long
    as a name is left: M. R. Pratama. A single name stays whole.
    """
    words = _words(name)
    if len(words) < 2:  # noqa: PLR2004
        return name
    shortened, kept = words[:1], words[1:]
    if len(kept) > 1 and shortened[0].rstrip(".").casefold() in _FORENAMES:
        shortened.append(kept.pop(0))
    return " ".join([*(f"{_first_letter(word)}." for word in shortened), *kept])


def shown_name(name: str, *, child: bool) -> str:
    """Return the name as lists, file names and exports may show it."""
    return initials(name) if child else short_name(name)


def file_number(year: int, n: int) -> str:
    """Return the number of a client's file: 2025-00123."""
    return f"{year:04}-{n:05}"


def is_file_number(text: str) -> bool:
    """Tell whether a text is the number of a client's file."""
    return _FILE_NUMBER.fullmatch(text) is not None and int(text[5:]) > 0


def _words(name: str) -> list[str]:
    """Return the words of a name that bear a letter, without what stands after a comma."""
    return [word for word in name.partition(",")[0].split() if _LETTER.search(word)]


def _first_letter(word: str) -> str:
    found = _LETTER.search(word)
    return found[0].upper() if found else ""
