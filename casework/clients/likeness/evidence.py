"""Days and numbers of two people held against each other: the same, a slip apart, or another."""

import functools
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from casework.clients.draft import RegisterEntry
from indexer.analysis import number_parts

__all__ = ["is_placeholder", "near_days", "near_niks", "register_keys", "usable_nik"]

_PLACEHOLDERS = frozenset({(1, 1), (31, 12)})
_NIK, _SERIAL = 16, 12
_FEWEST_DIGITS = 4  # a NIK of fewer different digits was made up to fill the field


def is_placeholder(day: date) -> bool:
    """Tell whether the day is one that stands for "only the year is known"."""
    return (day.day, day.month) in _PLACEHOLDERS


@functools.lru_cache(1 << 14)
def near_days(day: date) -> frozenset[date]:
    """Return the days one slip away: day and month exchanged, a digit wrong, two in wrong order.

    Also the next day and the day before, and a year more or less (an age that was told).
    """
    written = f"{day.day:02}{day.month:02}{day.year:04}"
    found = {_day(changed) for changed in _slips(written)}
    found.add(_day(f"{written[2:4]}{written[:2]}{written[4:]}"))
    found.update(_day(f"{written[:4]}{day.year + years:04}") for years in (-1, 1))
    found.update(_shifted(day))
    return frozenset(one for one in found if one is not None and one != day)


def _slips(written: str) -> Iterator[str]:
    for n, old in enumerate(written):
        yield from (f"{written[:n]}{new}{written[n + 1 :]}" for new in "0123456789" if new != old)
    for n, (one, other) in enumerate(pairwise(written)):
        yield f"{written[:n]}{other}{one}{written[n + 2 :]}"


def _shifted(day: date) -> Iterator[date]:
    for days in (-1, 1):
        try:
            yield day + timedelta(days=days)
        except OverflowError:  # the first and the last day there are
            continue


def _day(written: str) -> date | None:
    try:
        return date(int(written[4:]), int(written[2:4]), int(written[:2]))
    except ValueError:
        return None


def usable_nik(nik: str | None) -> str | None:
    """Return the NIK, None for one that only fills the field (0000000000000000)."""
    digits = "".join(filter(str.isdecimal, nik or ""))
    return digits if len(digits) == _NIK and len(set(digits)) >= _FEWEST_DIGITS else None


def near_niks(one: str, other: str) -> bool:
    """Tell whether two NIKs are a slip apart: a digit wrong, or two neighbours exchanged.

    In the last four, the serial, a difference is none: they tell twins from each other.
    """
    differ = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if not differ or differ[-1] >= _SERIAL:
        return False
    first, last = differ[0], differ[-1]
    crossed = one[first] == other[last] and one[last] == other[first]
    return first == last or (last == first + 1 and crossed)


def register_keys(entries: Iterable[RegisterEntry]) -> frozenset[tuple[str, str]]:
    """Return the numbers in the form in which two hands meet: 007/PB/2026 and 7-PB-2026.

    A number without a second part (12) comes back each year, so that it says nothing.
    """
    found = ((_kind(one.kind), _number(one.number)) for one in entries)
    return frozenset((kind, number) for kind, number in found if "/" in number)


def _kind(kind: str) -> str:
    return "".join(filter(str.isalnum, kind.casefold()))


def _number(number: str) -> str:
    parts = (part for one in number_parts(number) for part in one.split("."))
    return "/".join(part.lstrip("0") if part.isdecimal() else part for part in parts if part)
