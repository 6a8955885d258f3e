"""SP-0, SP-1: for whom a draft may be opened, with which instruments, and who writes in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from archive.shelf import Shelf
from casework.actor import Actor
from casework.assessments import drafts, issuing, writing
from casework.assessments.drafts import DraftOpen, NotTheAssessor, Stale
from casework.assessments.issuing import Workshop
from casework.assessments.model import Answer, Assessment, AssessmentState
from casework.assessments.workflow import StepNotAllowed
from casework.assessments.writing import AnswerDraft, Frame, RecommendationDraft
from casework.clients import service as clients
from casework.clients.model import Client, GuidanceStatus
from casework.clients.service import NotUnderGuidance
from casework.db.engine import Database
from casework.documents.model import LetterNumber
from casework.errors import Invalid, NotFound
from casework.instruments import shipped
from tests.conftest import MakeClient, MakeDraft, Staff
from tests.guidance import bring
from tests.papers import Printed

ENDED = [one for one in GuidanceStatus if one is not GuidanceStatus.RUNNING]
DAY = date(2026, 3, 8)


def end_guidance(
    database: Database, staff: Staff, client: Client, status: GuidanceStatus, at: datetime
) -> None:
    with database.transaction() as session:
        here = clients.get(session, staff.pk, client.number)
        bring(session, staff.pk, here, status, on=DAY, reason="uji", at=at)


def open_for(database: Database, actor: Actor, client: Client, at: datetime) -> Assessment:
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        return drafts.open_draft(session, actor, here, at=at)


@pytest.mark.parametrize("status", ENDED)
def test_who_is_not_under_guidance_is_refused_with_the_reason_sp_0(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime, status: GuidanceStatus
) -> None:
    client = make_client()
    end_guidance(database, staff, client, status, at)

    with pytest.raises(NotUnderGuidance) as refused:
        open_for(database, staff.assessor, client, at)

    assert (refused.value.status, refused.value.since) == (status, DAY)
    with database.reading() as session:
        assert session.scalars(select(Assessment)).all() == []


def issue(database: Database, actor: Actor, draft: Assessment, at: datetime) -> None:
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        issuing.issue(session, actor, session.get_one(Client, row.client_id), row, at=at)


def test_guidance_that_ended_meanwhile_keeps_the_result_from_being_issued_sp_0(
    database: Database, staff: Staff, make_client: MakeClient, make_draft: MakeDraft, at: datetime
) -> None:
    client = make_client()
    draft = make_draft(client)
    end_guidance(database, staff, client, GuidanceStatus.REVOKED, at)

    with pytest.raises(NotUnderGuidance):
        issue(database, staff.assessor, draft, at)

    with database.reading() as session:
        assert session.get_one(Assessment, draft.id).state is AssessmentState.DRAFT
        assert session.scalars(select(LetterNumber)).all() == []


def test_a_child_is_assessed_with_the_instrument_of_children_sp_1(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    child = make_client(child=True)

    draft = open_for(database, staff.assessor, child, at)

    assert list(draft.instruments) == ["risiko-anak", "kriminogenik-anak"]


def test_a_draft_is_opened_with_the_instruments_in_force_sp_1(make_draft: MakeDraft) -> None:
    draft = make_draft(ready=False)

    assert draft.instruments == {
        code: {"versi": form.version, "sha256": form.sha256}
        for code in ("rri", "kriminogenik")
        for form in (shipped.find(code, "02-2021"),)
    }
    assert (draft.ordinal, draft.reassessment) == (1, False)


def test_a_client_has_one_open_draft(
    database: Database, staff: Staff, make_client: MakeClient, make_draft: MakeDraft, at: datetime
) -> None:
    client = make_client()
    make_draft(client)
    for _ in range(2):
        with pytest.raises(DraftOpen) as refused:
            open_for(database, staff.assessor, client, at)
        assert refused.value.ordinal == 1

    with database.reading() as session:
        row = session.scalars(select(Assessment)).one()
    issue(database, staff.assessor, row, at)
    with pytest.raises(DraftOpen):  # numbered and not stored yet
        open_for(database, staff.assessor, client, at)


def test_after_the_first_result_the_next_draft_is_a_reassessment(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    make_client: MakeClient,
    make_draft: MakeDraft,
    seal_all: Callable[[], None],
    at: datetime,
) -> None:
    client = make_client()
    draft = make_draft(client)
    seal_all()
    issue(database, staff.assessor, draft, at)
    issuing.carry_out(Workshop(database, shelf, Printed()), draft.id)  # type: ignore[arg-type]

    second = open_for(database, staff.assessor, client, at)

    assert (second.ordinal, second.reassessment) == (2, True)


Write = Callable[[Database, Actor, str, datetime], None]


def _answers(database: Database, actor: Actor, draft: str, at: datetime) -> None:
    with database.transaction() as session:
        row = session.get_one(Assessment, draft)
        writing.save_answers(session, actor, row, "rri", {"A1": AnswerDraft("")}, at=at)


def _frame(database: Database, actor: Actor, draft: str, at: datetime) -> None:
    with database.transaction() as session:
        row = session.get_one(Assessment, draft)
        writing.save_frame(session, actor, row, Frame("pembimbingan"), at=at)


def _text(database: Database, actor: Actor, draft: str, at: datetime) -> None:
    with database.transaction() as session:
        writing.save_text(session, actor, session.get_one(Assessment, draft), analysis="x", at=at)


def _rows(database: Database, actor: Actor, draft: str, at: datetime) -> None:
    with database.transaction() as session:
        writing.save_recommendations(session, actor, session.get_one(Assessment, draft), [], at=at)


WRITES = [_answers, _frame, _text, _rows]


@pytest.mark.parametrize("write", WRITES)
def test_only_the_assessor_of_a_draft_writes_in_it(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime, write: Write
) -> None:
    draft = make_draft()
    for other in (staff.supervisor, staff.pk, staff.head, staff.archivist, staff.admin):
        with pytest.raises(NotTheAssessor):
            write(database, other, draft.id, at)

    write(database, staff.assessor, draft.id, at)
    write(database, replace(staff.admin, via="konsol"), draft.id, at)


@pytest.mark.parametrize("write", WRITES)
def test_an_issued_draft_stands_for_ever(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime, write: Write
) -> None:
    draft = make_draft()
    issue(database, staff.assessor, draft, at)

    with pytest.raises(StepNotAllowed):
        write(database, staff.assessor, draft.id, at)


def test_nobody_else_issues_the_draft_of_an_assessor(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft()

    with pytest.raises(NotTheAssessor):
        issue(database, staff.supervisor, draft, at)


def test_who_writes_from_an_older_page_is_told_of_both_versions(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft()
    shown = draft.version
    _text(database, staff.assessor, draft.id, at)

    with database.reading() as session:
        row = session.get_one(Assessment, draft.id)
        with pytest.raises(Stale) as refused:
            drafts.edit(staff.assessor, row, version=shown)
        drafts.edit(staff.assessor, row, version=row.version)

    assert (refused.value.given, refused.value.current) == (shown, row.version)
    assert row.version > shown


def test_a_row_read_before_another_write_is_never_written_over_it(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft()
    with database.reading() as session:
        old = session.get_one(Assessment, draft.id)
    _text(database, staff.assessor, draft.id, at)

    old.analysis = "ditimpa"
    with database.writing() as session:
        session.add(old)
        with pytest.raises(StaleDataError):
            session.commit()

    with database.reading() as session:
        assert session.get_one(Assessment, draft.id).analysis == "x"


def test_answers_are_kept_item_by_item_and_can_be_taken_back(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft(ready=False)
    first, second = shipped.find("rri").items[:2]
    option = first.options[0].code
    steps = [
        {first.code: AnswerDraft(option, "Putusan halaman 3\r\nbaris kedua")},
        {second.code: AnswerDraft("", "baru buktinya")},
        {first.code: AnswerDraft("", "Putusan halaman 3\r\nbaris kedua")},
    ]
    for given in steps:
        with database.transaction() as session:
            row = session.get_one(Assessment, draft.id)
            writing.save_answers(session, staff.assessor, row, "rri", given, at=at)

    with database.reading() as session:
        kept = {one.item: (one.option, one.evidence) for one in session.scalars(select(Answer))}
    assert kept == {
        first.code: ("", "Putusan halaman 3\nbaris kedua"),
        second.code: ("", "baru buktinya"),
    }


@pytest.mark.parametrize(
    ("item", "draft", "code"),
    [
        ("Z99", AnswerDraft("ya"), "unknown-option"),
        ("A1", AnswerDraft("mungkin"), "unknown-option"),
        ("A1", AnswerDraft("", "x" * 4001), "too-long"),
        ("A1", AnswerDraft("", "\x00"), "control-character"),
        ("A2", AnswerDraft("ya", "", 3), "number-not-asked"),
        ("A1", AnswerDraft("", "\u202e"), "turning-character"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_item_and_keeps_nothing(
    database: Database,
    staff: Staff,
    make_draft: MakeDraft,
    at: datetime,
    item: str,
    draft: AnswerDraft,
    code: str,
) -> None:
    opened = make_draft(ready=False)

    with database.writing() as session:
        row = session.get_one(Assessment, opened.id)
        with pytest.raises(Invalid) as refused:
            writing.save_answers(session, staff.assessor, row, "rri", {item: draft}, at=at)

    assert [fault.code for fault in refused.value.faults] == [code]
    with database.reading() as session:
        assert session.scalars(select(Answer)).all() == []


def test_empty_rows_of_the_recommendation_fall_away_and_there_is_an_end_to_them(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft()
    full = RecommendationDraft(text="Konseling")
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        given = [RecommendationDraft(), full, RecommendationDraft(), full]
        writing.save_recommendations(session, staff.assessor, row, given, at=at)
        with pytest.raises(Invalid):
            writing.save_recommendations(session, staff.assessor, row, [full] * 21, at=at)

    with database.reading() as session:
        kept = session.get_one(Assessment, draft.id).recommendations
    assert [(row.position, row.text) for row in kept] == [(1, "Konseling"), (2, "Konseling")]


def test_a_purpose_that_is_not_offered_is_refused(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft()

    with database.writing() as session:
        row = session.get_one(Assessment, draft.id)
        with pytest.raises(Invalid):
            writing.save_frame(session, staff.assessor, row, Frame("lain"), at=at)


def test_an_assessment_is_found_by_its_number_in_the_clients_file_and_nowhere_else(
    database: Database, staff: Staff, make_client: MakeClient, make_draft: MakeDraft
) -> None:
    client, other = make_client(), make_client(name="Yohana Kurnia")
    draft = make_draft(client)

    with database.reading() as session:
        assert drafts.get(session, staff.assessor, client, 1).id == draft.id
        for actor, of, ordinal in (
            (staff.assessor, client, 2),
            (staff.assessor, other, 1),
            (replace(staff.assessor, office="bapas-lain"), client, 1),
        ):
            with pytest.raises(NotFound):
                drafts.get(session, actor, of, ordinal)
