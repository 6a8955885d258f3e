"""Killed at any moment of registering a list, it goes on: every client once, no number lost."""

import itertools
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from casework.clients.model import Client
from casework.clock import Zone, office_date
from casework.db.engine import Database, open_database
from casework.demo.client_list import HEADS, client_list
from casework.deposits.journal import open_entries
from casework.deposits.model import Deposit
from casework.imports import checking, queries, running
from casework.imports import service as imports
from casework.imports.model import ImportBatch, RowState
from casework.imports.workflow import BatchState
from rendering.sheet import write_sheet
from tests.conftest import AT, Staff

KILLED = 9
ROWS = 60  # more than one chunk
FLUSHES = (1, 7, 40, 111, 173, 250)

Point = Callable[..., None]


@pytest.fixture
def confirmed(database: Database, staff: Staff) -> str:
    """Confirm a list without faults; return its id."""
    today = office_date(AT, Zone.WIB) - timedelta(days=1)
    office = client_list(3, ROWS, today, {staff.pk.id: "Sari Dewi"})
    rows = [row for n, row in enumerate(office.rows, 2) if n not in office.faults]
    file = imports.read(write_sheet(HEADS, rows), "klien.xlsx")
    with database.transaction() as session:
        batch = imports.upload(session, staff.assessor, file, at=AT)
        imports.map_columns(session, staff.assessor, batch, batch.columns, at=AT)
    checking.carry_out(database, batch.id, at=AT)
    with database.transaction() as session:
        imports.confirm(session, staff.assessor, session.get_one(ImportBatch, batch.id), at=AT)
    return batch.id


def killed(database: Database, batch_id: str, what: str, number: int) -> bool:
    """Register in a child that dies at that point; tell whether it came so far."""
    database.close()
    if (child := os.fork()) == 0:
        passed = itertools.count()

        def point(*_: object) -> None:
            if next(passed) == number:
                os._exit(KILLED)

        event.listen(database.engine if what == "commit" else Session, what, point)
        try:
            running.carry_out(database, batch_id)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def assert_whole(database: Database, batch_id: str) -> None:
    """Every row that was ready is one client, and the numbers have no gap."""
    with database.reading() as session:
        batch = session.get_one(ImportBatch, batch_id)
        counts = queries.counts(session, batch)
        clients = session.scalars(select(Client).order_by(Client.number)).all()
        deposits = session.scalars(select(Deposit).where(Deposit.kind == "pembukaan")).all()
        promised = {entry.deposit_id for entry in open_entries(session)}
    assert batch.state is BatchState.DONE
    assert counts.of(RowState.READY) == 0
    assert counts.of(RowState.REGISTERED) == len(clients) == len(deposits)
    assert [one.number for one in clients] == [
        f"{clients[0].number[:4]}-{n:05}" for n in range(1, len(clients) + 1)
    ]
    assert {one.id for one in clients} <= promised


@pytest.mark.parametrize(
    ("what", "number"),
    [
        *(("commit", n) for n in range(3)),
        *(("after_commit", n) for n in range(3)),
        *(("after_flush", n) for n in FLUSHES),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_a_killed_import_goes_on_where_it_was(
    home: Path, database: Database, confirmed: str, what: str, number: int
) -> None:
    assert killed(database, confirmed, what, number)

    again = open_database(home / "berkas.sqlite3")
    running.carry_out(again, confirmed)
    assert_whole(again, confirmed)
    running.carry_out(again, confirmed)
    assert_whole(again, confirmed)
    again.close()


def test_sealing_what_an_import_promised_needs_no_import(
    database: Database, shelf: Shelf, confirmed: str, seal_all: Callable[[], None]
) -> None:
    assert killed(database, confirmed, "after_commit", 0)
    seal_all()

    running.carry_out(database, confirmed)
    assert_whole_after_sealing(database, shelf, confirmed)


def assert_whole_after_sealing(database: Database, shelf: Shelf, batch_id: str) -> None:
    with database.reading() as session:
        batch = session.get_one(ImportBatch, batch_id)
        assert batch.state is BatchState.DONE
        assert 0 < queries.sealed(session, batch) < queries.counts(session, batch).total
    assert sum(1 for _ in shelf.walk()) > 0
