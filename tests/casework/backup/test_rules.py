"""Which backups stay, and what an administrator has to see to."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from casework.backup.rules import KEPT, LATE, PlaceState, State, Trouble, keep, troubles

AT = datetime(2026, 11, 24, 19, tzinfo=UTC)
QUARTER, SECOND = timedelta(minutes=15), timedelta(seconds=1)
OWN = PlaceState(ready=True)


def test_sixty_days_of_quarters_come_to_a_bounded_number() -> None:
    kept: set[datetime] = set()
    moment = AT - timedelta(days=90)
    while moment <= AT:
        kept = keep({*kept, moment}, moment)
        moment += QUARTER

    ages = sorted(AT - one for one in kept)
    assert len(kept) <= 25 + 43 + 60
    assert ages[:25] == [QUARTER * n for n in range(25)]
    assert timedelta(days=59) <= ages[-1] <= timedelta(days=60)
    gaps = [later - earlier for earlier, later in itertools.pairwise(ages)]
    assert max(gaps) <= timedelta(days=1, minutes=45)


@given(some.sets(some.integers(-100, 100_000), max_size=40))
def test_the_newest_always_stays_and_nothing_is_made_up(minutes: set[int]) -> None:
    moments = {AT - timedelta(minutes=one) for one in minutes}

    kept = keep(moments, AT)

    assert kept <= moments
    assert moments == set() or max(moments) in kept
    assert keep(kept, AT) == kept
    young = {one for one in moments if AT - one <= KEPT[0].age}
    assert young <= kept


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (State(key=False, places=[OWN]), [(0, Trouble.NO_KEY)]),
        (State(key=False, places=[OWN], drawn=True), [(0, Trouble.UNPRINTED)]),
        (State(key=True, places=[OWN]), [(0, Trouble.NONE)]),
        (State(key=True, places=[replace(OWN, newest=AT)], drawn=True), [(0, Trouble.OLD_KEY)]),
        (State(key=True, places=[replace(OWN, newest=AT)]), []),
        (State(key=True, places=[replace(OWN, newest=AT - LATE)]), []),
        (State(key=True, places=[replace(OWN, newest=AT - LATE - SECOND)]), [(0, Trouble.LATE)]),
        (
            State(key=True, places=[replace(OWN, newest=AT), replace(OWN, ready=False)]),
            [(1, Trouble.MISSING)],
        ),
        (State(key=True, places=[replace(OWN, newest=AT, damaged=2)]), [(0, Trouble.DAMAGED)]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    state: State, found: list[tuple[int, Trouble]]
) -> None:
    assert troubles(state, AT) == found
