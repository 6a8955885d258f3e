"""What a list holds of people is not kept for ever: it goes by itself, and the log says so."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from casework.actor import Actor
from casework.audit.model import AuditEvent
from casework.clients.model import Client
from casework.db.engine import Database
from casework.imports import checking, expiring, queries
from casework.imports import service as imports
from casework.imports.model import ImportRow
from casework.imports.workflow import BatchState
from tests.casework.imports.test_import import confirm, sheet, states, take_in
from tests.conftest import AT, Staff

DAYS = 30
SYSTEM = Actor("sistem", "bapas-contoh", "Berkas", via="sistem")


def let_go(database: Database, at: datetime) -> int:
    with database.transaction() as session:
        return expiring.let_go(session, SYSTEM, days=DAYS, at=at)


def test_a_list_that_nobody_confirmed_goes_by_itself_and_the_log_says_so(
    database: Database, staff: Staff
) -> None:
    batch = take_in(database, staff.assessor, sheet({}))
    end = expiring.expires_at(batch, DAYS)
    assert end == AT + timedelta(days=DAYS)

    assert let_go(database, end - timedelta(seconds=1)) == 0
    assert let_go(database, end) == 1
    assert let_go(database, end) == 0
    with database.reading() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        assert (kept.state, kept.content) == (BatchState.DROPPED, None)
        assert session.scalar(select(func.count()).select_from(ImportRow)) == 0
        last = session.scalars(select(AuditEvent).order_by(AuditEvent.n.desc())).first()
        assert last is not None
        assert (last.who, last.what, last.object) == ("sistem", "impor.buang", f"impor/{batch.id}")


def test_what_rows_said_that_became_no_client_goes_too_and_their_count_stays(
    database: Database, staff: Staff
) -> None:
    rows: tuple[dict[str, str], ...] = (
        {},
        {"Nama": "Wayan", "L/P": "X", "Nomor Register": "2/PB/2025"},
    )
    batch = take_in(database, staff.assessor, sheet(*rows))
    confirm(database, staff.assessor, batch)
    with database.reading() as session:
        done = imports.get(session, staff.assessor, batch.id).done_at
    assert done is not None

    assert let_go(database, done + timedelta(days=DAYS)) == 1
    assert let_go(database, done + timedelta(days=DAYS)) == 0
    with database.reading() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        assert expiring.expires_at(kept, DAYS) is None
        assert states(session, kept) == ["terdaftar", "salah"]
        assert checking.row(session, kept, 3).cells == []
        assert session.scalars(select(Client.name)).all() == ["Budi Santoso"]
        assert queries.batches(session, staff.assessor) == [kept]
