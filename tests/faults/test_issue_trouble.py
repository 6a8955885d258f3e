"""What stands in the way of an issue delays it: the number is kept, and one document comes."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.chain import Chain
from archive.errors import NoRoom
from archive.shelf import Shelf
from archive.staging import Terms
from archive.verify import verify
from casework.assessments import issuing
from casework.assessments.model import Assessment, AssessmentState, Result
from casework.clients.model import Client
from casework.db.engine import Database
from casework.deposits import sealing
from casework.deposits.model import Deposit
from casework.documents.press import Press
from casework.jobs import service as jobs
from casework.search.finder import Finder
from rendering.office import Office
from tests.conftest import MakeDraft, Staff
from tests.papers import Printed
from webapp.parts import Parts
from webapp.settings import Settings
from webapp.words.refusals import trouble_sentence
from webapp.work import make_worker

NUMBER = "WP.10.PAS.PAS.8-UM.01.01 - 1"


@dataclass(frozen=True, slots=True)
class Issue:
    """One draft whose number is taken, and the worker that is to make its document."""

    parts: Parts
    draft: str

    def work(self, **changed: Any) -> str | None:  # noqa: ANN401 - any part may be another
        """Let the worker do all that is due; return what it says stands in the way."""
        make_worker(replace(self.parts, **changed)).drain()
        with self.parts.database.reading() as session:
            return jobs.trouble(session, self.draft)

    @property
    def row(self) -> Assessment:
        """The assessment as it stands now."""
        with self.parts.database.reading() as session:
            return session.get_one(Assessment, self.draft)

    def bags(self) -> int:
        """Count the sealed results of the client."""
        with self.parts.database.reading() as session:
            chain = session.get_one(Deposit, self.row.client_id).chain
        bags = self.parts.shelf.bags(Chain.parse(chain))
        return [bag.kind for bag in bags].count("hasil-asesmen")


@pytest.fixture
def issue(
    home: Path,
    database: Database,
    shelf: Shelf,
    staff: Staff,
    make_draft: MakeDraft,
    seal_all: Callable[[], None],
    at: datetime,
) -> Issue:
    draft = make_draft(worst=True)
    seal_all()
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        issuing.issue(session, staff.assessor, client, row, at=at)
    printed: Any = Printed()
    finder = Finder.open(home / "indeks")
    return Issue(Parts(Settings(home=home), database, shelf, printed, finder), draft.id)


def assert_waits(issue: Issue) -> None:
    assert issue.row.state is AssessmentState.NUMBERED
    assert issue.row.number == NUMBER
    assert issue.bags() == 0


def assert_stored_once(issue: Issue) -> None:
    assert issue.row.state is AssessmentState.STORED
    assert issue.row.number == NUMBER
    assert issue.bags() == 1
    assert list(verify(issue.parts.shelf)) == []
    with issue.parts.database.reading() as session:
        assert len(list(session.scalars(select(Result)))) == 1


def test_a_missing_libreoffice_is_named_and_the_number_kept_until_it_comes(issue: Issue) -> None:
    begun = datetime.fromisoformat("2026-03-09T07:33:00Z")
    with time_machine.travel(begun, tick=True) as clock:
        trouble = issue.work(press=Press(Office(program="soffice-tidak-ada")))

        assert_waits(issue)
        assert trouble == "office-missing:libreoffice-writer-nogui"
        assert "libreoffice-writer-nogui" in trouble_sentence(trouble)

        clock.move_to(begun + timedelta(minutes=1))
        assert issue.work() is None
    assert_stored_once(issue)


def test_a_full_disk_delays_the_seal_and_loses_nothing(issue: Issue) -> None:
    begun = datetime.fromisoformat("2026-03-09T07:33:00Z")
    full = Shelf.open(issue.parts.shelf.root, Terms(margin=2**60))
    with time_machine.travel(begun, tick=True) as clock:
        trouble = issue.work(shelf=full)

        assert_waits(issue)
        assert trouble == NoRoom.__name__
        assert "ruang simpan" in trouble_sentence(trouble)
        assert list((issue.parts.shelf.root / ".staging").iterdir()) == []

        clock.move_to(begun + timedelta(minutes=1))
        assert issue.work() is None
    assert_stored_once(issue)


@pytest.mark.parametrize(("module", "name"), [(sealing, "note_sealed"), (issuing, "keep_result")])
def test_a_failing_registration_never_doubles_the_bag(
    issue: Issue,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    name: str,
) -> None:
    begun = datetime.fromisoformat("2026-03-09T07:33:00Z")
    real, calls = getattr(module, name), itertools.count()

    def failing(session: Session, *given: object, **named: object) -> object:
        done = real(session, *given, **named)
        if next(calls) < 8:  # whatever is sealed first; all of them more than once
            raise RuntimeError("the transaction fails after its last statement")
        return done

    monkeypatch.setattr(module, name, failing)
    with time_machine.travel(begun, tick=True) as clock:
        for minute in range(1, 9):
            issue.work()
            clock.move_to(begun + timedelta(minutes=10 * minute))
        assert issue.work() is None
    assert next(calls) > 8
    assert_stored_once(issue)
