"""SP-7: the archive is the truth; database rows come back from it equal."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from archive.shelf import Shelf
from casework.clients import service as clients
from casework.clients.model import GuidanceStatus
from casework.clock import Zone
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.deposits.segments import seal_segment
from casework.physical import service as physical
from casework.rebuild.dump import digest, lines
from casework.rebuild.service import catch_up, rebuild
from tests.conftest import MakeClient, Staff


def test_the_database_comes_back_equal_from_the_archive_alone(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    first, second = make_client(), make_client(name="Made Wirawan", child=True)
    with database.transaction() as session:
        here = clients.get(session, staff.assessor, first.number)
        physical.put(session, staff.archivist, here, "Lemari 2 > Rak 3 > Boks 14", at=at)
        clients.change_status(
            session,
            staff.pk,
            here,
            GuidanceStatus.COMPLETED,
            on=date(2026, 3, 9),
            reason="masa bimbingan habis",
            at=at,
        )
    seal_all()
    with database.transaction() as session:
        seal_segment(session, staff.admin, Zone.WIB, at=at)
    seal_all()

    anew = open_database(tmp_path / "anew.sqlite3")
    migrate(anew.engine)
    rebuilt = rebuild(anew, shelf)

    with database.reading() as old, anew.reading() as new:
        assert rebuilt.unreadable == ()
        assert list(lines(new)) == list(lines(old))
        assert digest(new) == digest(old)
    assert second.child
    anew.close()


def test_bags_that_the_database_forgot_are_adopted_once(
    shelf: Shelf,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    tmp_path: Path,
) -> None:
    make_client()
    seal_all()
    yesterday = open_database(tmp_path / "yesterday.sqlite3")
    migrate(yesterday.engine)
    rebuild(yesterday, shelf)
    make_client(name="Yohana Kurnia")
    seal_all()

    first, again = catch_up(yesterday, shelf), catch_up(yesterday, shelf)

    assert (first.bags, again.bags) == (1, 0)
    yesterday.close()
