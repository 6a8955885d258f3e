"""Killed at any moment of issuing, a result is whole and unique, or still to be issued."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

import doc_templates
from archive.chain import Chain
from archive.record import Record
from archive.shelf import Shelf
from archive.staging import Terms
from archive.verify import verify
from casework.assessments import content, issuing, report
from casework.assessments.model import Assessment, AssessmentState, Result
from casework.assessments.record import forms_in
from casework.clients.model import Client
from casework.clock import now
from casework.db.engine import Database, open_database
from casework.deposits.journal import open_entries
from casework.deposits.model import Deposit, JournalFile
from casework.documents.model import LetterNumber
from casework.documents.press import Paper, Press
from casework.jobs.worker import Worker
from casework.offices import service as offices
from casework.rebuild.dump import lines
from casework.rebuild.service import start_up
from casework.search.finder import Finder
from casework.users.service import actor_of
from tests.conftest import MakeDraft
from tests.papers import Printed
from webapp.parts import Parts
from webapp.settings import Settings
from webapp.work import make_worker

pytestmark = pytest.mark.office

AT = datetime(2026, 3, 9, 7, 32, tzinfo=UTC)
QUICK = 25  # points of the quick run
KILLED = 9
Make = Callable[[Callable[[int, str], None]], Any]


@dataclass(frozen=True, slots=True)
class Site:
    """One data home, opened: what the worker works with."""

    home: Path
    paper: Paper
    database: Database
    shelf: Shelf = field(repr=False)

    @property
    def worker(self) -> Worker:
        """The site's own worker, every handler in it."""
        finder = Finder.open(self.home / "indeks")
        press: Any = Printed(self.paper)
        return make_worker(
            Parts(Settings(home=self.home), self.database, self.shelf, press, finder)
        )

    def issue(self) -> None:
        """Do as the button does (T0), then as the worker does until nothing is left."""
        with self.database.transaction() as session:
            take_number(session)
        self.worker.drain()

    def come_back(self) -> None:
        """Start again after a crash and work on."""
        start_up(self.database, self.shelf, at=now())
        self.worker.drain()


def take_number(session: Session) -> None:
    row = session.scalars(select(Assessment)).one()
    assessor = actor_of(offices.official(session, row.office, row.assessor_id))
    issuing.issue(session, assessor, session.get_one(Client, row.client_id), row, at=AT)


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """A folder in memory where there is such a disk: the sweep counts calls, not syncs."""
    shm = "/dev/shm"  # noqa: S108 - a folder of our own is made in it
    with tempfile.TemporaryDirectory(dir=shm if os.access(shm, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture
def prepared(
    home: Path,
    database: Database,
    shelf: Shelf,
    press: Press,
    make_draft: MakeDraft,
    seal_all: Callable[[], None],
) -> Paper:
    """Make a complete draft in `home`, all before it sealed; return the paper it will become."""
    del home, shelf
    make_draft(worst=True)
    seal_all()
    with database.writing() as session:  # never committed
        take_number(session)
        row = session.scalars(select(Assessment)).one()
        record = Record.from_dict(row.frozen or {})
        profile = offices.settings(session, row.office)
        values = report.values(record, forms_in(session, profile.code, record.isi), profile, None)
    return press.print(doc_templates.find(content.TEMPLATE), values)


@pytest.fixture
def opened(prepared: Paper, home: Path, memory: Path) -> Iterator[Callable[[], Site]]:
    """Copies of the prepared home, opened."""
    sites = list[Site]()
    with open_database(home / "berkas.sqlite3").engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def make() -> Site:
        root = Path(tempfile.mkdtemp(dir=memory))
        shutil.copytree(home, root, dirs_exist_ok=True)
        shelf = Shelf.open(root / "arsip", Terms(margin=0))
        sites.append(Site(root, prepared, open_database(root / "berkas.sqlite3"), shelf))
        return sites[-1]

    yield make
    for site in sites:
        site.database.close()
        shutil.rmtree(site.home)


@dataclass(slots=True)
class Points:
    """Counts every disk call of the archive and both sides of every commit; dies at one."""

    die_at: int = -1
    passed: Iterator[int] = field(default_factory=itertools.count)
    last: int = 0

    def point(self, *_: object) -> None:
        """Pass one point, or end the process there."""
        self.last = next(self.passed)
        if self.last == self.die_at:
            os._exit(KILLED)


def issue_counted(site: Site, make_probe: Make, points: Points) -> None:
    def seen(_number: int, _name: str) -> None:
        points.point()

    event.listen(site.database.engine, "commit", points.point)
    event.listen(Session, "after_commit", points.point)
    try:
        with make_probe(seen).attached():
            site.issue()
    finally:
        event.remove(Session, "after_commit", points.point)


def killed_at(site: Site, make_probe: Make, number: int) -> None:
    """Issue in a child process that is gone at that point."""
    site.database.close()
    if (child := os.fork()) == 0:
        try:
            issue_counted(site, make_probe, Points(number))
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def state(site: Site) -> list[str]:
    """Return everything that must not change any more: rows, files, what is still open."""
    with site.database.reading() as session:
        rows = list(lines(session))
        rows += [
            f"{one.id} {one.state} {one.number}" for one in session.scalars(select(Assessment))
        ]
    paths = sorted(str(path) for path in site.shelf.root.rglob("*"))
    return rows + paths


def assert_settled(site: Site) -> AssessmentState:
    """Hold what is left after recovery against the promise; return which of the two it is."""
    assert list(verify(site.shelf)) == []
    with site.database.reading() as session:
        row = session.scalars(select(Assessment)).one()
        numbers = list(session.scalars(select(LetterNumber)))
        results = list(session.scalars(select(Result)))
        chain = Chain.parse(session.get_one(Deposit, row.client_id).chain)
        bags = [bag.id for bag in site.shelf.bags(chain) if bag.kind == "hasil-asesmen"]
        assert open_entries(session) == []
        assert session.scalar(select(func.count()).select_from(JournalFile)) == 0
    if row.state is AssessmentState.DRAFT:
        assert (row.number, numbers, results, bags) == (None, [], [], [])
        return row.state
    assert row.state is AssessmentState.STORED
    assert [one.n for one in numbers] == [1]
    assert [one.id for one in results] == bags == [row.record_id]
    assert row.indexed_at is not None
    return row.state


def sweep(opened: Callable[[], Site], make_probe: Make, wanted: int | None) -> None:
    counted = Points()
    whole = opened()
    issue_counted(whole, make_probe, counted)
    assert assert_settled(whole) is AssessmentState.STORED
    total = counted.last + 1
    assert total > 200

    seen = set[AssessmentState]()
    for number in range(0, total, 1 if wanted is None else total // wanted):
        site = opened()
        killed_at(site, make_probe, number)
        site.come_back()
        seen.add(assert_settled(site))
        before = state(site)
        site.come_back()
        assert state(site) == before, number
    assert seen == {AssessmentState.DRAFT, AssessmentState.STORED}


def test_killed_at_points_of_issuing_a_result_is_whole_or_still_to_be_issued(
    opened: Callable[[], Site], make_probe: Make
) -> None:
    sweep(opened, make_probe, QUICK)


@pytest.mark.full
def test_killed_at_every_point_of_issuing_a_result_is_whole_or_still_to_be_issued(
    opened: Callable[[], Site], make_probe: Make
) -> None:
    sweep(opened, make_probe, None)
