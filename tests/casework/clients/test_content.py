"""What is sealed of a client and what stands in the rows say the same, change after change."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from archive.shelf import Shelf
from casework.clients import service as clients
from casework.clients.content import content
from casework.clients.draft import ClientDraft, Takeover
from casework.clients.model import Client, NameKind
from casework.clients.record import difference, patched
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.demo.people import people
from casework.errors import Invalid
from casework.rebuild.dump import lines
from casework.rebuild.service import rebuild
from tests.conftest import AT, Staff

TODAY = AT.date()
CROWD = [one.draft for one in people(7, 24, TODAY)]


def full(draft: ClientDraft, n: int) -> ClientDraft:
    """Return the draft with everything filled in that a form can hold."""
    days = [TODAY + timedelta(days=30 * step) for step in range(1, 6)]
    cases = tuple(
        replace(
            case,
            offence_on=date(2024, 1, 1),
            third_on=days[0],
            half_on=days[1],
            two_thirds_on=days[2],
            expires_on=days[3],
            parole_expires_on=days[4],
        )
        for case in (*draft.cases, *draft.cases)
    )
    return replace(
        draft,
        cases=cases,
        ethnicity="Jawa",
        nationality="Indonesia",
        post=f"Pos Bapas {n}",
        child_reason="menurut penetapan",
        takeover=Takeover("B-12", "Lemari 3", date(2025, 5, 31), "WP.1", 9, "sedang"),
    )


DRAFTS = [*CROWD, *(full(draft, n) for n, draft in enumerate(CROWD))]


def test_what_is_sealed_of_a_draft_is_what_the_rows_say(database: Database, staff: Staff) -> None:
    for draft in DRAFTS:
        with database.transaction() as session:
            row = clients.register(session, staff.assessor, draft, at=AT)
        with database.reading() as session:
            assert content(session.get_one(Client, row.id)) == content(draft)


def test_a_difference_written_over_the_old_values_gives_the_new_ones() -> None:
    values = [content(draft) for draft in DRAFTS]
    for before in values:
        for after in values[::5]:
            assert patched(before, difference(before, after)) == after


def test_changed_clients_come_back_equal_from_the_archive(
    database: Database, shelf: Shelf, staff: Staff, seal_all: Callable[[], None], tmp_path: Path
) -> None:
    adults = [draft for draft in DRAFTS if not draft.child]
    for before, after in zip(adults, reversed(adults), strict=True):
        with database.transaction() as session:
            row = clients.register(session, staff.assessor, before, at=AT)
            desk = replace(staff.pk, via="konsol")
            clients.change(session, desk, row, after, reason="daftar lama keliru", at=AT)
            clients.change(session, desk, row, before, reason="kembali", at=AT)
    seal_all()

    anew = open_database(tmp_path / "anew.sqlite3")
    migrate(anew.engine)
    rebuilt = rebuild(anew, shelf)

    with database.reading() as old, anew.reading() as new:
        assert rebuilt.unreadable == ()
        assert of_archive(lines(new)) == of_archive(lines(old))
    anew.close()


def of_archive(rows: Iterable[str]) -> list[str]:
    """Leave out the log, which is sealed by the day."""
    return [row for row in rows if not row.startswith("audit_event ")]


def test_a_name_that_was_corrected_stays_known(database: Database, staff: Staff) -> None:
    draft = CROWD[0]
    desk = replace(staff.pk, via="konsol")
    with database.transaction() as session:
        row = clients.register(session, staff.assessor, draft, at=AT)
        for name in ("Nama Kedua", "Nama Ketiga", "Nama Kedua"):
            changed = replace(draft, name=name)
            clients.change(session, desk, row, changed, reason="menurut putusan", at=AT)

    with database.reading() as session:
        names = {(one.kind, one.name) for one in session.get_one(Client, row.id).names}
    assert {name for kind, name in names if kind is NameKind.NAME} == {"Nama Kedua"}
    assert {name for kind, name in names if kind is NameKind.FORMER} == {draft.name, "Nama Ketiga"}


def test_a_change_without_a_reason_is_refused_and_nothing_is_written(
    database: Database, staff: Staff
) -> None:
    draft = CROWD[0]
    desk = replace(staff.pk, via="konsol")
    with database.transaction() as session:
        row = clients.register(session, staff.assessor, draft, at=AT)
    with database.writing() as session:
        client = session.get_one(Client, row.id)
        new = replace(draft, name="X Y")
        with pytest.raises(Invalid, match="reason"):
            clients.change(session, desk, client, new, reason=" ", at=AT)

    with database.reading() as session:
        assert session.get_one(Client, row.id).name == draft.name


def test_a_client_taken_over_is_due_a_year_after_the_last_assessment(
    database: Database, staff: Staff
) -> None:
    with database.transaction() as session:
        row = clients.register(session, staff.assessor, DRAFTS[-1], at=AT)

    assert row.taken_over
    assert row.old_next_due == date(2026, 5, 31)
