"""What was asked survives under a code that tells nothing."""

from datetime import date, datetime

import pytest

from casework.actor import Actor
from casework.db.engine import Database
from casework.errors import NotFound
from casework.search.model import StoredSearch
from casework.search.storing import load, store
from indexer.criteria import Criteria, Order
from tests.conftest import Staff

WHOLE = Criteria(
    words=("rehabilitasi", "narkotika"),
    phrases=("rawat jalan",),
    client="Budi Santoso",
    client_id="01JQ",
    number="117/PB/2026",
    since=date(2026, 1, 1),
    until=date(2026, 12, 31),
    kinds=("litmas", "hasil-asesmen"),
    bands=("tinggi",),
    recommendations=("konseling-keluarga",),
    officer="Rina",
    prefix=True,
    order=Order.NEWEST,
)


@pytest.mark.parametrize(
    "criteria", [WHOLE, Criteria(), Criteria(words=("' %_\u00e9 {{",))], ids=str
)
def test_criteria_survive_being_stored(
    database: Database, staff: Staff, at: datetime, criteria: Criteria
) -> None:
    with database.transaction() as session:
        code = store(session, staff.assessor, criteria, at=at)

    with database.reading() as session:
        assert load(session, staff.assessor, code) == criteria
        assert load(session, staff.pk, code) == criteria


def test_the_code_tells_nothing_and_is_kept_for_the_same_question(
    database: Database, staff: Staff, at: datetime
) -> None:
    with database.transaction() as session:
        first, again = (store(session, staff.pk, WHOLE, at=at) for _ in range(2))
        others = store(session, staff.assessor, WHOLE, at=at)

    assert first == again
    assert others != first
    assert first.isalnum()


def test_another_office_and_an_unknown_code_find_no_search(
    database: Database, staff: Staff, at: datetime
) -> None:
    stranger = Actor("x", "bapas-lain", "Orang Lain")
    with database.transaction() as session:
        code = store(session, staff.pk, WHOLE, at=at)
        session.flush()
        row = session.get_one(StoredSearch, store(session, staff.pk, Criteria(), at=at))
        row.criteria = {"unknown": 1}
        stale = row.code

    with database.reading() as session:
        for actor, wanted in ((stranger, code), (staff.pk, "tidak-ada"), (staff.pk, stale)):
            with pytest.raises(NotFound):
                load(session, actor, wanted)
