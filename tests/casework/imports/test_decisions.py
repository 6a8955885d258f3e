"""A decision about a double holds for those it was made beside, and for nobody else."""

from dataclasses import replace
from datetime import timedelta

from casework.clients import service as clients
from casework.clients.draft import ClientDraft
from casework.db.engine import Database
from casework.imports import service as imports
from casework.imports.model import RowChoice
from casework.imports.workflow import BatchState
from tests.casework.imports.test_import import sheet, states, take_in
from tests.conftest import AT, Staff


def test_a_row_is_asked_about_again_when_another_person_has_come_to_be_like_it(
    database: Database, staff: Staff, client_draft: ClientDraft
) -> None:
    with database.transaction() as session:
        clients.register(session, staff.pk, client_draft, at=AT - timedelta(days=1))
    rows = ({"NIK": client_draft.nik or "", "Nomor Register": "2/PB/2025"},)
    batch = take_in(database, staff.assessor, sheet(*rows))
    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        imports.decide(session, kept, 2, RowChoice.NEW, reason="Orang lain")
        assert states(session, kept) == ["siap"]
    with database.transaction() as session:
        another = replace(client_draft, name="Budi Santosa")
        clients.register(session, staff.pk, another, at=AT + timedelta(minutes=1))

    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        imports.confirm(session, staff.assessor, kept, at=AT + timedelta(minutes=2))
        assert kept.state is BatchState.CHECKED
        assert states(session, kept) == ["kembar"]
