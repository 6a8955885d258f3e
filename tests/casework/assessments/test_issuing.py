"""SP-5, SP-7, SP-11: from a complete draft to a sealed document, whatever happens between."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

import doc_templates
from archive.chain import Chain
from archive.shelf import Shelf
from casework.actor import Actor
from casework.assessments import issuing, report
from casework.assessments.content import TEMPLATE
from casework.assessments.issuing import Workshop
from casework.assessments.model import Assessment, AssessmentState, Result
from casework.assessments.record import forms_in
from casework.assessments.workflow import StepNotAllowed
from casework.clients.model import Client
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.deposits.model import Deposit
from casework.documents.model import LetterNumber, NumberState
from casework.documents.press import Press
from casework.errors import Invalid
from casework.offices import service as offices
from casework.rebuild.service import rebuild
from rendering import text
from tests.conftest import MakeClient, MakeDraft, Staff

pytestmark = pytest.mark.office


@pytest.fixture
def workshop(database: Database, shelf: Shelf, press: Press) -> Workshop:
    return Workshop(database, shelf, press)


@pytest.fixture
def issue(database: Database, staff: Staff, at: datetime) -> Callable[[Assessment], None]:
    def take_number(draft: Assessment, actor: Actor = staff.assessor) -> None:
        with database.transaction() as session:
            row = session.get_one(Assessment, draft.id)
            client = session.get_one(Client, row.client_id)
            issuing.issue(session, actor, client, row, at=at)

    return take_number


def test_a_complete_draft_becomes_a_sealed_document(
    make_draft: MakeDraft,
    issue: Callable[[Assessment], None],
    workshop: Workshop,
    database: Database,
    shelf: Shelf,
) -> None:
    draft = make_draft(worst=True)

    issue(draft)
    issuing.carry_out(workshop, draft.id)

    with database.reading() as session:
        row = session.get_one(Assessment, draft.id)
        result = session.get_one(Result, row.record_id)
        document = session.get_one(Deposit, row.record_id)
    assert row.state is AssessmentState.STORED
    assert (result.risk_score, result.risk_band) == (17, "sangat-tinggi")
    assert (result.needs_score, result.needs_band) == (38, "sangat-tinggi")
    assert result.number == "WP.10.PAS.PAS.8-UM.01.01 - 1"
    sealed = shelf.bags(shelf_chain(document))[-1]
    assert {file.name for file in sealed.files} == {
        "rekaman.json",
        "dokumen.docx",
        "dokumen.pdf",
        "teks.txt",
    }
    words = " ".join(text.of_pdf(shelf.read(sealed, "dokumen.pdf")))
    assert "LAPORAN HASIL ASESMEN RISIKO DAN KEBUTUHAN" in words
    assert "Budi Santoso bin Karto" in words
    assert result.number in words


def test_a_low_risk_without_any_tick_leaves_the_needs_out(
    make_draft: MakeDraft,
    issue: Callable[[Assessment], None],
    workshop: Workshop,
    database: Database,
) -> None:
    draft = make_draft()

    issue(draft)
    issuing.carry_out(workshop, draft.id)

    with database.reading() as session:
        row = session.get_one(Assessment, draft.id)
        result = session.get_one(Result, row.record_id)
        record = session.get_one(Deposit, row.record_id).isi
    assert (result.risk_score, result.risk_band) == (0, "rendah")
    assert (result.needs_score, result.needs_band) == (None, None)
    assert record["instrumen"][1]["alasan_tidak"] == "low-risk"


def test_an_unfinished_draft_is_refused_and_takes_no_number(
    make_draft: MakeDraft, issue: Callable[[Assessment], None], database: Database
) -> None:
    draft = make_draft(ready=False)

    with pytest.raises(Invalid) as refused:
        issue(draft)

    fields = [fault.field for fault in refused.value.faults]
    assert fields[:3] == ["started_on", "finished_on", "A1"]
    assert "analysis" in fields
    with database.reading() as session:
        assert session.get_one(Assessment, draft.id).number is None


def test_issuing_twice_and_carrying_out_twice_make_one_document(
    make_draft: MakeDraft,
    issue: Callable[[Assessment], None],
    workshop: Workshop,
    database: Database,
    shelf: Shelf,
) -> None:
    draft = make_draft()

    for _ in range(2):
        issue(draft)
        issuing.carry_out(workshop, draft.id)

    with database.reading() as session:
        document = session.get_one(Deposit, session.get_one(Assessment, draft.id).record_id)
    kinds = [bag.kind for bag in shelf.bags(shelf_chain(document))]
    assert kinds.count("hasil-asesmen") == 1


def shelf_chain(document: Deposit) -> Chain:
    return Chain.parse(document.chain)


def test_numbers_follow_each_other_without_a_gap(
    make_client: MakeClient,
    make_draft: MakeDraft,
    issue: Callable[[Assessment], None],
    database: Database,
) -> None:
    drafts = [make_draft(make_client(name=f"Klien {n}")) for n in range(3)]

    for draft in drafts:
        issue(draft)

    with database.reading() as session:
        numbers = [session.get_one(Assessment, draft.id).number for draft in drafts]
    assert numbers == [f"WP.10.PAS.PAS.8-UM.01.01 - {n}" for n in (1, 2, 3)]


def test_a_number_whose_paper_cannot_be_made_is_voided_and_stays_in_the_register(
    make_draft: MakeDraft,
    issue: Callable[[Assessment], None],
    workshop: Workshop,
    database: Database,
    shelf: Shelf,
    staff: Staff,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    draft = make_draft()
    issue(draft)

    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        issuing.void(session, staff.assessor, client, row, reason="salah klien", at=at)
    issuing.carry_out(workshop, draft.id)
    seal_all()

    with database.reading() as session:
        row = session.get_one(Assessment, draft.id)
        number = session.get_one(LetterNumber, row.record_id)
        assert row.state is AssessmentState.VOID
        assert (number.state, number.reason) == (NumberState.VOID, "salah klien")
        assert session.get(Deposit, row.record_id) is None
    anew = open_database(tmp_path / "anew.sqlite3")
    migrate(anew.engine)
    rebuild(anew, shelf)
    with anew.reading() as session:
        again = session.get_one(LetterNumber, number.id)
        assert (again.n, again.text, again.date, again.reason) == (
            number.n,
            number.text,
            number.date,
            number.reason,
        )
    anew.close()


def test_what_is_sealed_can_no_longer_be_voided(
    make_draft: MakeDraft,
    issue: Callable[[Assessment], None],
    workshop: Workshop,
    database: Database,
    staff: Staff,
    at: datetime,
) -> None:
    draft = make_draft()
    issue(draft)
    issuing.carry_out(workshop, draft.id)

    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        with pytest.raises(StepNotAllowed):
            issuing.void(session, staff.assessor, client, row, reason="terlambat", at=at)


def test_a_look_before_the_issue_takes_no_number_and_keeps_nothing(
    make_draft: MakeDraft, database: Database, staff: Staff, press: Press, at: datetime
) -> None:
    draft = make_draft()

    with database.reading() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        record = issuing.draft_record(session, staff.assessor, client, row, at=at)
        profile = offices.settings(session, row.office)
        values = report.values(record, forms_in(session, profile.code, record.isi), profile, None)
    paper = press.print(doc_templates.find(TEMPLATE), values)

    assert "PRATINJAU" in " ".join(paper.pages)
    with database.reading() as session:
        assert session.get_one(Assessment, draft.id).state is AssessmentState.DRAFT
        assert session.scalars(select(LetterNumber)).all() == []
