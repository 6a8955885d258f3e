"""Taking a Litmas in: one number a paper, and what waits for its PK."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.assessments.model import Result
from casework.clients.model import Client
from casework.db.engine import Database
from casework.deposits.model import Deposit
from casework.documents.numbers import NumberTaken
from casework.documents.press import Press
from casework.errors import Fault, Invalid, NotFound
from casework.litmas import queries, service
from casework.litmas.service import LitmasFile
from casework.offices import service as offices
from casework.offices.profile import NumberSource, Profile
from rendering.office import Office
from tests.casework.litmas.conftest import FileLitmas
from tests.conftest import MakeClient, Staff
from tests.papers import issue_result, pdf

DATED = date(2026, 3, 6)


@pytest.fixture(scope="session")
def press() -> Press:
    return Press(Office(program="tidak-diperlukan"))


@pytest.fixture
def upload() -> LitmasFile:
    content = pdf("Litmas")
    return LitmasFile(
        "litmas.pdf", "pdf", "application/pdf", content, content, ("Litmas",), signed=False
    )


def test_litmas_are_numbered_one_after_the_other(file_litmas: FileLitmas) -> None:
    first, second = file_litmas(pdf("Satu")), file_litmas(pdf("Dua"))

    assert (first.number, second.number) == ("1/LP/2026", "2/LP/2026")
    assert (first.slug, second.slug) == ("2026-0001", "2026-0002")
    assert first.date == DATED


def test_the_same_file_is_not_given_a_second_number(file_litmas: FileLitmas) -> None:
    first = file_litmas()

    with pytest.raises(service.AlreadyFiled) as refused:
        file_litmas()

    assert (refused.value.slug, refused.value.number) == (first.slug, first.number)
    assert file_litmas(pdf("Lain")).number == "2/LP/2026"


def test_a_litmas_of_tomorrow_is_refused(
    database: Database, staff: Staff, budi: Client, upload: LitmasFile, at: datetime
) -> None:
    with pytest.raises(Invalid) as refused, database.transaction() as session:
        service.file_litmas(session, staff.pk, budi, upload, dated=date(2026, 3, 10), at=at)

    assert refused.value.faults == (Fault("dated", "in-the-future"),)


def test_a_number_from_outside_is_typed_and_never_twice(
    database: Database,
    staff: Staff,
    budi: Client,
    upload: LitmasFile,
    profile: Profile,
    at: datetime,
) -> None:
    with database.transaction() as session:
        outside = replace(profile, number_source=NumberSource.LUAR, version=2)
        offices.set_profile(session, staff.admin, outside, at=at)

    with pytest.raises(Invalid) as refused, database.transaction() as session:
        service.file_litmas(session, staff.pk, budi, upload, dated=DATED, at=at)
    with database.transaction() as session:
        made = service.file_litmas(
            session, staff.pk, budi, upload, dated=DATED, number="W1-45", at=at
        )
    other = replace(upload, source=pdf("Lain"), pdf=pdf("Lain"))
    with pytest.raises(NumberTaken), database.transaction() as session:
        service.file_litmas(session, staff.pk, budi, other, dated=DATED, number="w1-45", at=at)

    assert [(one.field, one.code) for one in refused.value.faults] == [("number", "required-named")]
    assert made.number == "W1-45"


def test_a_result_of_another_client_cannot_be_attached(
    database: Database,
    staff: Staff,
    file_litmas: FileLitmas,
    make_client: MakeClient,
    at: datetime,
) -> None:
    litmas, yohana = file_litmas(), make_client(name="Yohana Kurnia")
    with database.transaction() as session:
        other = issue_result(session, staff.assessor, yohana, at=at)

    with pytest.raises(NotFound), database.transaction() as session:
        service.attach(session, staff.pk, litmas, other.id, at=at)


def test_a_result_waits_for_its_pk_until_it_is_attached(
    database: Database, staff: Staff, result: Result, file_litmas: FileLitmas, at: datetime
) -> None:
    with database.reading() as session:
        before = queries.new_results(session, staff.pk)
        assert queries.count_new_results(session, staff.pk) == 1
        assert queries.new_results(session, staff.assessor) == []
    litmas = file_litmas()

    with database.transaction() as session:
        service.attach(session, staff.pk, litmas, result.id, at=at)

    with database.reading() as session:
        assert [one.result.id for one in before] == [result.id]
        assert queries.new_results(session, staff.pk) == []
        assert queries.count_new_results(session, staff.pk) == 0
        assert [one.litmas.id for one in queries.open_orders(session, staff.pk)] == [litmas.id]


def test_only_the_newest_result_of_a_client_waits(
    database: Database, staff: Staff, budi: Client, at: datetime
) -> None:
    with database.transaction() as session:
        issue_result(session, staff.assessor, budi, at=at)
        second = issue_result(session, staff.assessor, budi, at=at, ordinal=2, number="893")

    with database.reading() as session:
        assert [one.result.id for one in queries.new_results(session, staff.pk)] == [second.id]


def test_a_child_s_litmas_is_found_by_its_pk_alone(
    database: Database,
    staff: Staff,
    make_client: MakeClient,
    upload: LitmasFile,
    at: datetime,
    seal_all: Callable[[], None],
) -> None:
    child = make_client(name="Rizky Aditya", child=True, birth_date=date(2010, 1, 1))
    with database.transaction() as session:
        made = service.file_litmas(session, staff.pk, child, upload, dated=DATED, at=at)
    seal_all()

    with database.reading() as session:
        assert service.get(session, staff.pk, made.slug)[0].id == made.id
        assert service.document(session, made).sequence is not None
        assert session.get_one(Deposit, made.id).child
        with pytest.raises(NotFound):
            service.get(session, staff.assessor, made.slug)
