"""What a statement of consent must say, and what is missing of it before a result is issued."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.clients.rules import ADULT, age
from casework.consents.workflow import CLOSING, OPENING, Outcome
from casework.errors import Fault

__all__ = ["FIELD", "Lack", "Setting", "Statement", "Weight", "faults", "lacking", "offered"]

FIELD = "persetujuan"  # the field of what is missing before issue
# who is asked: a person of age consents, for one under age (UU 11/2012) a parent or guardian does
_OFFERED: Mapping[bool, tuple[Outcome, ...]] = {
    False: (Outcome.AGREED, Outcome.REFUSED, Outcome.WITHDRAWN),
    True: (Outcome.GUARDIAN, Outcome.REFUSED, Outcome.WITHDRAWN),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said, when, and by whom the purpose was explained before."""

    outcome: Outcome
    given_on: date
    explained_by: str = ""
    guardian: str = ""
    relation: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a statement is held against: the client's days, today, and the one before it."""

    born: date
    received_on: date
    today: date
    before: Outcome | None = None
    before_on: date | None = None


class Lack(StrEnum):
    """What may be missing of the consent when a result is to be issued."""

    CONSENT = "consent-missing"
    NOT_KEPT = "consent-not-kept"
    SCAN = "consent-without-scan"


class Weight(StrEnum):
    """Whether what is missing keeps the result from being issued."""

    FAULT = "fault"
    WARNING = "warning"


# a setting of the trade: a scan may follow until issue, and an office without a scanner issues too
BEFORE_ISSUE: Mapping[Lack, Weight] = {
    Lack.CONSENT: Weight.FAULT,
    Lack.NOT_KEPT: Weight.WARNING,  # an assessment taken in from elsewhere, or begun before 0019
    Lack.SCAN: Weight.WARNING,
}


def offered(born: date, on: date, following: frozenset[Outcome]) -> tuple[Outcome, ...]:
    """Return what may be recorded of this person on that day, in the order of the form."""
    return tuple(one for one in _OFFERED[age(born, on) < ADULT] if one in following)


def faults(said: Statement, setting: Setting) -> Iterator[Fault]:
    """Yield everything wrong with a statement, in the order of the form."""
    if said.outcome in OPENING and said.outcome not in _OFFERED[_minor(said, setting)]:
        yield Fault("outcome", "consent-of-guardian" if _minor(said, setting) else "consent-own")
    if said.given_on > setting.today:
        yield Fault("given_on", "date-future")
    elif said.given_on < setting.received_on:
        yield Fault("given_on", "before-received")
    elif _too_early(said, setting):
        yield Fault("given_on", "withdrawn-before-given")
    if said.outcome in OPENING and not said.explained_by:
        yield Fault("explained_by", "required")
    if said.outcome is Outcome.GUARDIAN:
        yield from (
            Fault(field, "required")
            for field in ("guardian", "relation")
            if not getattr(said, field)
        )
    if setting.before is said.outcome and not said.remark:
        yield Fault("remark", "consent-again-why")


def _minor(said: Statement, setting: Setting) -> bool:
    return age(setting.born, said.given_on) < ADULT


def _too_early(said: Statement, setting: Setting) -> bool:
    before = setting.before_on
    return said.outcome in CLOSING and before is not None and said.given_on < before


def lacking(
    outcome: Outcome | None, *, needed: bool, scanned: bool, weight: Weight
) -> Iterator[Fault]:
    """Yield what is missing of the consent, of one weight."""
    found = _lack(outcome, needed=needed, scanned=scanned)
    if found is not None and BEFORE_ISSUE[found] is weight:
        yield Fault(FIELD, str(found))


def _lack(outcome: Outcome | None, *, needed: bool, scanned: bool) -> Lack | None:
    if outcome in OPENING:
        return None if scanned else Lack.SCAN
    return Lack.CONSENT if needed else Lack.NOT_KEPT
