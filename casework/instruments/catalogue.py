"""Every edition that an office has: those that are shipped and those it published itself.

Which of them a new assessment uses follows from the terms in the office's settings; an edition
without a term of its own that is shipped is used from the day that its file names.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.instruments import shipped
from casework.instruments.form import Audience, Edition, Instrument, Measures
from casework.instruments.reading import parse
from casework.instruments.shipped import UnknownInstrument
from casework.offices.model import RuleFile
from casework.offices.profile import Profile

__all__ = [
    "KIND",
    "Listed",
    "UnknownInstrument",
    "current",
    "edition",
    "find",
    "in_force",
    "listed",
    "newest",
]

KIND = "instrumen"  # of a rule file


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition of the office, whether it is its own, and the days on which it is used.

    `since` is None for an edition that was published and is used by nothing yet; it is used up
    to the day before `until`.
    """

    edition: Edition
    own: bool
    since: date | None
    until: date | None

    def used(self, on: date) -> bool:
        """Tell whether a new assessment of that day may use it."""
        return self.since is not None and self.since <= on and (not self.until or on < self.until)


def find(session: Session, office: str, code: str, version: str) -> Instrument:
    """Return one form in one version, retired or not; UnknownInstrument where there is none."""
    for one in _editions(session, office):
        for form in one.forms:
            if (form.code, form.version) == (code, version):
                return form
    raise UnknownInstrument(code, version)


def edition(session: Session, office: str, code: str, version: str | None = None) -> Edition:
    """Return an edition by the code of its file, the newest where no version is named."""
    found = [
        one
        for one in _editions(session, office)
        if one.code == code and version in {None, one.version}
    ]
    if not found:
        raise UnknownInstrument(code, version)
    return max(found, key=lambda one: (one.valid_from, one.version))


def listed(session: Session, profile: Profile) -> tuple[Listed, ...]:
    """Return every edition of the office with the days on which it is used."""
    terms = {(one.code, one.version): one for one in profile.instrument_terms}
    published = _own(session, profile.code)
    own = {(one.code, one.version) for one in published}
    found = []
    for one in (*shipped.editions(), *published):
        term, key = terms.get((one.code, one.version)), (one.code, one.version)
        since = None if key in own else one.valid_from
        until = None
        if term is not None:
            since = date.fromisoformat(term.since)
            until = date.fromisoformat(term.until) if term.until else None
        found.append(Listed(one, key in own, since, until))
    return tuple(sorted(found, key=lambda one: (one.edition.code, one.since or date.max)))


def in_force(
    session: Session, profile: Profile, audience: Audience, *, on: date
) -> tuple[Instrument, ...]:
    """Return the forms of a new assessment: the one for risk, and the one that it opens.

    Empty where the office has retired every instrument for these people.
    """
    used = [one for one in listed(session, profile) if one.used(on)]
    risk = newest(used, audience, Measures.RISK)
    if risk is None:
        return ()
    if risk.gate is None:
        return (risk,)
    own = next((one for one in used if risk in one.edition.forms), None)
    opened = [one for one in used if one is own] if own and len(own.edition.forms) > 1 else used
    needs = newest(opened, audience, Measures.NEEDS, code=risk.gate.opens)
    return (risk,) if needs is None else (risk, needs)


def newest(
    used: list[Listed], audience: Audience, measures: Measures, code: str | None = None
) -> Instrument | None:
    """Return the form of the edition that came into use last, None where none fits.

    Of two of the same day the office's own is the later: it knew the one that is shipped.
    """
    found = [
        (one.since or date.min, one.own, form.version, form)
        for one in used
        for form in one.edition.forms
        if form.audience is audience and form.measures is measures and code in {None, form.code}
    ]
    return max(found, key=lambda one: one[:3])[3] if found else None


def current(session: Session, profile: Profile, *, on: date) -> frozenset[tuple[str, str]]:
    """Return the code and version of every edition that a new assessment of that day would use."""
    return frozenset(
        (form.file, form.version)
        for audience in Audience
        for form in in_force(session, profile, audience, on=on)
    )


def _editions(session: Session, office: str) -> Iterator[Edition]:
    yield from shipped.editions()
    yield from _own(session, office)


def _own(session: Session, office: str) -> list[Edition]:
    """Return the editions that the office published; one that is shipped is not read again."""
    known = [one.sha256 for one in shipped.editions()]
    rows = session.execute(
        select(RuleFile.file_name, RuleFile.content)
        .where(RuleFile.office == office, RuleFile.kind == KIND, RuleFile.sha256.not_in(known))
        .order_by(RuleFile.published_at, RuleFile.id)
    )
    return [_read(name, content) for name, content in rows]


@functools.lru_cache(maxsize=64)
def _read(name: str, content: bytes) -> Edition:
    return parse(name, content)
