"""An office with issued results in its archive, its catalogue and its indexes."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.shelf import Shelf
from casework.actor import Actor
from casework.clients.model import Client
from casework.clock import now
from casework.db.engine import Database
from casework.deposits.sealing import INDEX
from casework.jobs import service as jobs
from casework.jobs.model import Job, JobState
from casework.search import indexing, service
from casework.search.answer import Answer
from casework.search.finder import Finder
from indexer.criteria import Criteria
from tests.conftest import MakeClient, Staff
from tests.papers import issue_result

Ask = Callable[..., Answer]
Issue = Callable[..., str]


@pytest.fixture
def finder(home: Path) -> Iterator[Finder]:
    opened = Finder.open(home / "indeks")
    yield opened
    opened.close()


@pytest.fixture
def index_all(
    database: Database, shelf: Shelf, finder: Finder, seal_all: Callable[[], None]
) -> Callable[[], None]:
    """Do what the worker does until everything can be found."""

    def work() -> None:
        seal_all()
        with database.reading() as session:
            query = select(Job).where(Job.kind == INDEX, Job.state == JobState.WAITING)
            waiting = session.scalars(query.order_by(Job.id)).all()
        for job in waiting:
            indexing.take_up(database, shelf, finder, job.subject)
            with database.transaction() as session:
                jobs.finish(session.get_one(Job, job.id), at=now())

    return work


@pytest.fixture
def issue(database: Database, staff: Staff, at: datetime, index_all: Callable[[], None]) -> Issue:
    """Issue a result into a client's file and bring it into the search; returns its id."""

    def make(client: Client, **facts: object) -> str:
        when = facts.pop("at", at)
        with database.transaction() as session:
            made = issue_result(session, staff.assessor, client, at=when, **facts)  # type: ignore[arg-type]
        index_all()
        return made.id

    return make


@pytest.fixture
def ask(database: Database, finder: Finder, staff: Staff) -> Ask:
    """Ask as the assessor, or as somebody else."""

    def question(
        by: Actor | None = None, *, page: int = 1, size: int = 10, **asked: object
    ) -> Answer:
        criteria = Criteria(**asked)  # type: ignore[arg-type]
        with database.reading() as session:
            return service.ask(
                session, finder, by or staff.assessor, criteria, page=page, size=size
            )

    return question


@pytest.fixture
def budi(make_client: MakeClient, issue: Issue) -> Client:
    """A client with one result, of which every word below can be found."""
    client = make_client()
    issue(
        client,
        advice=[("konseling-keluarga", "Konseling keluarga enam pertemuan")],
        pages=(
            "Laporan hasil asesmen",
            "Klien bersedia ikut rehabilitasi narkotika rawat jalan di puskesmas.",
        ),
    )
    return client


def found(answer: Answer) -> set[tuple[str, str]]:
    """Return the file and the kind of every document on the page."""
    return {(hit.file_number, hit.kind) for file in answer.files for hit in file.hits}
