"""SP-1: nobody is assessed without having been asked; what was said is sealed at once."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.shelf import Shelf
from casework.assessments import consenting, drafts, issuing, readiness, writing
from casework.assessments.consenting import ConsentMissing
from casework.assessments.drafts import NotTheAssessor
from casework.assessments.model import Assessment, AssessmentState
from casework.assessments.workflow import DropGround, StepNotAllowed
from casework.assessments.writing import AnswerDraft
from casework.clients.model import Client
from casework.clock import Zone
from casework.consents import queries, service
from casework.consents.model import Consent, ConsentScan
from casework.consents.rules import Statement
from casework.consents.workflow import Outcome, OutcomeNotAllowed
from casework.db.engine import Database, open_database
from casework.deposits.model import Deposit
from casework.deposits.segments import seal_segment
from casework.errors import Invalid
from casework.rebuild.service import start_up
from casework.sources import intake
from tests.conftest import MakeClient, MakeDraft, Staff, consented
from tests.papers import pdf
from tests.rebuilding import made_anew

ON = date(2026, 3, 4)
AGREED = Statement(Outcome.AGREED, ON, "Rina Wulandari, S.Psi.")
GUARDIAN = Statement(Outcome.GUARDIAN, ON, "Rina Wulandari", "Sulastri Rekaan", "ibu kandung")
Say = Callable[[Assessment, Statement], Consent]


@pytest.fixture
def say(database: Database, staff: Staff, at: datetime) -> Say:
    """Record a statement for a draft, as its assessor does."""

    def record(draft: Assessment, said: Statement) -> Consent:
        with database.transaction() as session:
            row = session.get_one(Assessment, draft.id)
            client = session.get_one(Client, row.client_id)
            return consenting.record_statement(session, staff.assessor, client, row, said, at=at)

    return record


@pytest.fixture
def asked(make_draft: MakeDraft) -> Assessment:
    """A draft of an adult whom nobody has asked yet."""
    return make_draft(ready=False, consent=False)


@pytest.fixture
def child(make_client: MakeClient, make_draft: MakeDraft) -> Assessment:
    """A draft of a child whose parent nobody has asked yet."""
    young = make_client(birth_date=date(2010, 6, 17), client_type="diversi", child=True)
    return make_draft(young, ready=False, consent=False)


def test_nothing_is_answered_before_consent_is_recorded(
    database: Database, staff: Staff, asked: Assessment, say: Say, at: datetime
) -> None:
    given = {"A1": AnswerDraft("ya")}

    with database.writing() as session:
        row = session.get_one(Assessment, asked.id)
        with pytest.raises(ConsentMissing):
            writing.save_answers(session, staff.assessor, row, "rri", given, at=at)

    say(asked, AGREED)

    with database.transaction() as session:
        row = session.get_one(Assessment, asked.id)
        writing.save_answers(session, staff.assessor, row, "rri", given, at=at)
        assert [one.option for one in row.answers] == ["ya"]


def test_consent_is_sealed_when_it_is_recorded_and_comes_back_equal(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    asked: Assessment,
    child: Assessment,
    say: Say,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    first = say(asked, AGREED)
    say(asked, replace(AGREED, given_on=date(2026, 3, 5), remark="tanggal salah ketik"))
    say(child, GUARDIAN)
    with database.transaction() as session:
        client = session.get_one(Client, first.client_id)
        held = queries.holding(session, asked.id)
        assert held is not None
        paper = intake.read(pdf("Pernyataan"), "pernyataan.pdf")
        service.attach_scan(session, staff.assessor, client, held, paper, at=at)
    say(child, Statement(Outcome.WITHDRAWN, date(2026, 3, 6), remark="ibu menarik diri"))
    seal_all()
    with database.transaction() as session:
        seal_segment(session, staff.admin, Zone.WIB, at=at)
    seal_all()

    with made_anew(database, shelf, tmp_path) as anew:
        with anew.reading() as new:
            rows = list(new.scalars(select(Consent).order_by(Consent.id)))
            assert [row.outcome for row in rows] == ["setuju", "setuju", "wali-setuju", "dicabut"]
            assert [row.supersedes for row in rows] == [None, first.id, None, rows[2].id]
            assert new.scalars(select(ConsentScan.consent_id)).all() == [rows[1].id]
            sealed = new.get_one(Deposit, rows[2].id)
            assert (sealed.child, sealed.isi["wali"]["nama"]) == (True, "Sulastri Rekaan")
        with anew.transaction() as session:  # its draft is lost, and its number is not given twice
            owner = session.get_one(Client, first.client_id)
            assert drafts.open_draft(session, staff.assessor, owner, at=at).ordinal == 2


def test_killed_between_recording_and_sealing_the_consent_is_sealed_at_the_next_start(
    database: Database,
    shelf: Shelf,
    home: Path,
    staff: Staff,
    asked: Assessment,
    seal_all: Callable[[], None],
    at: datetime,
) -> None:
    seal_all()
    database.close()
    if (killed := os.fork()) == 0:
        try:
            own = open_database(home / "berkas.sqlite3")
            with own.transaction() as session:
                row = session.get_one(Assessment, asked.id)
                consented(session, staff.assessor, session.get_one(Client, row.client_id), row)
            os._exit(9)  # before the worker hears of it
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(killed, 0)[1]) == 9

    start_up(database, shelf, at=at)
    seal_all()

    with database.reading() as session:
        kept = session.scalars(select(Consent)).one()
        assert session.get_one(Deposit, kept.id).sequence == 2
    bags = [bag.kind for chain in shelf.chains() for bag in shelf.bags(chain)]
    assert bags.count("persetujuan") == 1


@pytest.mark.parametrize(
    ("said", "ground"),
    [
        ((Statement(Outcome.REFUSED, ON, remark="tidak bersedia"),), DropGround.REFUSED),
        ((AGREED, Statement(Outcome.WITHDRAWN, date(2026, 3, 6))), DropGround.WITHDRAWN),
    ],
)
def test_a_refusal_or_a_withdrawal_ends_the_assessment_and_the_next_can_be_opened(
    database: Database,
    staff: Staff,
    asked: Assessment,
    say: Say,
    at: datetime,
    said: tuple[Statement, ...],
    ground: DropGround,
) -> None:
    for one in said:
        say(asked, one)

    with database.transaction() as session:
        row = session.get_one(Assessment, asked.id)
        assert (row.state, row.dropped_for) == (AssessmentState.DROPPED, ground)
        client = session.get_one(Client, row.client_id)
        with pytest.raises(StepNotAllowed):
            consenting.record_statement(session, staff.assessor, client, row, AGREED, at=at)
        assert drafts.open_draft(session, staff.assessor, client, at=at).ordinal == 2


def test_the_same_statement_twice_is_one_act(
    database: Database, asked: Assessment, say: Say
) -> None:
    assert say(asked, AGREED).id == say(asked, AGREED).id
    with database.reading() as session:
        assert len(queries.history(session, asked.id)) == 1


def test_only_its_own_assessor_records_it(
    database: Database, staff: Staff, asked: Assessment, at: datetime
) -> None:
    other = replace(staff.assessor, id=staff.head.id)
    with database.writing() as session:
        row = session.get_one(Assessment, asked.id)
        client = session.get_one(Client, row.client_id)
        with pytest.raises(NotTheAssessor):
            consenting.record_statement(session, other, client, row, AGREED, at=at)


def test_what_cannot_follow_is_refused(asked: Assessment, say: Say) -> None:
    with pytest.raises(OutcomeNotAllowed):
        say(asked, Statement(Outcome.WITHDRAWN, ON))
    say(asked, AGREED)
    with pytest.raises(OutcomeNotAllowed):
        say(asked, Statement(Outcome.REFUSED, ON))


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        (replace(AGREED, given_on=date(2026, 3, 10)), [("given_on", "date-future")]),
        (replace(AGREED, given_on=date(2026, 3, 2)), [("given_on", "before-received")]),
        (replace(AGREED, explained_by=""), [("explained_by", "required")]),
        (GUARDIAN, [("outcome", "consent-own")]),
    ],
)
def test_what_is_wrong_with_an_adults_statement_is_told(
    asked: Assessment, say: Say, said: Statement, faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refused:
        say(asked, said)
    assert [(one.field, one.code) for one in refused.value.faults] == faults


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        (AGREED, [("outcome", "consent-of-guardian")]),
        (
            replace(GUARDIAN, guardian="", relation=""),
            [("guardian", "required"), ("relation", "required")],
        ),
    ],
)
def test_a_parent_or_guardian_consents_for_a_child(
    child: Assessment, say: Say, said: Statement, faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refused:
        say(child, said)
    assert [(one.field, one.code) for one in refused.value.faults] == faults


def test_putting_it_right_says_why(asked: Assessment, say: Say) -> None:
    say(asked, AGREED)
    with pytest.raises(Invalid) as refused:
        say(asked, replace(AGREED, given_on=date(2026, 3, 5)))
    assert [one.code for one in refused.value.faults] == ["consent-again-why"]


@pytest.mark.parametrize(
    ("origin", "fault", "warning"),
    [("here", "consent-missing", None), ("elsewhere", None, "consent-not-kept")],
)
def test_without_consent_nothing_is_issued_but_what_was_taken_in_from_elsewhere(
    database: Database,
    staff: Staff,
    make_draft: MakeDraft,
    at: datetime,
    origin: str,
    fault: str | None,
    warning: str | None,
) -> None:
    draft = make_draft()
    with database.writing() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        session.delete(session.scalars(select(Consent)).one())
        row.consent_required = origin == "here"
        session.flush()
        faults = readiness.faults(session, client, row, on=at.date())
        warnings = readiness.warnings(session, client, row, on=at.date())
        assert [one.code for one in faults] == ([fault] if fault else [])
        assert [one.code for one in warnings if one.field == "persetujuan"] == (
            [warning] if warning else []
        )
        if fault:
            with pytest.raises(Invalid):
                issuing.issue(session, staff.assessor, client, row, at=at)


def test_a_result_names_the_consent_that_it_rests_on(
    database: Database, staff: Staff, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft()
    with database.writing() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        held = queries.holding(session, draft.id)
        assert held is not None
        issuing.issue(session, staff.assessor, client, row, at=at)
        assert row.frozen is not None
        told = row.frozen["isi"]["persetujuan"]
        assert (told["id"], told["hasil"], told["tanggal"]) == (held.id, "setuju", "2026-03-04")
        assert row.frozen["rujukan"] == [held.id]
