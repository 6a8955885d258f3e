"""A draft that will never be issued: given up with a reason, kept to be read, in nobody's way."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.actor import Actor, Role
from casework.assessments import drafts, dropping, due, history, issuing, queries, writing
from casework.assessments.drafts import NotTheAssessor
from casework.assessments.due import OWN, Horizon
from casework.assessments.model import Assessment, AssessmentState
from casework.assessments.workflow import DropGround, StepNotAllowed
from casework.clients import service as clients
from casework.clients.model import Client
from casework.db.engine import Database
from casework.errors import Invalid
from tests.conftest import MakeClient, MakeDraft, Staff

WHY = "salah klien"


def drop(
    database: Database, actor: Actor, draft: Assessment, at: datetime, reason: str = WHY
) -> None:
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        dropping.drop(session, actor, client, row, reason=reason, at=at)


def found_child(database: Database, staff: Staff, client: Client, at: datetime) -> Client:
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        return dropping.found_child(session, staff.pk, here, reason="akta kelahiran", at=at)


@pytest.mark.parametrize("who", ["assessor", "supervisor"])
def test_a_draft_that_is_given_up_stays_to_be_read_and_makes_way_for_another(
    database: Database,
    staff: Staff,
    make_client: MakeClient,
    make_draft: MakeDraft,
    at: datetime,
    who: str,
) -> None:
    client = make_client()
    draft = make_draft(client)

    drop(database, getattr(staff, who), draft, at)
    drop(database, getattr(staff, who), draft, at, "kedua kali")

    with database.reading() as session:
        row = session.get_one(Assessment, draft.id)
        assert (row.state, row.dropped_for) == (AssessmentState.DROPPED, DropGround.DECIDED)
        assert (row.drop_reason, row.dropped_by, row.dropped_at) == (
            WHY,
            getattr(staff, who).name,
            at,
        )
        assert row.answers
        assert row.recommendations
        assert dropping.dropped(session, session.get_one(Client, client.id)) == [row]
        assert history.open_assessment(session, client.id) is None
        assert queries.own(session, staff.assessor) == []
        assert queries.under_way(session, staff.head) == []
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        assert drafts.open_draft(session, staff.assessor, here, at=at).ordinal == 2


def test_only_its_assessor_or_a_supervisor_gives_a_draft_up_and_only_with_a_reason(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft()
    other = replace(staff.assessor, id=staff.head.id)

    for actor in (other, staff.pk, staff.head, staff.archivist):
        with pytest.raises(NotTheAssessor):
            drop(database, actor, draft, at)
    with pytest.raises(Invalid):
        drop(database, staff.assessor, draft, at, "  ")

    with database.reading() as session:
        assert session.get_one(Assessment, draft.id).state is AssessmentState.DRAFT


def test_in_a_draft_that_was_given_up_nobody_writes_and_none_is_issued(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft()
    drop(database, staff.assessor, draft, at)

    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        with pytest.raises(StepNotAllowed):
            writing.save_text(session, staff.assessor, row, analysis="x", at=at)
        with pytest.raises(StepNotAllowed):
            issuing.issue(session, staff.assessor, client, row, at=at)


def test_what_has_its_number_is_not_given_up(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft()
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        issuing.issue(session, staff.assessor, client, row, at=at)

    with pytest.raises(StepNotAllowed):
        drop(database, staff.assessor, draft, at)


def test_who_proves_to_be_a_child_leaves_no_draft_of_the_grown_ups_form_behind(
    database: Database, staff: Staff, make_client: MakeClient, make_draft: MakeDraft, at: datetime
) -> None:
    client = make_client()
    draft = make_draft(client)

    fresh = found_child(database, staff, client, at)
    found_child(database, staff, client, at)  # the same button, pressed twice

    with database.reading() as session:
        row = session.get_one(Assessment, draft.id)
        assert (row.state, row.dropped_for) == (AssessmentState.DROPPED, DropGround.CHILD)
        assert row.drop_reason == "akta kelahiran"
        assert row.answers
        supervisor = replace(staff.supervisor, roles=frozenset({Role.SUPERVISOR}))
        here = clients.get(session, supervisor, client.number)
        assert queries.overview(session, supervisor, here, 1).draft is row
        assert queries.under_way(session, supervisor) == []
        later = Horizon(date(2026, 3, 9), date(2026, 3, 16), date(2099, 1, 1))
        count = due.due_count(session, supervisor, later, scope=OWN)
        assert count.late + count.today + count.soon + count.later == 1
        (waiting,) = due.due_list(session, supervisor, until=date(2099, 1, 1))
        assert (waiting.client.id, waiting.draft) == (fresh.id, None)


def test_a_number_that_was_taken_before_the_client_proved_to_be_a_child_is_kept(
    database: Database, staff: Staff, make_client: MakeClient, make_draft: MakeDraft, at: datetime
) -> None:
    client = make_client()
    draft = make_draft(client)
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        issuing.issue(session, staff.assessor, session.get_one(Client, client.id), row, at=at)

    found_child(database, staff, client, at)

    with database.reading() as session:
        assert session.get_one(Assessment, draft.id).state is AssessmentState.NUMBERED
