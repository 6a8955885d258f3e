"""Registering clients once each, and opening only the files that are the reader's to open."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from casework.actor import Actor, Role
from casework.clients import queries
from casework.clients import service as clients
from casework.clients.draft import ClientDraft
from casework.clients.model import Client
from casework.db.engine import Database
from casework.deposits.model import Deposit
from casework.errors import NotFound
from casework.offices.model import Official
from tests.conftest import MakeClient, Staff


def test_files_are_numbered_by_year_and_without_a_gap_however_many_register_at_once(
    database: Database, staff: Staff, client_draft: ClientDraft
) -> None:
    def register(at: datetime) -> str:
        with database.transaction() as session:
            return clients.register(session, staff.pk, client_draft, at=at).number

    midnight = datetime(2026, 12, 31, 17, tzinfo=UTC)  # 1 January in the office
    with ThreadPoolExecutor(8) as pool:
        old = sorted(pool.map(register, [datetime(2026, 12, 31, 16, 59, tzinfo=UTC)] * 16))

    assert old == [f"2026-{n:05}" for n in range(1, 17)]
    assert register(midnight) == "2027-00001"


def test_the_same_form_sent_twice_registers_one_client(
    database: Database, staff: Staff, client_draft: ClientDraft, at: datetime
) -> None:
    def send(actor: Actor, name: str = "Budi Santoso") -> str:
        with database.transaction() as session:
            draft = replace(client_draft, name=name)
            return clients.register(session, actor, draft, at=at, key="kunci").number

    assert send(staff.pk) == send(staff.pk) == send(staff.pk, "Nama Lain")
    assert send(staff.assessor) == "2026-00002"  # the key is the sender's own
    with database.reading() as session:
        assert len(session.scalars(select(Client)).all()) == 2


@pytest.mark.parametrize("child", [False, True])
@pytest.mark.parametrize(
    "reader", ["assessor", "supervisor", "pk", "head", "archivist", "admin", "elsewhere"]
)
def test_a_file_opens_for_whom_it_is_and_lists_say_the_same(
    database: Database, staff: Staff, make_client: MakeClient, reader: str, *, child: bool
) -> None:
    client = make_client(child=child)
    staff_of_all = {"supervisor", "pk", "head", "archivist"} | (set() if child else {"assessor"})
    actor = (
        replace(staff.head, office="bapas-lain")
        if reader == "elsewhere"
        else getattr(staff, reader)
    )

    with database.reading() as session:
        listed = queries.listed(session, actor).total == 1
        try:
            opened = clients.get(session, actor, client.number).id == client.id
        except NotFound:
            opened = False

    assert (opened, listed) == (reader in staff_of_all, reader in staff_of_all)


def test_who_may_read_no_file_opens_no_child_of_a_former_post_either(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    child = make_client(child=True)
    retired = replace(staff.pk, roles=frozenset({Role.ADMIN}))

    with database.reading() as session:
        assert child.pk_id == retired.id
        assert queries.listed(session, retired).total == 0
        with pytest.raises(NotFound):
            clients.get(session, retired, child.number)


def test_another_pk_loses_sight_of_a_child_when_the_case_is_given_away(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    child = make_client(child=True)
    with database.transaction() as session:
        here = clients.get(session, staff.head, child.number)
        successor = session.get_one(Official, staff.assessor.id)
        clients.assign_pk(session, staff.head, here, successor, on=date(2026, 3, 9), at=at)

    with database.reading() as session:
        assert clients.get(session, staff.assessor, child.number).pk_id == staff.assessor.id
        with pytest.raises(NotFound):
            clients.get(session, staff.pk, child.number)
        kinds = session.scalars(select(Deposit.kind).where(Deposit.file_number == child.number))
        assert sorted(kinds) == ["pembukaan", "penugasan"]
