"""A decision about a double holds for those it was made beside, and for nobody else."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients import service as clients
from casework.clients.draft import ClientDraft
from casework.db.engine import Database
from casework.demo.client_list import HEADS, client_list
from casework.imports import checking, doubles
from casework.imports import service as imports
from casework.imports.checking import Decision
from casework.imports.model import ImportBatch, RowChoice, RowState
from casework.imports.office import reader
from casework.imports.rows import given
from casework.imports.workflow import BatchState
from rendering.sheet import write_sheet
from tests.casework.imports.test_import import sheet, states, take_in
from tests.conftest import AT, Staff

OTHER = Decision(RowChoice.NEW, "Orang lain")


def test_a_row_is_asked_about_again_when_another_person_has_come_to_be_like_it(
    database: Database, staff: Staff, client_draft: ClientDraft
) -> None:
    with database.transaction() as session:
        clients.register(session, staff.pk, client_draft, at=AT - timedelta(days=1))
    rows = ({"NIK": client_draft.nik or "", "Nomor Register": "2/PB/2025"},)
    batch = take_in(database, staff.assessor, sheet(*rows))
    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        imports.decide(session, staff.assessor, kept, 2, OTHER, at=AT)
        assert states(session, kept) == ["siap"]
    with database.transaction() as session:
        another = replace(client_draft, name="Budi Santosa")
        clients.register(session, staff.pk, another, at=AT + timedelta(minutes=1))

    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        imports.confirm(session, staff.assessor, kept, at=AT + timedelta(minutes=2))
        assert kept.state is BatchState.CHECKED
        assert states(session, kept) == ["kembar"]


def twins_of(session: Session, batch: ImportBatch) -> dict[int, list[int]]:
    """Return the rows that are like an earlier one, with which."""
    return {
        row.n: [one["row"] for one in row.twins if one["row"]]
        for row in checking.body(session, batch)
        if row.state is RowState.TWIN
    }


def test_a_corrected_row_is_held_against_the_rest_as_if_all_were_checked_anew(
    database: Database, staff: Staff
) -> None:
    office = client_list(5, 120, AT.date(), {staff.pk.id: "Sari Dewi"})
    batch = take_in(database, staff.assessor, write_sheet(HEADS, office.rows))
    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        fit = [row.n for row in checking.body(session, kept) if row.state is RowState.READY]
        for n, other in ((fit[0], fit[50]), (fit[60], fit[10]), (fit[70], fit[0]), (fit[0], 0)):
            become(session, staff.assessor, kept, n, other)
            after = twins_of(session, kept)
            read = reader(session, kept, at=AT)
            doubles.find(session, staff.assessor, doubles.fit(checking.body(session, kept), read))
            assert after == twins_of(session, kept)
            assert after or not other


def become(session: Session, actor: Actor, batch: ImportBatch, n: int, other: int) -> None:
    """Write what another row says of its person over this one; back again without another."""
    row = imports.row(session, batch, n)
    texts = given(row.row, batch.columns, {})
    if other:
        like = imports.row(session, batch, other)
        says = given(like.row, batch.columns, like.edited)
        texts |= {code: says[code] for code in ("name", "birth", "nik") if code in says}
    imports.edit(session, actor, batch, n, texts, at=AT)


def test_who_is_like_a_row_that_is_left_out_waits_for_it_no_longer(
    database: Database, staff: Staff
) -> None:
    rows = ({"Nomor Register": "1/PB/2025"}, {"Nomor Register": "2/PB/2025"})
    batch = take_in(database, staff.assessor, sheet(*rows))
    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        assert states(session, kept) == ["siap", "kembar"]
        skip, undecided = Decision(RowChoice.SKIP), Decision(RowChoice.NONE)
        imports.decide(session, staff.assessor, kept, 2, skip, at=AT)
        assert states(session, kept) == ["dilewati", "siap"]
        imports.decide(session, staff.assessor, kept, 2, undecided, at=AT)
        assert states(session, kept) == ["siap", "kembar"]


def test_rows_that_count_sign_or_number_the_columns_are_nobody(
    database: Database, staff: Staff
) -> None:
    nobody = {"Nama": "", "Tanggal Lahir": "", "L/P": "", "Jenis Klien": "", "Tindak Pidana": "",
              "Tanggal Diterima": "", "Nomor Register": ""}  # fmt: skip
    rows: tuple[dict[str, str], ...] = (
        dict(zip(nobody, "1234567", strict=True)),
        {},
        nobody | {"Nama": "JUMLAH", "L/P": "9"},
        nobody | {"PK": "Kota Contoh, 31 Oktober 2026"},
        {head: head for head in nobody},
        nobody | {"Nama": "Jumlah Rahmat"},
        {"Nama": "Total", "Nomor Register": "2/PB/2025"},
    )
    batch = take_in(database, staff.assessor, sheet(*rows))

    with database.reading() as session:
        assert states(session, batch) == [
            "dilewati", "siap", "dilewati", "dilewati", "dilewati", "salah", "siap",
        ]  # fmt: skip
