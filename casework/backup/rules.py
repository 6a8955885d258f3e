"""Which backups are kept, and what is wrong with the state they are in; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

__all__ = ["EVERY", "KEPT", "LATE", "PlaceState", "State", "Step", "Trouble", "keep", "troubles"]

EVERY = timedelta(minutes=15)
LATE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """Up to this age one backup is kept of each stretch of time; a stretch of nought: all."""

    age: timedelta
    one_of: timedelta


KEPT = (
    Step(timedelta(hours=6), timedelta(0)),
    Step(timedelta(hours=48), timedelta(hours=1)),
    Step(timedelta(days=60), timedelta(days=1)),
)


def keep(moments: Iterable[datetime], at: datetime) -> set[datetime]:
    """Return the moments whose backups stay: the newest always, the others by the table."""
    kept = dict[tuple[timedelta, int], datetime]()
    ordered = sorted(moments)
    for moment in ordered:
        step = next((one for one in KEPT if at - moment <= one.age), None)
        if step is not None:
            kept[step.one_of, _stretch(moment, step.one_of)] = moment
    return {*kept.values(), *ordered[-1:]}


def _stretch(moment: datetime, one_of: timedelta) -> int:
    since = moment - datetime(2000, 1, 1, tzinfo=UTC)
    return since // (one_of or timedelta(microseconds=1))


class Trouble(StrEnum):
    """What an administrator has to see to; each one makes the first page red."""

    NO_KEY = "no-key"
    UNPRINTED = "unprinted"
    OLD_KEY = "old-key"
    NONE = "none"
    LATE = "late"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class PlaceState:
    """What is known of one place without the key."""

    ready: bool
    newest: datetime | None = None
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """Whether there is a key, and every place where backups are to lie, the home's own first.

    A key is `drawn` as long as nobody has said that it is printed.
    """

    key: bool
    places: Sequence[PlaceState]
    drawn: bool = False


def troubles(state: State, at: datetime) -> list[tuple[int, Trouble]]:
    """Return what is wrong, with the number of the place it is wrong at."""
    if not state.key:
        return [(0, Trouble.UNPRINTED if state.drawn else Trouble.NO_KEY)]
    found = [(0, Trouble.OLD_KEY)] if state.drawn else []
    for number, place in enumerate(state.places):
        if not place.ready:
            found.append((number, Trouble.MISSING))
        elif place.newest is None:
            found.append((number, Trouble.NONE))
        elif at - place.newest > LATE:
            found.append((number, Trouble.LATE))
        if place.damaged:
            found.append((number, Trouble.DAMAGED))
    return found
