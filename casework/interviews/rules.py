"""With whom one talks, who must be heard, and what a record of a talk must say (SP-3)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.errors import Fault

__all__ = [
    "FIELD",
    "Frame",
    "Means",
    "Party",
    "Plan",
    "Required",
    "Talk",
    "faults",
    "plan_faults",
    "required",
    "unheard",
    "warnings",
]

FIELD = "wawancara"  # the field of what is missing before issue


class Party(StrEnum):
    """Who is heard."""

    CLIENT = "klien"
    GUARDIAN = "wali"  # a parent or guardian
    FAMILY = "keluarga"
    GUARANTOR = "penjamin"
    NEIGHBOUR = "tetangga"
    EMPLOYER = "pemberi-kerja"
    OFFICER = "petugas"
    VICTIM = "pihak-korban"
    OTHER = "lainnya"


class Means(StrEnum):
    """How one talked."""

    FACE = "tatap-muka"
    PHONE = "telepon"
    VIDEO = "video"
    VISIT = "kunjungan"


@dataclass(frozen=True, slots=True)
class Required:
    """One of these must be heard; `code` names what is missing where none was."""

    code: str
    any_of: frozenset[Party]


_KIN = frozenset({Party.FAMILY, Party.GUARANTOR, Party.GUARDIAN})
# a setting of the trade (inferred: the standard says "the parties that support the data")
_REQUIRED: Mapping[bool, tuple[Required, ...]] = {
    False: (
        Required("client-unheard", frozenset({Party.CLIENT})),
        Required("family-unheard", _KIN),
    ),
    True: (
        Required("client-unheard", frozenset({Party.CLIENT})),
        Required("guardian-unheard", frozenset({Party.GUARDIAN})),
    ),
}
# the victim's side is heard only where something allows it, which is to be named
_NEEDS_GROUND = frozenset({Party.VICTIM})
_NAMED = frozenset(Party) - {Party.CLIENT}  # the client has a name already


@dataclass(frozen=True, slots=True)
class Talk:
    """One interview or cross-check as it was held."""

    party: Party
    held_on: date
    means: Means
    name: str = ""
    relation: str = ""
    place: str = ""
    ground: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One that is to be held; nothing of it but the party is a must."""

    party: Party
    planned_on: date | None = None
    means: Means | None = None
    name: str = ""
    relation: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The days that a talk must lie between."""

    born: date
    today: date
    finished_on: date | None = None


def required(*, child: bool) -> tuple[Required, ...]:
    """Return who must be heard."""
    return _REQUIRED[child]


def faults(talk: Talk, frame: Frame) -> Iterator[Fault]:
    """Yield everything wrong with a talk, in the order of the form."""
    if talk.party in _NAMED and not talk.name:
        yield Fault("name", "required")
    if talk.party in _NEEDS_GROUND and not talk.ground:
        yield Fault("ground", "victim-without-ground")
    if talk.held_on > frame.today:
        yield Fault("held_on", "interview-ahead")
    elif talk.held_on <= frame.born:
        yield Fault("held_on", "before-birth")
    elif frame.finished_on is not None and talk.held_on > frame.finished_on:
        yield Fault("held_on", "interview-after-end", _days(talk.held_on, frame.finished_on))
    if not talk.statement:
        yield Fault("statement", "required")


def plan_faults(plan: Plan, today: date) -> Iterator[Fault]:
    """Yield what is wrong with a plan."""
    if plan.planned_on is not None and plan.planned_on < today:
        yield Fault("planned_on", "plan-in-the-past")


def unheard(heard: Collection[Party], *, child: bool) -> Iterator[Fault]:
    """Yield who must be heard and was not."""
    for one in required(child=child):
        if one.any_of.isdisjoint(heard):
            yield Fault(FIELD, one.code)


def warnings(
    heard: Mapping[date, Collection[Party]],
    *,
    child: bool,
    finished_on: date | None,
    consented_on: date | None,
) -> Iterator[Fault]:
    """Yield what should be looked at before issue: who was not heard, and days at odds."""
    yield from unheard({party for parties in heard.values() for party in parties}, child=child)
    for held_on, parties in sorted(heard.items()):
        if finished_on is not None and held_on > finished_on:
            yield Fault(FIELD, "interview-after-end", _days(held_on, finished_on))
        if consented_on is not None and held_on < consented_on and Party.CLIENT in parties:
            yield Fault(FIELD, "interview-before-consent", _days(held_on, consented_on))


def _days(held_on: date, other: date) -> dict[str, date]:
    return {"held": held_on, "other": other}
