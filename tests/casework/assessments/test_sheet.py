"""SP-4: what a draft comes to: scores, bands, what is still asked, and what the record keeps."""

from datetime import datetime

import pytest

from casework.assessments import content, readiness
from casework.assessments.model import Assessment
from casework.assessments.sheet import lay_out
from casework.clients.model import Client
from casework.db.engine import Database
from tests.conftest import MakeDraft


def test_the_sheet_adds_up_what_was_answered_sp_4(
    database: Database, make_draft: MakeDraft
) -> None:
    draft = make_draft(worst=True)

    with database.reading() as session:
        sheet = lay_out(session, session.get_one(Client, draft.client_id), draft)

    assert (sheet.risk.score.total, sheet.risk.score.provisional.code) == (17, "sangat-tinggi")
    assert sheet.needs is not None
    assert (sheet.needs.score.total, sheet.needs.score.provisional.code) == (38, "sangat-tinggi")
    assert sheet.asked == (sheet.risk, sheet.needs)
    for filled in sheet.asked:
        assert filled.answered == filled.total > 0
        assert filled.without_evidence == 0
        assert sum(part.total or 0 for part in filled.score.parts) == filled.score.total


def test_a_low_risk_asks_for_no_needs_sp_4(database: Database, make_draft: MakeDraft) -> None:
    draft = make_draft()

    with database.reading() as session:
        sheet = lay_out(session, session.get_one(Client, draft.client_id), draft)

    assert sheet.asked == (sheet.risk,)
    assert not sheet.requirement.needed
    assert sheet.of("rri") is sheet.risk
    with pytest.raises(KeyError):
        sheet.of("anak")


def test_without_the_assessors_analysis_nothing_is_issued_sp_4(
    database: Database, make_draft: MakeDraft, at: datetime
) -> None:
    draft = make_draft(worst=True)
    with database.reading() as session:
        client = session.get_one(Client, draft.client_id)
        row = session.get_one(Assessment, draft.id)
        assert readiness.ready(session, client, row, on=at.date())

        row.analysis = " \n "
        with session.no_autoflush:
            missing = readiness.faults(session, client, row, on=at.date())

    assert [fault.field for fault in missing] == ["analysis"]


def test_the_record_keeps_every_answer_with_its_value_and_what_it_rests_on_sp_4(
    database: Database, make_draft: MakeDraft
) -> None:
    draft = make_draft(worst=True)

    with database.reading() as session:
        client = session.get_one(Client, draft.client_id)
        frozen = content.freeze(session, client, draft, urut=1, code="AAAA-BBBB-CCCC")
        sheet = lay_out(session, client, draft)

    for filled, kept in zip(sheet.filled, frozen["instrumen"], strict=True):
        answered = {one["butir"]: one["pilihan"] for one in kept["jawaban"]}
        assert answered == dict(filled.answers)
        assert all(one["bukti"].startswith("Putusan halaman") for one in kept["jawaban"])
        assert (kept["versi"], kept["sha256"]) == (filled.form.version, filled.form.sha256)
        assert kept["nilai"] == filled.score.total
        assert [one["nilai"] for one in kept["bagian"]] == [
            part.total for part in filled.score.parts
        ]
    assert frozen["analisis"] == draft.analysis
    assert frozen["sebelumnya"] is None
