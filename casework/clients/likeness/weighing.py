"""How alike two records of a person are: points for each thing that agrees or contradicts.

The table has the form of Fellegi and Sunter (A Theory for Record Linkage, 1969): agreement adds,
contradiction takes away, and what one of the two does not know says nothing. The points are
set by hand from what is rare and what is often written wrong in an Indonesian register:
- names are shared by many and are written in many ways (`spelling`), so that one alone is never
  proof; a word that half the names begin with is none at all (`naming`);
- a day of birth is one of some 20,000, but 1 January and 31 December stand for "only the year
  is known";
- brothers share the father's name, twins the birth as well: together they do not make up for a
  name that contradicts;
- a NIK (UU 23/2006, article 1: one for each person, for life) or a register's number is proof.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from casework.clients.draft import RegisterEntry
from casework.clients.likeness.evidence import (
    is_placeholder,
    near_days,
    near_niks,
    register_keys,
    usable_nik,
)
from casework.clients.likeness.naming import Naming, compare, confusable
from casework.clients.likeness.spelling import parted, sounds
from casework.clients.model import Sex

__all__ = [
    "PROOF",
    "STRANGERS",
    "Judgement",
    "Probe",
    "ReadyProbe",
    "Verdict",
    "judge",
    "made_ready",
    "sound_key",
    "weigh",
]

_LONGEST = 320


class Verdict(IntEnum):
    """Whether two records may be one person."""

    OTHER = 0
    POSSIBLE = 1
    LIKELY = 2
    SAME = 3


PROOF = frozenset({"nik-same", "register-same"})
LIKELY_FROM, POSSIBLE_FROM = 9, 4
POINTS: Mapping[str, int] = {
    "nik-same": 12,
    "register-same": 12,
    "nik-near": 4,
    "name-same": 8,
    "confusable": 8,
    "name-sounds": 7,
    "name-near": 5,
    "alias-same": 5,
    "name-part": 4,
    "name-word": 1,
    "name-shared": -3,
    "birth-same": 6,
    "birth-near": 3,
    "birth-year": 0,
    "bin-same": 3,
    "bin-near": 2,
    "place-same": 1,
    "sex-other": -3,
    "nik-other": -4,
    "birth-other": -4,
    "bin-other": -4,
    "name-other": -8,
}
_UNKNOWN_DAY = -3  # off a birth on 1 January that agrees
_MOST_OF_NAMES, _MOST_OF_REST = POINTS["name-same"], POINTS["bin-same"] + POINTS["place-same"]
_PLENTY = 1_000
_FROM = {
    Verdict.OTHER: -_PLENTY,
    Verdict.POSSIBLE: POSSIBLE_FROM,
    Verdict.LIKELY: LIKELY_FROM,
    Verdict.SAME: _PLENTY,
}
_NAMED = {
    Naming.SAME: "name-same",
    Naming.SOUNDS: "name-sounds",
    Naming.NEAR: "name-near",
    Naming.PART: "name-part",
    Naming.WORD: "name-word",
    Naming.SHARED: "name-shared",
    Naming.DIFFERENT: "name-other",
}


def sound_key(name: str) -> str:
    """Return the words of a name as they sound, sorted; spellings of one name share it (stored)."""
    return " ".join(sorted(sounds(name)))[:_LONGEST]


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What is known of a person by which another record of the same one may be recognised."""

    name: str
    aliases: tuple[str, ...] = ()
    bin_binti: str | None = None
    birth_date: date | None = None
    birth_place: str | None = None
    nik: str | None = None
    registers: tuple[RegisterEntry, ...] = ()
    sex: Sex | None = None


@dataclass(frozen=True, slots=True)
class ReadyProbe:
    """A probe made ready: the name parted from the father's, numbers in their common form."""

    name: str
    others: tuple[str, ...]
    father: str
    born: date | None
    place: str
    sex: Sex | None
    nik: str | None
    registers: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on two records, and why: codes of `POINTS`, the weightiest first."""

    verdict: Verdict
    reasons: tuple[str, ...]
    points: int


STRANGERS = Judgement(Verdict.OTHER, (), 0)


def made_ready(probe: Probe) -> ReadyProbe:
    """Return the probe as it is compared; a name written as "A bin B alias C" is parted."""
    name, father, others = parted(probe.name)
    _, written, _ = parted(f"x {probe.bin_binti}") if probe.bin_binti else ("", "", ())
    return ReadyProbe(
        name=name,
        others=(*probe.aliases, *others),
        father=written or probe.bin_binti or father,
        born=probe.birth_date,
        place=probe.birth_place or "",
        sex=probe.sex,
        nik=usable_nik(probe.nik),
        registers=register_keys(probe.registers),
    )


def judge(one: Probe, other: Probe) -> Judgement:
    """Return whether the two may be one person; the order of the two does not matter."""
    return weigh(made_ready(one), made_ready(other), Verdict.OTHER)


def weigh(ours: ReadyProbe, theirs: ReadyProbe, least: Verdict) -> Judgement:
    """Return the judgement, and `STRANGERS` as soon as it cannot reach the least verdict."""
    found = [*_numbers(ours, theirs), *_births(ours.born, theirs.born), *_sexes(ours, theirs)]
    enough = -_PLENTY if PROOF & set(found) else _FROM[least]
    if _sum(found) + _MOST_OF_NAMES + _MOST_OF_REST < enough:
        return STRANGERS
    found += _names(ours, theirs)
    if _sum(found) + _MOST_OF_REST < enough:
        return STRANGERS
    found += _fathers(ours, theirs)
    if ours.place and theirs.place and compare(ours.place, theirs.place) >= Naming.PART:
        found.append("place-same")
    points = _sum(found)
    if "birth-same" in found and ours.born and is_placeholder(ours.born):
        points += _UNKNOWN_DAY
    reasons = tuple(code for code in POINTS if code in found)
    return Judgement(_verdict(reasons, points), reasons, points)


def _sum(found: Iterable[str]) -> int:
    return sum(POINTS[code] for code in found)


def _verdict(reasons: tuple[str, ...], points: int) -> Verdict:
    if PROOF & set(reasons):
        return Verdict.SAME
    if points >= LIKELY_FROM:
        return Verdict.LIKELY
    return Verdict.POSSIBLE if points >= POSSIBLE_FROM else Verdict.OTHER


def _numbers(ours: ReadyProbe, theirs: ReadyProbe) -> Iterator[str]:
    if ours.nik and theirs.nik:
        if ours.nik == theirs.nik:
            yield "nik-same"
        else:
            yield "nik-near" if near_niks(ours.nik, theirs.nik) else "nik-other"
    if ours.registers & theirs.registers:
        yield "register-same"


def _names(ours: ReadyProbe, theirs: ReadyProbe) -> Iterator[str]:
    """Yield what the names say: the better of the own names and those with an alias in it."""
    if not ours.name.strip() or not theirs.name.strip():
        return
    own = compare(ours.name, theirs.name)
    code = _NAMED[own]
    if own is not Naming.SAME and confusable(ours.name, theirs.name):
        code = "confusable"
    if POINTS[code] < POINTS["alias-same"] and _meet_in_alias(ours, theirs):
        code = "alias-same"
    yield code


def _meet_in_alias(ours: ReadyProbe, theirs: ReadyProbe) -> bool:
    pairs = [(one, other) for one in (ours.name, *ours.others) for other in theirs.others]
    pairs += [(one, theirs.name) for one in ours.others]
    return any(compare(one, other) >= Naming.NEAR for one, other in pairs)


def _fathers(ours: ReadyProbe, theirs: ReadyProbe) -> Iterator[str]:
    if not ours.father or not theirs.father:
        return
    grade = compare(ours.father, theirs.father)
    if grade >= Naming.SOUNDS:
        yield "bin-same"
    elif grade >= Naming.WORD:
        yield "bin-near"
    elif grade is Naming.DIFFERENT:
        yield "bin-other"


def _births(one: date | None, other: date | None) -> Iterator[str]:
    if one is None or other is None:
        return
    if one == other:
        yield "birth-same"
    elif other in near_days(one):
        yield "birth-near"
    else:
        yield "birth-year" if one.year == other.year else "birth-other"


def _sexes(ours: ReadyProbe, theirs: ReadyProbe) -> Iterator[str]:
    if ours.sex and theirs.sex and ours.sex is not theirs.sex:
        yield "sex-other"
