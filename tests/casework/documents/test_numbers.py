"""Numbers of letters: gapless where Berkas counts, never twice where they are typed."""

import multiprocessing
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.db.base import new_id
from casework.db.engine import Database, open_database
from casework.documents import numbers
from casework.documents.model import LetterNumber, NumberState, Register
from casework.documents.numbers import NumberTaken
from casework.errors import Invalid
from casework.offices.profile import NumberSource, Profile

DAY = date(2026, 3, 9)
RESULTS = Register.HASIL_ASESMEN


class RolledBack(Exception):
    """The transaction that took a number came to nothing."""


def take(
    database: Database,
    profile: Profile,
    *,
    on: date = DAY,
    typed: str = "",
    register: Register = RESULTS,
    fail: bool = False,
) -> LetterNumber:
    with database.transaction() as session:
        row = numbers.take(session, profile, register, new_id(), on=on, typed=typed)
        if fail:
            raise RolledBack
        return row


def many(path: Path, profile: Profile, seed: int) -> None:
    """Take 25 numbers and give up a fifth of them, as one process among several."""
    database, chance = open_database(path), random.Random(seed)
    for _ in range(25):
        try:
            take(database, profile, fail=chance.random() < 0.2)
        except RolledBack:
            continue
    database.close()


def taken(database: Database) -> list[int | None]:
    with database.reading() as session:
        return list(session.scalars(select(LetterNumber.n).order_by(LetterNumber.n)))


def test_eight_threads_that_often_give_up_leave_no_gap(
    database: Database, profile: Profile
) -> None:
    def work(seed: int) -> int:
        try:
            take(database, profile, fail=random.Random(seed).random() < 0.2)
        except RolledBack:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        kept = sum(pool.map(work, range(120)))

    assert 60 < kept < 120
    assert taken(database) == list(range(1, kept + 1))


def test_eight_processes_that_often_give_up_leave_no_gap(
    database: Database, profile: Profile
) -> None:
    path = Path(str(database.engine.url.database))
    database.close()
    context = multiprocessing.get_context("fork")
    with context.Pool(8) as pool:
        pool.starmap(many, [(path, profile, seed) for seed in range(8)])

    found = taken(database)

    assert 100 < len(found) < 200
    assert found == list(range(1, len(found) + 1))


def test_each_register_and_each_year_is_counted_on_its_own(
    database: Database, profile: Profile
) -> None:
    given = [
        take(database, profile, on=date(2026, 12, 31)),
        take(database, profile, on=date(2027, 1, 1)),
        take(database, profile, on=date(2026, 12, 31)),
        take(database, profile, register=Register.LITMAS),
    ]

    assert [(row.year, row.n) for row in given] == [(2026, 1), (2027, 1), (2026, 2), (2026, 1)]
    # the pattern of this office has no year in it, and still no January comes to a stop
    assert given[0].text == given[1].text == "WP.10.PAS.PAS.8-UM.01.01 - 1"


def test_the_same_subject_keeps_its_number(database: Database, profile: Profile) -> None:
    subject = new_id()
    with database.transaction() as session:
        first, again = (
            numbers.take(session, profile, RESULTS, subject, on=DAY, typed="") for _ in range(2)
        )

    assert first is again
    assert taken(database) == [1]


def test_a_void_number_stays_in_the_register_and_is_not_given_again(
    database: Database, profile: Profile
) -> None:
    first = take(database, profile)
    with database.transaction() as session:
        numbers.void(session.get_one(LetterNumber, first.id), "salah klien")

    second = take(database, profile)

    assert second.n == 2
    with database.reading() as session:
        kept = session.get_one(LetterNumber, first.id)
    assert (kept.state, kept.reason, kept.text) == (NumberState.VOID, "salah klien", first.text)


@pytest.fixture
def agenda(profile: Profile) -> Profile:
    """An office whose numbers come from its agenda."""
    return replace(profile, number_source=NumberSource.LUAR)


def test_a_typed_number_is_kept_as_typed_with_single_spaces(
    database: Database, agenda: Profile
) -> None:
    row = take(database, agenda, typed="  WP.10-UM.01.01 \t-  892 ")

    assert (row.n, row.text) == (None, "WP.10-UM.01.01 - 892")


@pytest.mark.parametrize("again", ["WP - 892", "wp - 892", " WP  -  892"])
def test_a_typed_number_is_never_used_twice_in_a_year(
    database: Database, agenda: Profile, again: str
) -> None:
    take(database, agenda, typed="WP - 892")

    with pytest.raises(NumberTaken) as refused:
        take(database, agenda, typed=again)

    assert refused.value.text.casefold() == "wp - 892"
    assert take(database, agenda, typed=again, on=date(2027, 1, 4)).year == 2027


@pytest.mark.parametrize(
    ("typed", "code"), [("", "required-named"), ("  ", "required-named"), ("9" * 121, "too-long")]
)
def test_a_number_that_must_be_typed_is_asked_for(
    database: Database, agenda: Profile, typed: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        take(database, agenda, typed=typed)

    assert [fault.code for fault in refused.value.faults] == [code]
    assert taken(database) == []


def test_counting_goes_on_past_a_number_that_was_typed_before(
    database: Database, profile: Profile, agenda: Profile
) -> None:
    typed = take(database, agenda, typed="WP.10.PAS.PAS.8-UM.01.01 - 1")

    counted = [take(database, profile) for _ in range(2)]

    assert typed.n is None
    assert [row.n for row in counted] == [2, 3]


def test_a_typed_number_that_no_paper_could_print_is_refused(
    database: Database, agenda: Profile
) -> None:
    with pytest.raises(Invalid) as refused:
        take(database, agenda, typed="UM.01\x01")

    assert [fault.code for fault in refused.value.faults] == ["control-character"]
    assert taken(database) == []


def test_a_typed_number_that_no_paper_could_show_is_refused(
    database: Database, profile: Profile
) -> None:
    outside = replace(profile, number_source=NumberSource.LUAR)

    with pytest.raises(Invalid) as refused:
        take(database, outside, typed="7/\u6d4b/2026")

    assert [fault.code for fault in refused.value.faults] == ["unprintable"]
    assert taken(database) == []
