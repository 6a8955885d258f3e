"""Officials change, and what was sealed of them comes back from the archive alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from archive.shelf import Shelf
from casework.actor import Role
from casework.clock import Zone
from casework.db.engine import Database
from casework.deposits.segments import seal_segment
from casework.errors import Invalid
from casework.offices import preparing
from casework.offices import service as offices
from casework.offices.preparing import Stage, Standing
from casework.users import accounts, people
from tests.conftest import MakeClient, Staff
from tests.rebuilding import made_anew


def test_changed_and_ended_officials_come_back_equal(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    with database.transaction() as session:
        head = offices.official(session, staff.head.office, staff.head.id)
        moved = replace(accounts.drafted(head), name="Bambang H.", until=date(2026, 3, 31))
        offices.amend(session, staff.admin, head, moved, at=at)
        archivist = people.person(session, staff.admin, staff.archivist.id, at=at)
        accounts.end(session, staff.admin, archivist, date(2026, 3, 9), "pensiun", at=at)
        preparing.settle(session, staff.admin, Stage.ZONE, at=at)
    # at a later moment: of two records of one person the later must win
    with database.transaction() as session:
        head = offices.official(session, staff.head.office, staff.head.id)
        again = replace(accounts.drafted(head), roles=frozenset({Role.KABAPAS, Role.KASI}))
        offices.amend(session, staff.admin, head, again, at=at + timedelta(days=1))
    seal_all()
    with database.transaction() as session:
        seal_segment(session, staff.admin, Zone.WIB, at=at)
    seal_all()

    with made_anew(database, shelf, tmp_path) as anew, anew.reading() as new:
        back = offices.official(new, staff.head.office, staff.head.id)
        assert (back.name, back.roles) == ("Bambang H.", ["kabapas", "kasi"])
        told = preparing.standings(new, staff.admin, on=at.date())
        assert told[Stage.ZONE] is Standing.DONE


def test_a_change_that_no_paper_could_name_changes_nothing(
    database: Database, staff: Staff, at: datetime
) -> None:
    with database.transaction() as session:
        head = offices.official(session, staff.head.office, staff.head.id)
        draft = accounts.drafted(head)
        with pytest.raises(Invalid):
            replace(draft, position="x" * 161)
        with pytest.raises(Invalid):
            offices.amend(session, staff.admin, head, draft, at=at, reason="a\x00")
        assert not offices.amend(session, staff.admin, head, draft, at=at)


def test_an_office_at_work_needs_no_confirmation_of_its_numbers(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    with database.reading() as session:
        before = preparing.standings(session, staff.admin, on=at.date())
    make_client()
    with database.reading() as session:
        after = preparing.standings(session, staff.admin, on=at.date())
        later = preparing.standings(session, staff.admin, on=date(2023, 1, 1))

    assert [before[stage] for stage in (Stage.NUMBERS, Stage.ZONE, Stage.CLIENTS)] == [
        Standing.OPEN
    ] * 3
    assert set(after.values()) == {Standing.DONE}
    assert later[Stage.OFFICIALS] is Standing.OPEN  # nobody headed the office then
