"""The settings of an office as one frozen value: what a letterhead, a number, a clock need."""

import re
import string
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from casework import typed
from casework.clock import Zone
from casework.errors import Fault, Invalid

__all__ = ["InstrumentTerm", "ListEntry", "NumberSource", "Profile"]


class NumberSource(StrEnum):
    """Who hands out the numbers of letters."""

    BERKAS = "berkas"  # Berkas counts
    LUAR = "luar"  # typed at issue, from the office's agenda or SRIKANDI


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A line that the office added to a list or wrote anew, by the list's name and its own code.

    `narcotics` belongs to an offence; `child`, `register` and `group` to a type of client. One
    that is no longer `offered` still names what it named.
    """

    list: str
    code: str
    title: str
    offered: bool = True
    narcotics: bool = False
    child: bool = False
    register: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class InstrumentTerm:
    """From when to when an edition of an instrument is used for new assessments, as ISO days.

    It is used up to the day before `until`; empty for an edition that is not retired.
    """

    code: str
    version: str
    since: str
    until: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no day, and an end that is not after the beginning."""
        since = date.fromisoformat(self.since)
        if self.until and date.fromisoformat(self.until) <= since:
            raise Invalid(Fault("until", "before-start"))


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything of an office that is a setting; published as a rule file when it changes.

    `number_pattern` must hold `{n}` and may hold `{year}`. Days and months are whole numbers:
    7 days and 12 months are the service standard's (SP-9). `posts` are the branch offices (Pos
    Bapas); a line of `register_patterns` names a register and how its numbers are written, as
    in "PB = {n}/PB/{year}": no official pattern is known, so a number that differs only warns.
    """

    code: str
    name: str
    zone: Zone = Zone.WIB
    letterhead: tuple[str, ...] = ()
    address: str = ""
    contact: str = ""
    city: str = ""
    number_source: NumberSource = NumberSource.BERKAS
    number_pattern: str = "{n}/{year}"
    litmas_pattern: str = "{n}/LP/{year}"
    first_assessment_days: int = 7
    reassessment_months: int = 12
    supervisor_review: bool = False
    public_url: str = ""
    posts: tuple[str, ...] = ()
    register_patterns: tuple[str, ...] = ()
    own_entries: tuple[ListEntry, ...] = ()
    instrument_terms: tuple[InstrumentTerm, ...] = ()
    version: int = 1

    def __post_init__(self) -> None:
        """Refuse a profile that no letter could be issued with."""
        faults = []
        if not self.code or not set(self.code) <= set(string.ascii_lowercase + string.digits + "-"):
            faults.append(Fault("code", "office-code"))
        if not self.name.strip():
            faults.append(Fault("name", "required"))
        faults += [
            Fault(name, "number-pattern")
            for name in ("number_pattern", "litmas_pattern")
            if not _fits(getattr(self, name))
        ]
        faults += self._flaws()
        if not all(_REGISTER.fullmatch(line) for line in self.register_patterns):
            faults.append(Fault("register_patterns", "register-pattern-form"))
        if self.public_url and _ADDRESS.fullmatch(self.public_url) is None:
            faults.append(Fault("public_url", "public-address"))
        for name, most in _LONGEST_CLOCK.items():
            if not 1 <= getattr(self, name) <= most:
                faults.append(Fault(name, "between", {"least": 1, "most": most}))
        if faults:
            raise Invalid(*faults)

    def _flaws(self) -> list[Fault]:
        texts = [
            *((name, getattr(self, name)) for name in _LINES),
            *((name, line) for name in _LISTS for line in getattr(self, name)),
        ]
        found = (typed.flaw(text, field=field, lines=False) for field, text in texts)
        return [one for one in found if one is not None]

    def as_dict(self) -> dict[str, object]:
        """Return the profile as plain values, the form in which it is stored and sealed."""
        plain: dict[str, object] = asdict(self)
        named = (*_LISTS, "own_entries", "instrument_terms")
        return {**plain, **{name: list(plain[name]) for name in named}}  # type: ignore[call-overload]

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> "Profile":
        """Read a stored profile; keys that this version does not know are left alone."""
        kept: dict[str, Any] = {name: values[name] for name in _PLAIN if name in values}
        kept |= {
            name: tuple(str(line) for line in lines)
            for name in _LISTS
            if isinstance(lines := values.get(name), list)
        }
        return cls(
            zone=Zone(str(values.get("zone", Zone.WIB))),
            number_source=NumberSource(str(values.get("number_source", NumberSource.BERKAS))),
            own_entries=tuple(ListEntry(**one) for one in _rows(values.get("own_entries"))),
            instrument_terms=tuple(
                InstrumentTerm(**one) for one in _rows(values.get("instrument_terms"))
            ),
            **kept,
        )


_LONGEST_PATTERN = 100  # a number has room for 120
_ZEROS = re.compile(r"(?:0[1-9]d?)?")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~-]+)*")
_LONGEST_CLOCK: Mapping[str, int] = {"first_assessment_days": 366, "reassessment_months": 120}

_REGISTER = re.compile(r"[^={}]{1,40}=[^={}]*\{n\}[^={}]*(?:\{year\}[^={}]*)?")
_LINES = ("name", "address", "contact", "city", "number_pattern", "litmas_pattern")
_LISTS = ("letterhead", "posts", "register_patterns")
_SHAPED = {"zone", "number_source", "own_entries", "instrument_terms", *_LISTS}
_PLAIN = tuple(one.name for one in fields(Profile) if one.name not in _SHAPED)


def _rows(stored: object) -> list[dict[str, Any]]:
    return stored if isinstance(stored, list) else []


def _fits(pattern: str) -> bool:
    try:
        parts = [one for one in string.Formatter().parse(pattern) if one[1] is not None]
    except ValueError:
        return False
    # filled with zeros, as {n:03}, and nothing else that a format could ask for
    plain = all(_ZEROS.fullmatch(shape or "") and kind is None for _, _, shape, kind in parts)
    names = {name for _, name, _, _ in parts}
    return plain and "n" in names and names <= {"n", "year"} and len(pattern) <= _LONGEST_PATTERN
