"""What the instrument desk shows: the list of editions, one of them read, two of them compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clock import office_date
from casework.instruments import catalogue
from casework.instruments.catalogue import Listed, UnknownInstrument
from casework.instruments.comparing import Difference, counts_alike, differences
from casework.instruments.form import Edition, Instrument, Item
from casework.offices import service as offices
from webapp.instruments.words import gate_words

__all__ = ["Line", "Versus", "condition", "lines", "one", "versus"]


@dataclass(frozen=True, slots=True)
class Line:
    """One edition in the list: from when to when it is used, and whether new assessments use it."""

    edition: Edition
    own: bool
    since: date | None
    until: date | None
    current: bool
    state: str  # a key of STATES
    others: tuple[str, ...]  # the versions of the same instrument, the latest first
    gates: Mapping[str, str]  # when the next form has to follow, by the form that says so

    @property
    def own_words(self) -> bool:
        """True where the questions are our short wording."""
        return any(form.own_words for form in self.edition.forms)

    @property
    def items(self) -> int:
        """How many items all its forms have."""
        return sum(len(form.items) for form in self.edition.forms)


@dataclass(frozen=True, slots=True)
class Versus:
    """An edition beside another one of the same instrument."""

    line: Line
    before: Edition
    found: tuple[Difference, ...]

    @property
    def counts(self) -> bool:
        """True where a sum of the one says nothing beside a sum of the other."""
        earlier = {form.code: form for form in self.before.forms}
        now = {form.code: form for form in self.line.edition.forms}
        return set(earlier) != set(now) or not all(
            counts_alike(earlier[code], form) for code, form in now.items()
        )


def lines(session: Session, actor: Actor, *, at: datetime) -> tuple[Line, ...]:
    """Return every edition of the office, those of one instrument together, the latest first."""
    profile = offices.settings(session, actor.office)
    today = office_date(at, profile.zone)
    used = catalogue.current(session, profile, on=today)
    found = sorted(catalogue.listed(session, profile), key=_age, reverse=True)
    made = [_line(one, found, used, today) for one in found]
    return tuple(sorted(made, key=lambda one: (str(one.edition.audience), one.edition.code)))


def _age(one: Listed) -> tuple[date, bool, str]:
    return one.since or one.edition.valid_from, one.own, one.edition.version


def _line(
    one: Listed, found: Sequence[Listed], used: frozenset[tuple[str, str]], today: date
) -> Line:
    edition = one.edition
    shorts = {form.code: form.short for other in found for form in other.edition.forms}
    return Line(
        edition,
        one.own,
        one.since,
        one.until,
        (edition.code, edition.version) in used,
        _state(one, today),
        tuple(other.edition.version for other in found if other.edition.code == edition.code),
        {
            form.code: gate_words(form.gate, shorts.get(form.gate.opens, form.gate.opens))
            for form in edition.forms
            if form.gate is not None
        },
    )


def _state(one: Listed, today: date) -> str:
    if one.since is None:
        return "unused"
    if one.since > today:
        return "coming"
    return "retired" if one.until is not None and one.until <= today else "replaced"


def one(session: Session, actor: Actor, code: str, version: str, *, at: datetime) -> Line:
    """Return one edition; UnknownInstrument where the office has none of that name."""
    for line in lines(session, actor, at=at):
        if (line.edition.code, line.edition.version) == (code, version):
            return line
    raise UnknownInstrument(code, version)


def versus(session: Session, actor: Actor, line: Line, before: str) -> Versus | None:
    """Hold an edition against the version named, else the one before; None for a first one."""
    versions = line.others
    at = versions.index(line.edition.version)
    chosen = before if before in versions else next(iter(versions[at + 1 :]), "")
    if not chosen or chosen == line.edition.version:
        return None
    other = catalogue.edition(session, actor.office, line.edition.code, chosen)
    return Versus(line, other, differences(other, line.edition))


def condition(form: Instrument, item: Item) -> str:
    """Say on which earlier answers an item hangs; empty where it is asked of everybody."""
    found = []
    for code, option in item.any_of:
        earlier = form.item(code)
        answer = earlier.option(option) if earlier else None
        found.append(f"{code} dijawab {answer.title if answer else option}")
    return f"Ditanyakan bila {' atau '.join(found)}." if found else ""
