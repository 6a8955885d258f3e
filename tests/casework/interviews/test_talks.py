"""SP-3: who was heard, when, how and what they said; who must be heard and was not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.shelf import Shelf
from casework.assessments import interviewing, issuing, readiness
from casework.assessments.drafts import NotTheAssessor
from casework.assessments.model import Assessment
from casework.assessments.workflow import StepNotAllowed
from casework.clients.model import Client
from casework.clock import Zone
from casework.db.engine import Database
from casework.deposits.segments import seal_segment
from casework.errors import Invalid
from casework.interviews import queries, rules
from casework.interviews.model import Interview
from casework.interviews.rules import Frame, Means, Party, Plan, Talk
from casework.interviews.service import AlreadyPutRight
from tests.conftest import MakeDraft, Staff
from tests.rebuilding import made_anew

HELD = date(2026, 3, 5)
CLIENT = Talk(Party.CLIENT, HELD, Means.FACE, "Budi Santoso", statement="Bekerja di bengkel.")
WIFE = Talk(Party.FAMILY, HELD, Means.VISIT, "Siti Rekaan", "istri", "rumah", "", "Suami rajin.")
Tell = Callable[..., Interview]


@pytest.fixture
def draft(make_draft: MakeDraft) -> Assessment:
    return make_draft()


@pytest.fixture
def tell(database: Database, staff: Staff, draft: Assessment, at: datetime) -> Tell:
    """Record a talk for the draft, as its assessor does."""

    def record(talk: Talk, **others: str) -> Interview:
        with database.transaction() as session:
            row = session.get_one(Assessment, draft.id)
            client = session.get_one(Client, row.client_id)
            return interviewing.record_talk(
                session, staff.assessor, client, row, talk, at=at, **others
            )

    return record


def codes(database: Database, draft: Assessment, at: datetime) -> list[str]:
    with database.reading() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        found = readiness.warnings(session, client, row, on=at.date())
        return [one.code for one in found if one.field == rules.FIELD]


def test_a_talk_is_sealed_when_it_is_recorded_and_comes_back_equal(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    tell: Tell,
    draft: Assessment,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    first = tell(CLIENT)
    tell(replace(CLIENT, statement="Bekerja di bengkel kayu."), replaces=first.id)
    tell(WIFE)
    seal_all()
    with database.transaction() as session:
        seal_segment(session, staff.admin, Zone.WIB, at=at)
    seal_all()

    with made_anew(database, shelf, tmp_path) as anew, anew.reading() as new:
        assert len(new.scalars(select(Interview)).all()) == 3
        heard = [row.statement for row in queries.standing(new, draft.id)]
        assert heard == ["Bekerja di bengkel kayu.", "Suami rajin."]


def test_who_must_be_heard_is_told_until_somebody_was(
    database: Database, draft: Assessment, tell: Tell, at: datetime
) -> None:
    assert codes(database, draft, at) == ["client-unheard", "family-unheard"]
    tell(CLIENT)
    assert codes(database, draft, at) == ["family-unheard"]
    tell(WIFE)
    assert codes(database, draft, at) == []


@pytest.mark.parametrize("party", list(Party))
def test_of_a_child_a_parent_or_guardian_must_be_heard(party: Party) -> None:
    missing = [one.code for one in rules.unheard({Party.CLIENT, party}, child=True)]
    assert missing == ([] if party is Party.GUARDIAN else ["guardian-unheard"])


def test_a_plan_leaves_the_list_when_the_talk_is_recorded(
    database: Database, staff: Staff, draft: Assessment, tell: Tell, at: datetime
) -> None:
    plan = Plan(Party.FAMILY, date(2026, 3, 12), Means.VISIT, "Siti Rekaan", "istri")
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        known = interviewing.plan(session, staff.assessor, row, plan, at=at)
        assert interviewing.plan(session, staff.assessor, row, plan, at=at) is known
    with database.reading() as session:
        assert [one.name for one in queries.planned(session, draft.id)] == ["Siti Rekaan"]

    tell(WIFE, plan_id=known.id)

    with database.reading() as session:
        assert queries.planned(session, draft.id) == []


def test_what_is_put_right_stays_and_is_put_right_once(tell: Tell) -> None:
    first = tell(CLIENT)
    better = replace(CLIENT, statement="Bekerja di bengkel kayu.")

    second = tell(better, replaces=first.id)

    assert second.supersedes == first.id
    assert tell(better, replaces=first.id).id == second.id
    with pytest.raises(AlreadyPutRight):
        tell(replace(CLIENT, statement="Menganggur."), replaces=first.id)


@pytest.mark.parametrize(
    ("talk", "field", "code"),
    [
        (replace(CLIENT, held_on=date(2026, 3, 10)), "held_on", "interview-ahead"),
        (replace(CLIENT, held_on=date(1991, 6, 17)), "held_on", "before-birth"),
        (replace(CLIENT, statement=""), "statement", "required"),
        (replace(WIFE, name=""), "name", "required"),
        (replace(WIFE, party=Party.VICTIM), "ground", "victim-without-ground"),
    ],
)
def test_what_is_wrong_with_a_talk_is_told(talk: Talk, field: str, code: str, tell: Tell) -> None:
    with pytest.raises(Invalid) as refused:
        tell(talk)
    assert [(one.field, one.code) for one in refused.value.faults] == [(field, code)]


def test_a_talk_after_the_end_of_the_assessment_is_explained() -> None:
    frame = Frame(date(1991, 6, 17), date(2026, 3, 9), date(2026, 3, 4))
    (fault,) = rules.faults(CLIENT, frame)
    assert (fault.field, fault.code) == ("held_on", "interview-after-end")
    assert fault.facts == {"held": HELD, "other": date(2026, 3, 4)}


def test_days_that_are_at_odds_are_told_before_issue() -> None:
    found = rules.warnings(
        {HELD: {Party.CLIENT, Party.FAMILY}},
        child=False,
        finished_on=date(2026, 3, 4),
        consented_on=date(2026, 3, 6),
    )
    assert [one.code for one in found] == ["interview-after-end", "interview-before-consent"]


def test_nothing_is_recorded_for_an_assessment_that_is_issued_or_somebody_elses(
    database: Database, staff: Staff, draft: Assessment, tell: Tell, at: datetime
) -> None:
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        other = replace(staff.assessor, id=staff.head.id)
        with pytest.raises(NotTheAssessor):
            interviewing.record_talk(session, other, client, row, CLIENT, at=at)
        issuing.issue(session, staff.assessor, client, row, at=at)
    with pytest.raises(StepNotAllowed):
        tell(CLIENT)
