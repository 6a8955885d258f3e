"""A list of clients on its whole way: in, mapped, checked, done, undone, rebuilt."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from casework.actor import Actor, Role
from casework.clients import service as clients
from casework.clients.draft import ClientDraft
from casework.clients.model import Client
from casework.clock import Zone, office_date
from casework.db.base import new_id
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.demo.client_list import HEADS, ClientList, client_list
from casework.deposits.model import Deposit
from casework.errors import Invalid, NotFound
from casework.imports import checking, queries, running, sheets
from casework.imports import service as imports
from casework.imports.checking import Decision
from casework.imports.fields import reason_head
from casework.imports.mapping import ColumnMap, fingerprint
from casework.imports.model import ImportBatch, ImportMapping, ImportRow, RowChoice, RowState
from casework.imports.workflow import BatchState
from casework.offices.model import Official
from casework.rebuild.dump import lines
from casework.rebuild.service import rebuild
from rendering.sheet import write_sheet
from rendering.table import read_table
from tests.conftest import AT, MakeClient, Staff

TODAY = office_date(AT, Zone.WIB)


def take_in(database: Database, actor: Actor, content: bytes, at: datetime = AT) -> ImportBatch:
    """Upload a list, keep the proposed mapping, check every row."""
    file = imports.read(content, "klien.xlsx")
    with database.transaction() as session:
        batch = imports.upload(session, actor, file, at=at)
        columns = batch.columns
        imports.map_columns(session, actor, batch, columns, at=at)
    checking.carry_out(database, batch.id, at=at)
    return batch


def confirm(database: Database, actor: Actor, batch: ImportBatch) -> None:
    with database.transaction() as session:
        imports.confirm(session, actor, imports.get(session, actor, batch.id), at=AT)
    running.carry_out(database, batch.id)


def sheet(*rows: dict[str, str]) -> bytes:
    """Return a list with the heads of the sample; what is not given is Budi Santoso's."""
    plain = {
        "Nama": "Budi Santoso", "Tanggal Lahir": "17-06-1991", "L/P": "L", "Jenis Klien": "PB",
        "Tindak Pidana": "Pencurian", "Tanggal Diterima": "03-03-2025",
        "Nomor Register": "1/PB/2025",
    }  # fmt: skip
    heads = list(dict.fromkeys([*plain, *(head for row in rows for head in row)]))
    return write_sheet(heads, [[(plain | row).get(head, "") for head in heads] for row in rows])


def states(session: Session, batch: ImportBatch) -> list[str]:
    return [str(row.state) for row in checking.body(session, batch)]


@pytest.fixture
def messy(staff: Staff) -> ClientList:
    pks = {staff.pk.id: "Sari Dewi, S.Sos."}
    return client_list(11, 300, TODAY, pks)


def test_every_fault_of_a_messy_list_is_named_and_nothing_else(
    database: Database, staff: Staff, messy: ClientList
) -> None:
    batch = take_in(database, staff.assessor, write_sheet(HEADS, messy.rows))

    with database.reading() as session:
        found = {
            row.n: [(fault.field, fault.code) for fault in row.faults]
            for row in checking.body(session, batch)
            if row.faults
        }
    assert found == {n: [fault] for n, fault in messy.faults.items()}


def test_a_list_becomes_clients_and_comes_back_from_the_archive(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    messy: ClientList,
    seal_all: Callable[[], None],
    tmp_path: Path,
) -> None:
    batch = take_in(database, staff.assessor, write_sheet(HEADS, messy.rows))
    confirm(database, staff.assessor, batch)
    seal_all()

    with database.reading() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        counts = queries.counts(session, kept)
        made = session.scalars(select(Client)).all()
        assert kept.state is BatchState.DONE
        assert counts.of(RowState.REGISTERED) == len(made) > 250
        assert all(one.taken_over and one.batch_id == batch.id for one in made)
        assert {one.old_place for one in made} == {f"Lemari {n}" for n in range(1, 8)}
        assert queries.sealed(session, kept) == len(made)
        before = rows_of(session)
    assert dump_of(shelf, tmp_path / "baru.sqlite3") == before


def dump_of(shelf: Shelf, path: Path) -> list[str]:
    again = open_database(path)
    migrate(again.engine)
    assert rebuild(again, shelf).unreadable == ()
    with again.reading() as session:
        found = rows_of(session)
    again.close()
    return found


def rows_of(session: Session) -> list[str]:
    """Return the canonical dump but for the log, which is sealed day by day."""
    return [line for line in lines(session) if not line.startswith("audit_event ")]


def test_a_client_without_a_known_assessment_is_taken_over_as_unknown(
    database: Database, staff: Staff
) -> None:
    content = sheet(
        {"Nama": "Ani", "Nomor Register": "1/PB/2025", "Tanggal Asesmen Terakhir": "10-03-2025",
         "Nilai Asesmen Terakhir": "5", "Tingkat Risiko Terakhir": "Sangat Tinggi"},
        {"Nama": "Wayan", "Nomor Register": "2/PB/2025", "Tanggal Lahir": "2 Mei 1980"},
    )  # fmt: skip
    confirm(database, staff.assessor, take_in(database, staff.assessor, content))

    with database.reading() as session:
        ani, wayan = session.scalars(select(Client).order_by(Client.number)).all()
    assert (ani.old_assessed_on, ani.old_next_due) == (date(2025, 3, 10), date(2026, 3, 10))
    assert (ani.old_assessment_score, ani.old_assessment_band) == (5, "sangat-tinggi")
    assert (wayan.taken_over, wayan.old_assessed_on, wayan.old_next_due) == (True, None, None)


def test_twins_wait_for_a_decision_with_a_reason(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    known = make_client()
    rows = (
        {"NIK": known.nik or "", "Nomor Register": "7/PB/2025"},
        {
            "Nama": "Siti Aminah",
            "L/P": "P",
            "NIK": "9999015706910002",
            "Nomor Register": "8/PB/2025",
        },
        {
            "Nama": "SITI AMINAH",
            "L/P": "P",
            "NIK": "9999015706910002",
            "Nomor Register": "9/PB/2025",
        },
    )
    batch = take_in(database, staff.assessor, sheet(*rows))

    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        assert states(session, kept) == ["kembar", "siap", "kembar"]
        first, _, third = checking.body(session, kept)
        assert first.twins[0]["file"] == known.number
        assert third.twins[0]["row"] == 3
        with pytest.raises(Invalid, match="reason"):
            imports.decide(session, staff.assessor, kept, first.n, Decision(RowChoice.NEW), at=AT)
    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        other = Decision(RowChoice.NEW, "Orang lain")
        imports.decide(session, staff.assessor, kept, 2, other, at=AT)
        imports.decide(session, staff.assessor, kept, 4, Decision(RowChoice.SKIP), at=AT)
        assert states(session, kept) == ["siap", "siap", "dilewati"]
    confirm(database, staff.assessor, batch)
    with database.reading() as session:
        second = clients.get(session, staff.assessor, "2026-00002")
        isi = session.get_one(Deposit, second.id).isi
    assert isi["kembar"] == {"dibandingkan": [known.number], "alasan": "Orang lain"}


def test_a_row_is_mended_in_place(database: Database, staff: Staff) -> None:
    batch = take_in(database, staff.assessor, sheet({"L/P": "?"}, {"Nama": "Wayan", "L/P": "X"}))

    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        assert states(session, kept) == ["salah", "salah"]
        row = imports.edit(session, staff.assessor, kept, 3, {"sex": "Laki-laki"}, at=AT)
        assert (row.state, row.edited) == (RowState.READY, {"sex": "Laki-laki"})


def test_nothing_is_written_to_clients_before_it_is_confirmed(
    database: Database, staff: Staff
) -> None:
    batch = take_in(database, staff.assessor, sheet({}))
    running.carry_out(database, batch.id)

    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Client)) == 0


def test_an_import_is_undone_as_a_whole_and_stays_undone_after_a_rebuild(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    seal_all: Callable[[], None],
    make_client: MakeClient,
    tmp_path: Path,
) -> None:
    batch = take_in(database, staff.assessor, sheet({}, {"Nama": "Wayan", "Nomor Register": "2"}))
    confirm(database, staff.assessor, batch)
    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        voided = imports.undo(session, staff.assessor, kept, reason="Lembar lama", at=AT)
    after = make_client(name="Orang Baru")
    seal_all()

    assert voided == ("2026-00001", "2026-00002")
    assert after.number == "2026-00003"
    with database.reading() as session:
        void = {one.number for one in session.scalars(select(Client)) if one.void}
        before = rows_of(session)
    assert void == set(voided)
    assert dump_of(shelf, tmp_path / "baru.sqlite3") == before


def test_an_import_whose_client_was_changed_cannot_be_undone(
    database: Database, staff: Staff
) -> None:
    batch = take_in(database, staff.assessor, sheet({}, {"Nama": "Wayan", "Nomor Register": "2"}))
    confirm(database, staff.assessor, batch)
    with database.transaction() as session:
        client = clients.get(session, staff.assessor, "2026-00002")
        pk = session.get_one(Official, staff.pk.id)
        clients.assign_pk(session, staff.head, client, pk, on=TODAY, at=AT)

    with database.writing() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        with pytest.raises(imports.FilesChanged) as refusal:
            imports.undo(session, staff.assessor, kept, reason="Lembar lama", at=AT)
    assert refusal.value.numbers == ("2026-00002",)


def test_who_was_registered_after_the_check_stops_the_import(
    database: Database, staff: Staff, client_draft: ClientDraft
) -> None:
    rows = ({"NIK": client_draft.nik or ""}, {"Nama": "Wayan", "Nomor Register": "2/PB/2025"})
    batch = take_in(database, staff.assessor, sheet(*rows))
    with database.transaction() as session:
        clients.register(session, staff.pk, client_draft, at=AT + timedelta(minutes=1))

    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        assert imports.confirm(session, staff.assessor, kept, at=AT + timedelta(minutes=2)) == 1
        assert kept.state is BatchState.CHECKED
        assert states(session, kept) == ["kembar", "siap"]
    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        assert imports.confirm(session, staff.assessor, kept, at=AT + timedelta(minutes=3)) == 0


def test_what_a_cell_hid_is_named_in_its_row(database: Database, staff: Staff) -> None:
    book = load_workbook(io.BytesIO(sheet({}, {"Nama": "Wayan"}, {"Nama": "Siti"})))
    page = book.active
    assert page is not None
    page["A3"] = '="Way"&"an"'  # without the value that a spreadsheet keeps
    page.merge_cells("C3:C4")
    page["B2"] = 3275011706910001
    target = io.BytesIO()
    book.save(target)

    batch = take_in(database, staff.assessor, target.getvalue())

    with database.reading() as session:
        found = {
            (row.n, fault.field, fault.code)
            for row in checking.body(session, batch)
            for fault in row.faults
        }
    assert found == {
        (2, "birth_date", "cell-number-damaged"),
        (3, "name", "cell-formula-empty"),
        (4, "sex", "cell-merged"),
    }


def test_another_sheet_of_the_book_is_chosen(database: Database, staff: Staff) -> None:
    book = load_workbook(io.BytesIO(sheet({})))
    book.create_sheet("Arsip").append(["Nama", "L/P"])
    book["Arsip"].append(["Wayan", "P"])
    book["Arsip"].sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    batch = take_in(database, staff.assessor, target.getvalue())

    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        other = imports.read(target.getvalue(), "klien.xlsx", sheet="Arsip")
        imports.choose_sheet(session, kept, other)
        assert kept.state is BatchState.UPLOADED
        assert kept.heads == ["Nama", "L/P"]
        assert [row.cells for row in checking.body(session, kept)] == [["Wayan", "P"]]


def test_a_text_of_an_old_spreadsheet_is_taken(database: Database, staff: Staff) -> None:
    text = (
        "Nama;Tanggal Lahir;JK;Jenis Klien;Perkara;Tgl Terima\r\n"
        "Ren\u00e9 Tanu;17/06/1991;L;CB;Pencurian;3/3/2025\r\n"
    )
    batch = take_in(database, staff.assessor, text.encode("cp1252"))

    with database.reading() as session:
        (row,) = checking.body(session, batch)
        assert (row.state, row.values["name"]) == (RowState.READY, "Ren\u00e9 Tanu")


def test_a_list_that_was_let_go_leaves_nothing_behind(database: Database, staff: Staff) -> None:
    batch = take_in(database, staff.assessor, sheet({}, {"Nama": "Wayan"}))
    with database.transaction() as session:
        imports.drop(session, staff.assessor, imports.get(session, staff.assessor, batch.id), at=AT)

    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ImportRow)) == 0
        assert queries.batches(session, staff.assessor) == []


def test_a_list_of_another_office_is_not_found(database: Database, staff: Staff) -> None:
    batch = take_in(database, staff.assessor, sheet({}))
    stranger = Actor("x", "bapas-lain", "Orang Lain", roles=frozenset({Role.REGISTRASI}))

    with database.reading() as session, pytest.raises(NotFound):
        imports.get(session, stranger, batch.id)


def test_a_mapping_that_was_kept_is_proposed_for_the_same_heads(
    database: Database, staff: Staff
) -> None:
    content = write_sheet(["Nama", "Kolom Kita"], [["Budi", "L"]])
    file = imports.read(content, "klien.xlsx")
    with database.transaction() as session:
        first = imports.upload(session, staff.assessor, file, at=AT)
        assert first.columns.columns == {0: "name"}
        session.add(
            ImportMapping(
                id=new_id(), office=first.office, name="Lembar kita", saved_at=AT, saved_by="Rina",
                fingerprint=first.facts["fingerprint"],
                mapping=ColumnMap({0: "name", 1: "sex"}, 1).as_dict(),
            )
        )  # fmt: skip
        session.flush()
        second = imports.upload(session, staff.assessor, file, at=AT)

    assert second.columns.columns == {0: "name", 1: "sex"}
    assert second.facts["kept"] == "Lembar kita"


def test_the_faulty_rows_leave_as_a_sheet_that_can_be_mended_and_come_back(
    database: Database, staff: Staff
) -> None:
    batch = take_in(database, staff.assessor, sheet({"L/P": "?"}, {"Nama": "=Wayan"}))
    with database.reading() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        data = sheets.faulty(session, kept, lambda faults: faults[0].code)

    table = read_table(data)
    assert [row.cells[-1] for row in table.rows] == [reason_head(), "required"]
    assert fingerprint(table.rows[0].cells) == kept.facts["fingerprint"]


def test_the_sample_sheet_is_taken_as_it_is(database: Database, staff: Staff) -> None:
    with database.transaction() as session:
        row = session.get_one(Official, staff.pk.id)
        row.name = "Sari Dewi, S.Sos."
    batch = take_in(database, staff.assessor, sheets.sample())

    with database.reading() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        assert states(session, kept) == ["siap"]
        assert len(kept.columns.columns) == len(kept.heads)
