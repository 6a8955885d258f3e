"""SP-1: who assesses, from when, by which letter and on whose word."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.actor import Actor, Role
from casework.assessments import assigning, content
from casework.assessments.assigning import Assignment
from casework.assessments.drafts import NotTheAssessor
from casework.assessments.model import Assessment
from casework.clients.model import Client
from casework.db.engine import Database
from casework.errors import Invalid
from casework.offices import service as offices
from casework.offices.service import OfficialDraft
from tests.conftest import MakeDraft, Staff

ON = date(2026, 3, 4)


@pytest.fixture
def other(database: Database, staff: Staff, at: datetime) -> str:
    """Another assessor of the office."""
    roles = frozenset({Role.ASESOR})
    draft = OfficialDraft(
        "Ratna Sari, S.Psi.", "199103032017032002", "Asesor", roles, date(2024, 1, 1)
    )
    with database.transaction() as session:
        return offices.appoint(session, staff.admin, draft, at=at).id


def assign(
    database: Database, actor: Actor, draft: Assessment, given: Assignment, at: datetime
) -> None:
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        assigning.assign(session, actor, client, row, given, at=at)


def test_the_assignment_is_printed_in_the_report(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft()
    given = Assignment(staff.assessor.id, ON, "ST-7/2026", "Kartika Sari, S.H.")

    assign(database, staff.assessor, draft, given, at)

    with database.reading() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        told = content.freeze(session, client, row, urut=None, code="X")["identitas"]
    assert told["Penugasan"] == "sejak 4 Maret 2026, surat nomor ST-7/2026, oleh Kartika Sari, S.H."


def test_whoever_opens_an_assessment_is_assigned_by_that_day(make_draft: MakeDraft) -> None:
    draft = make_draft(ready=False)
    assert (draft.assigned_on, draft.assigned_by) == (date(2026, 3, 9), "Rina Wulandari, S.Psi.")


def test_a_supervisor_gives_the_draft_to_another_assessor_and_nobody_else_does(
    database: Database, staff: Staff, make_draft: MakeDraft, other: str, at: datetime
) -> None:
    draft = make_draft(ready=False)
    given = Assignment(other, ON, by="Hendra Kusuma, S.H.")

    with pytest.raises(Invalid) as refused:
        assign(database, staff.assessor, draft, given, at)
    assert [one.field for one in refused.value.faults] == ["assessor_id"]
    with pytest.raises(NotTheAssessor):
        assign(database, staff.pk, draft, given, at)
    assign(database, staff.supervisor, draft, given, at)

    with database.reading() as session:
        assert session.get_one(Assessment, draft.id).assessor_id == other


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"on": None}, "on", "required"),
        ({"on": date(2026, 3, 10)}, "on", "date-future"),
        ({"by": ""}, "by", "required"),
        ({"letter": "x" * 121}, "letter", "too-long"),
    ],
)
def test_what_is_wrong_with_it_is_told(
    database: Database,
    staff: Staff,
    make_draft: MakeDraft,
    at: datetime,
    changes: dict[str, object],
    field: str,
    code: str,
) -> None:
    draft = make_draft(ready=False)
    whole = Assignment(staff.assessor.id, ON, "ST-7/2026", "Kartika Sari, S.H.")

    with pytest.raises(Invalid) as refused:
        assign(database, staff.assessor, draft, replace(whole, **changes), at)  # type: ignore[arg-type]
    assert [(one.field, one.code) for one in refused.value.faults] == [(field, code)]
