"""SP-9: who is due for an assessment, seen by those whose work it is."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from casework.actor import Actor, Role
from casework.assessments import drafts, due
from casework.assessments.due import EVERYBODY, DueCount, Horizon, Scope, Whose
from casework.assessments.history import DueKind
from casework.assessments.model import Assessment, AssessmentState
from casework.clients.draft import Takeover
from casework.clients.model import Client, GuidanceStatus
from casework.db.engine import Database
from tests.conftest import MakeClient, Staff
from tests.guidance import bring
from tests.papers import issue_result

FAR = date(2099, 1, 1)


def _due(database: Database, actor: Actor, until: date = FAR) -> list[tuple[str, str, date]]:
    with database.reading() as session:
        return [
            (row.client.number, str(row.due.kind), row.due.on)
            for row in due.due_list(session, actor, until=until)
            if row.due is not None
        ]


def test_the_first_assessment_is_due_seven_days_after_the_client_was_received(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    make_client(received_on=date(2026, 2, 26))

    assert _due(database, staff.assessor) == [("2026-00001", DueKind.FIRST, date(2026, 3, 5))]
    assert _due(database, staff.assessor, until=date(2026, 3, 5)) != []
    assert _due(database, staff.assessor, until=date(2026, 3, 4)) == []


def test_the_next_one_is_due_on_the_day_that_the_last_result_says(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    client = make_client()
    with database.transaction() as session:
        issue_result(session, staff.assessor, client, at=at)
        issue_result(
            session, staff.assessor, client, at=at.replace(year=2027), ordinal=2, number="900"
        )

    assert _due(database, staff.assessor) == [(client.number, DueKind.AGAIN, date(2028, 3, 9))]


def test_the_most_urgent_comes_first(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    for day in (date(2026, 3, 3), date(2026, 2, 20), date(2026, 3, 1)):
        make_client(received_on=day)

    assert [number for number, _, _ in _due(database, staff.assessor)] == [
        "2026-00002",
        "2026-00003",
        "2026-00001",
    ]
    with database.reading() as session:
        assert due.next_due_day(session, staff.assessor) == date(2026, 2, 27)


@pytest.mark.parametrize("status", [one for one in GuidanceStatus if one != "berjalan"])
def test_no_clock_runs_for_a_client_who_is_not_under_guidance(
    database: Database,
    staff: Staff,
    make_client: MakeClient,
    status: GuidanceStatus,
    at: datetime,
) -> None:
    client = make_client()
    with database.transaction() as session:
        row = session.get_one(Client, client.id)
        bring(session, staff.pk, row, status, on=date(2026, 3, 9), reason="putusan", at=at)

    assert _due(database, staff.assessor) == []
    with database.reading() as session:
        assert due.next_due_day(session, staff.assessor) is None


def test_a_pk_sees_her_own_clients_and_an_assessor_all(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    make_client()
    make_client(name="Yohana Kurnia", pk_id=None)

    assert [number for number, _, _ in _due(database, staff.pk)] == ["2026-00001"]
    assert len(_due(database, staff.assessor)) == len(_due(database, staff.supervisor)) == 2


def test_what_another_assessor_has_opened_is_not_on_one_s_list(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    client = make_client()
    other = Actor(staff.head.id, staff.head.office, "Asesor lain", roles=frozenset({Role.ASESOR}))
    with database.transaction() as session:
        drafts.open_draft(session, staff.assessor, session.get_one(Client, client.id), at=at)

    assert _due(database, other) == []
    with database.reading() as session:
        (row,) = due.due_list(session, staff.assessor, until=FAR)
        assert row.draft is not None
        assert row.draft.ordinal == 1


def test_the_clock_stands_still_once_a_result_has_its_number(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    client = make_client()
    with database.transaction() as session:
        opened = drafts.open_draft(
            session, staff.assessor, session.get_one(Client, client.id), at=at
        )
        session.get_one(Assessment, opened.id).state = AssessmentState.NUMBERED

    assert _due(database, staff.assessor) == []


def test_a_child_is_on_the_list_of_its_pk_and_of_who_may_read_children(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    facts: dict[str, Any] = {"child": True, "birth_date": date(2010, 1, 1)}
    make_client(name="Rizky Aditya", **facts)

    assert _due(database, staff.assessor) == []
    assert len(_due(database, staff.pk)) == len(_due(database, staff.supervisor)) == 1


def test_counts_by_urgency_and_officer_equal_the_lists_sp_9(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    on = date(2026, 3, 9)
    for n, back in enumerate((30, 9, 7, 6, 3, 0)):
        make_client(received_on=on - timedelta(days=back), pk_id=staff.pk.id if n % 2 else None)
    make_client(takeover=Takeover(number="12/LAMA"))
    make_client(takeover=Takeover(assessed_on=date(2025, 4, 1)))
    horizon = Horizon(on, on + timedelta(days=7), on + timedelta(days=30))

    with database.reading() as session:
        whole = due.due_count(session, staff.head, horizon, scope=EVERYBODY)
        by_officer = due.officer_counts(session, staff.head, horizon)
        nobody = due.due_list(session, staff.head, until=FAR, scope=Scope(Whose.NOBODY))
        own = due.due_list(session, staff.pk, until=FAR)
        unknown = due.unknown_list(session, staff.head, scope=EVERYBODY)
        days = due.due_days(session, staff.head, since=on, until=FAR, scope=EVERYBODY)

    assert whole == DueCount(late=2, today=1, soon=3, later=1, unknown=1)
    assert set(by_officer) == {None, staff.pk.id}
    assert by_officer[None] == DueCount(late=1, today=1, soon=1, later=0, unknown=0)
    assert [len(nobody), len(own)] == [3, 4]
    assert [row.due for row in unknown] == [None]
    assert days == {on + timedelta(days=n): 1 for n in (0, 1, 4, 7, 23)}


def test_who_was_taken_over_without_a_date_is_never_late(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    make_client(received_on=date(2020, 1, 1), guidance_from=date(2020, 1, 1), takeover=Takeover())

    assert _due(database, staff.head) == []
    with database.reading() as session:
        assert due.next_due_day(session, staff.head) is None
        assert len(due.unknown_list(session, staff.head)) == 1
