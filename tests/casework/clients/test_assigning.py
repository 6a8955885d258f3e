"""Giving clients to PKs: who waits for one, who may be chosen, and what was before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.actor import Actor, Role
from casework.clients import assigning, past
from casework.clients.assigning import AssignedMeanwhile, Giving
from casework.clients.model import Client, GuidanceStatus
from casework.db.engine import Database
from casework.errors import Invalid, NotFound
from casework.offices import service as offices
from casework.offices.model import Official
from casework.offices.service import OfficialDraft
from tests.conftest import MakeClient, Staff
from tests.guidance import bring

DAY = date(2026, 3, 9)
MakePk = Callable[..., Official]


@pytest.fixture
def kasi(staff: Staff) -> Actor:
    return replace(staff.head, roles=frozenset({Role.KASI}))


@pytest.fixture
def make_pk(database: Database, staff: Staff, at: datetime) -> MakePk:
    def make(name: str = "Dewa Ketut", until: date | None = None) -> Official:
        with database.transaction() as session:
            draft = OfficialDraft(name, "", "PK", frozenset({Role.PK}), date(2024, 1, 1), until)
            return offices.appoint(session, staff.admin, draft, at=at)

    return make


def waiting(database: Database, actor: Actor) -> list[str]:
    with database.reading() as session:
        found = assigning.orphans(session, actor, on=DAY)
        assert found.total == len(found.clients) == assigning.orphan_count(session, actor, on=DAY)
        return [client.number for client in found.clients]


def give(database: Database, actor: Actor, number: str, giving: Giving, at: datetime) -> None:
    with database.transaction() as session:
        client = assigning.to_assign(session, actor, number)
        assigning.give(session, actor, client, giving, at=at)


def test_who_has_no_pk_or_one_whose_term_ended_waits_children_too(
    database: Database, kasi: Actor, make_client: MakeClient, make_pk: MakePk
) -> None:
    make_client()  # has a PK in office
    alone = make_client(pk_id=None, received_on=date(2026, 3, 5))
    left = make_client(pk_id=make_pk(until=date(2026, 3, 8)).id)
    child = make_client(pk_id=None, child=True, received_on=date(2026, 3, 6))

    assert waiting(database, kasi) == [left.number, alone.number, child.number]


def test_who_is_not_guided_any_more_waits_for_nobody(
    database: Database, staff: Staff, kasi: Actor, make_client: MakeClient, at: datetime
) -> None:
    client = make_client(pk_id=None)
    system = replace(staff.admin, via="sistem")
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        bring(session, system, here, GuidanceStatus.COMPLETED, on=DAY, reason="habis", at=at)

    assert waiting(database, kasi) == []


def test_only_who_assigns_sees_who_waits(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    client = make_client(pk_id=None)

    assert waiting(database, staff.pk) == []
    with database.reading() as session, pytest.raises(NotFound):
        assigning.to_assign(session, staff.pk, client.number)


def test_a_client_given_away_keeps_the_pks_there_were(
    database: Database,
    staff: Staff,
    kasi: Actor,
    make_client: MakeClient,
    make_pk: MakePk,
    at: datetime,
) -> None:
    client, other = make_client(), make_pk()

    give(database, kasi, client.number, Giving(other.id, DAY, "pindah wilayah"), at)

    with database.reading() as session:
        here = session.get_one(Client, client.id)
        assert here.pk_id == other.id
        assert [
            (one.official.id, one.assignment.since, one.assignment.reason)
            for one in past.assignments(session, here)
        ] == [(other.id, DAY, "pindah wilayah"), (staff.pk.id, date(2026, 3, 3), "")]


def test_two_clicks_give_once_and_of_two_people_the_second_is_told(
    database: Database, kasi: Actor, make_client: MakeClient, make_pk: MakePk, at: datetime
) -> None:
    client, first, second = make_client(pk_id=None), make_pk(), make_pk("Ni Wayan")

    for _ in range(2):
        give(database, kasi, client.number, Giving(first.id, DAY, mark=""), at)
    with pytest.raises(AssignedMeanwhile):
        give(database, kasi, client.number, Giving(second.id, DAY, mark=""), at)

    with database.reading() as session:
        here = session.get_one(Client, client.id)
        assert [one.official.id for one in past.assignments(session, here)] == [first.id]


def test_what_is_wrong_with_a_choice_is_said_at_its_field(
    database: Database,
    staff: Staff,
    kasi: Actor,
    make_client: MakeClient,
    make_pk: MakePk,
    at: datetime,
) -> None:
    client, gone = make_client(), make_pk(until=date(2026, 3, 8))

    def wrong(pk_id: str, on: date = DAY) -> list[tuple[str, str]]:
        with pytest.raises(Invalid) as refused:
            give(database, kasi, client.number, Giving(pk_id, on), at)
        return [(fault.field, fault.code) for fault in refused.value.faults]

    assert wrong("") == [("pk_id", "required")]
    assert wrong(gone.id) == [("pk_id", "unknown-choice")]
    assert wrong(staff.pk.id) == [("pk_id", "unchanged")]
    assert wrong(staff.pk.id, date(2026, 3, 10))[1] == ("on", "date-future")
    assert wrong("", date(2026, 3, 2))[1] == ("on", "before-last-change")
