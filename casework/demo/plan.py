"""What happens to whom and when in the invented office: a plan, made before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from random import Random

from casework.clients.draft import ClientDraft
from casework.clock import Zone, office_date
from casework.demo.people import Person, people
from casework.demo.source import fork

__all__ = ["ZONE", "Act", "Plan", "Step", "make"]

ZONE = Zone.WIB
_FIRST_HOUR, _MINUTES = 8, 7 * 60  # acts fall in the office's hours
_FRESH = (0, 1, 2, 3, 5, 6, 7, 7, 8, 10)  # days ago; 7 is due today, more is late
_LATE = (9, 12, 16, 24, 38)  # days ago of those whose first assessment is overdue
_WEEK, _MONTH, _FEW = 7, 30, 24
_BUNDLES = 3


class Step(IntEnum):
    """What is done with a client, in the order in which it is done on one day."""

    REGISTER = 1
    PLACE = 2
    CLOSE = 3
    BEGIN = 4
    FILL = 5
    ISSUE = 6
    LITMAS = 7
    ATTACH = 8


@dataclass(frozen=True, slots=True)
class Act:
    """One act: when, with the nth client, and the day that it is about."""

    at: datetime
    n: int
    step: Step
    day: date


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole office: its clients and everything that happens, in order of time."""

    seed: int
    at: datetime
    persons: tuple[Person, ...]
    acts: tuple[Act, ...]

    def count(self, step: Step) -> int:
        """Return how often a step is taken."""
        return sum(act.step is step for act in self.acts)


@dataclass(frozen=True, slots=True)
class _Shares:
    """How many clients come to what; whoever is left has no assessment yet, and some are late."""

    issued: int
    ready: int
    begun: int
    fresh: int
    closed: int


def make(seed: int, count: int, *, issued: int, at: datetime, pks: Sequence[str] = ()) -> Plan:
    """Return the plan of an office with so many clients, `issued` of them with a result."""
    today = office_date(at, ZONE)
    persons = list(people(seed, count, today, pks))
    shares = _Shares(
        issued, ready=max(1, count // 15), begun=max(1, count // 10),
        fresh=max(2, count // 8), closed=count // 8,
    )  # fmt: skip
    acts: list[Act] = []
    for n, fate in _fates(seed, persons, shares, today).items():
        dice = fork(seed, "plan", n)
        persons[n] = replace(persons[n], draft=fate.fit(persons[n].draft, today))
        acts += fate.acts(dice, n, persons[n].draft, at)
    acts += _bundles(acts, at)
    acts.sort(key=lambda act: (act.at, act.n, act.step))
    return Plan(seed, at, tuple(persons), tuple(acts))


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of one client; `ago` moves the day of receipt to so many days ago."""

    steps: tuple[Step, ...] = ()
    ago: int | None = None

    def fit(self, draft: ClientDraft, today: date) -> ClientDraft:
        """Return the client with the days that this fate asks for."""
        return draft if self.ago is None else _received(draft, today - timedelta(self.ago))

    def acts(self, dice: Random, n: int, draft: ClientDraft, at: datetime) -> Iterator[Act]:
        """Yield the acts of this client."""
        today, day = office_date(at, ZONE), draft.received_on
        yield Act(_hour(dice, day, at), n, Step.REGISTER, day)
        for step in self.steps:
            day = min(day + timedelta(days=dice.randint(*_AFTER[step])), today)
            yield Act(max(_hour(dice, day, at), _noon(day, at)), n, step, day)


# days that pass between a step and the one before it
_AFTER = {
    Step.PLACE: (0, 0),
    Step.CLOSE: (20, 150),
    Step.BEGIN: (1, 3),
    Step.FILL: (2, 5),
    Step.ISSUE: (0, 1),
    Step.LITMAS: (2, 9),
}
_Steps = tuple[Step, ...]
_TO_ISSUE: _Steps = (Step.PLACE, Step.BEGIN, Step.FILL, Step.ISSUE)
_TO_LITMAS: _Steps = (*_TO_ISSUE, Step.LITMAS)
_READY: _Steps = (Step.BEGIN, Step.FILL)


def _fates(seed: int, persons: Sequence[Person], shares: _Shares, today: date) -> dict[int, _Fate]:
    """Deal the fates to the adults; a child is registered and waits for the child instrument."""
    dice = fork(seed, "fates")
    adults = [n for n, person in enumerate(persons) if not person.draft.child]
    dice.shuffle(adults)
    # who came lately cannot have a result that was made in the usual time
    adults.sort(key=lambda n: (today - persons[n].draft.received_on).days < 24)  # noqa: PLR2004
    fates = {n: _Fate() for n in range(len(persons))}
    dealt = iter(adults)
    with_litmas = shares.issued // 2
    for count, steps in ((with_litmas, _TO_LITMAS), (shares.issued - with_litmas, _TO_ISSUE)):
        fates |= {n: _Fate(steps) for _, n in zip(range(count), dealt, strict=False)}
    for count, steps in ((shares.ready, _READY), (shares.begun, _READY[:1])):
        for m, n in zip(range(count), dealt, strict=False):
            fates[n] = _Fate(steps, ago=7 + m % 5)
    for m, n in zip(range(shares.fresh), dealt, strict=False):
        fates[n] = _Fate(ago=_FRESH[m % len(_FRESH)])
    closed = zip(range(shares.closed), dealt, strict=False)
    fates |= {n: _Fate((Step.CLOSE,)) for _, n in closed}
    waiting = [n for n, fate in fates.items() if not fate.steps and fate.ago is None]
    return fates | {n: _Fate(ago=_waits(m)) for m, n in enumerate(waiting)}


def _waits(m: int) -> int:
    """Return how many days ago the mth client without an assessment came: a few are late."""
    return _LATE[m] if m < len(_LATE) else m % (_WEEK if m < _FEW else _MONTH)


def _bundles(acts: Sequence[Act], at: datetime) -> Iterator[Act]:
    """Attach the newest results to their Litmas now; the others wait as new results."""
    filed = sorted((act for act in acts if act.step is Step.LITMAS), key=lambda act: act.at)
    for act in filed[-_BUNDLES:]:
        yield Act(max(act.at, at - timedelta(minutes=30)), act.n, Step.ATTACH, act.day)


def _received(draft: ClientDraft, day: date) -> ClientDraft:
    """Return the same client, received on a later day; who came later still is left alone."""
    moved, until = day - draft.received_on, draft.guidance_until
    if day <= draft.received_on:
        return draft
    old, new = f"/{draft.received_on.year}", f"/{day.year}"
    own, *others = draft.registers
    return replace(
        draft,
        received_on=day,
        guidance_from=day,
        guidance_until=until + moved if until is not None else None,
        registers=(replace(own, number=own.number.removesuffix(old) + new), *others),
    )


def _hour(dice: Random, day: date, at: datetime) -> datetime:
    moment = datetime.combine(day, time(_FIRST_HOUR), tzinfo=ZONE.tz)
    return min(moment + timedelta(minutes=dice.randint(0, _MINUTES // 2)), at)


def _noon(day: date, at: datetime) -> datetime:
    """Return the moment from which on the day's later acts fall."""
    return min(datetime.combine(day, time(12), tzinfo=ZONE.tz), at)
