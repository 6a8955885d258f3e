"""While a list is registered and sealed, what somebody waits for goes before it."""

import pytest

from archive.shelf import Shelf
from casework.assessments import issuing
from casework.assessments.model import Assessment, AssessmentState
from casework.clients.model import Client
from casework.db.engine import Database
from casework.demo.client_list import HEADS, client_list
from casework.deposits import journal, sealing
from casework.documents.press import Press
from casework.imports import checking, queries, running
from casework.imports import service as imports
from casework.imports.model import ImportBatch
from casework.imports.workflow import BatchState
from casework.jobs.worker import Worker
from rendering.sheet import write_sheet
from tests.conftest import AT, MakeDraft, Staff


@pytest.fixture
def confirmed(database: Database, staff: Staff) -> str:
    """Confirm a list that takes more than two parts to be registered; return its id."""
    office = client_list(3, 130, AT.date(), {staff.pk.id: "Sari Dewi"})
    file = imports.read(write_sheet(HEADS, office.rows), "klien.xlsx")
    with database.transaction() as session:
        batch = imports.upload(session, staff.assessor, file, at=AT)
        imports.map_columns(session, staff.assessor, batch, batch.columns, at=AT)
    checking.carry_out(database, batch.id, at=AT)
    with database.transaction() as session:
        imports.confirm(session, staff.assessor, session.get_one(ImportBatch, batch.id), at=AT)
    return batch.id


@pytest.mark.office
def test_a_result_is_issued_while_an_import_is_still_registered_and_sealed(
    database: Database,
    shelf: Shelf,
    press: Press,
    staff: Staff,
    make_draft: MakeDraft,
    confirmed: str,
) -> None:
    draft = make_draft()
    workshop = issuing.Workshop(database, shelf, press)
    found = dict[str, object]()

    def issue(subject: str) -> None:
        issuing.carry_out(workshop, subject)
        with database.reading() as session:
            batch = session.get_one(ImportBatch, confirmed)
            found["state"] = batch.state
            found["issued"] = session.get_one(Assessment, subject).state
            found["sealed"] = queries.sealed(session, batch)

    def register(subject: str) -> None:
        if not found:  # somebody issues a result while the first clients are registered
            found["asked"] = True
            with database.transaction() as session:
                row = session.get_one(Assessment, draft.id)
                client = session.get_one(Client, row.client_id)
                issuing.issue(session, staff.assessor, client, row, at=AT)
        running.carry_out(database, subject, patient=True)

    worker = Worker(
        database,
        {
            journal.SEAL: lambda one: sealing.seal(database, shelf, one),
            sealing.INDEX: lambda _: None,
            issuing.ISSUE: issue,
            imports.CHECK: lambda _: None,
            imports.RUN: register,
        },
    )
    worker.drain()

    assert found["state"] is BatchState.RUNNING
    assert found["issued"] is AssessmentState.STORED
    assert found["sealed"] == 0
    with database.reading() as session:
        batch = session.get_one(ImportBatch, confirmed)
        assert batch.state is BatchState.DONE
        assert queries.sealed(session, batch) > 100
