"""The pages of a PK and of today, with the office of the client pages behind them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from casework.actor import Role
from casework.assessments.model import Result
from casework.clients.model import Client
from casework.db.engine import Database
from casework.documents.press import Press
from casework.jobs.worker import Worker
from casework.offices.model import Official
from rendering.office import Office
from tests.conftest import MakeClient, Staff, make_client
from tests.papers import issue_result
from tests.webapp.views.berkas.conftest import (
    Browser,
    BrowserOf,
    browser_of,
    database,
    post,
    shelf,
    site,
)
from webapp.parts import Parts
from webapp.work import make_worker

__all__ = ["browser_of", "database", "make_client", "post", "shelf", "site"]


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    office = Office()
    yield Press(office)
    office.close()


@pytest.fixture
def parts(empty_parts: Parts, press: Press) -> Parts:
    return replace(empty_parts, press=press)


@pytest.fixture
def worker(parts: Parts) -> Worker:
    return make_worker(parts)


@pytest.fixture
def pk(browser_of: BrowserOf, staff: Staff) -> Browser:
    return browser_of(staff.pk)


@pytest.fixture
def budi(make_client: MakeClient) -> Client:
    return make_client()


@pytest.fixture
def give(
    database: Database, staff: Staff, at: datetime, seal_all: Callable[[], None]
) -> Callable[..., Result]:
    """Issue a result to a client and seal it."""

    def issue(client: Client, **facts: object) -> Result:
        with database.transaction() as session:
            result = issue_result(session, staff.assessor, client, at=at, **facts)  # type: ignore[arg-type]
        seal_all()
        return result

    return issue


@pytest.fixture
def also(database: Database) -> Callable[[str, Role], None]:
    """Give an official one more role."""

    def add(official_id: str, role: Role) -> None:
        with database.transaction() as session:
            row = session.get_one(Official, official_id)
            row.roles = sorted({*row.roles, str(role)})

    return add
