"""Changing a client's guidance: once a form, in turn, by who may, and with its whole past."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.actor import Actor, Role
from casework.assessments import history as assessments
from casework.clients import guidance
from casework.clients import service as clients
from casework.clients.changing import NotTheirClient
from casework.clients.guidance import Basis, ChangedGuidance, NothingToStrike
from casework.clients.model import Client
from casework.clients.workflow import GuidanceStatus, GuidanceStep, Move
from casework.db.base import new_id
from casework.db.engine import Database
from casework.errors import Invalid
from casework.offices import service as offices
from tests.conftest import MakeClient, Staff

DAY = date(2026, 3, 9)
SUSPEND = Move(GuidanceStep.SUSPEND, DAY, "menjalani pemeriksaan perkara lain")
COMPLETE = Move(GuidanceStep.COMPLETE, DAY, "masa bimbingan habis")


@pytest.fixture
def client(make_client: MakeClient) -> Client:
    return make_client()


def send(
    database: Database, actor: Actor, client: Client, move: Move, at: datetime, known: Basis
) -> str:
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        return clients.change_guidance(session, actor, here, move, at=at, known=known).id


def past(database: Database, client: Client) -> list[tuple[str, str, bool]]:
    with database.reading() as session:
        here = session.get_one(Client, client.id)
        return [
            (one.change.step, str(one.state.status), one.struck_by is not None)
            for one in guidance.history(session, here)
        ]


def test_two_clicks_on_one_form_are_one_change(
    database: Database, staff: Staff, client: Client, at: datetime
) -> None:
    known = Basis(mark=client.id, key=new_id())

    with ThreadPoolExecutor(4) as pool:
        ids = pool.map(lambda _: send(database, staff.pk, client, SUSPEND, at, known), range(4))

    assert len(set(ids)) == 1
    assert past(database, client) == [
        ("buka", "berjalan", False),
        ("tangguhkan", "ditangguhkan", False),
    ]


def test_of_two_people_at_once_the_second_is_told_and_nothing_is_lost(
    database: Database, staff: Staff, client: Client, at: datetime
) -> None:
    send(database, staff.pk, client, SUSPEND, at, Basis(client.id, new_id()))
    kasi = replace(staff.head, roles=frozenset({Role.KASI}))

    with pytest.raises(ChangedGuidance):
        send(database, kasi, client, COMPLETE, at, Basis(client.id, new_id()))

    assert past(database, client)[1:] == [("tangguhkan", "ditangguhkan", False)]


def test_a_mistake_is_struck_and_stays_in_the_history(
    database: Database, staff: Staff, client: Client, at: datetime
) -> None:
    send(database, staff.pk, client, SUSPEND, at, Basis())
    send(database, staff.pk, client, COMPLETE, at, Basis())

    for _ in range(2):
        with database.transaction() as session:
            here = session.get_one(Client, client.id)
            clients.strike_guidance(session, staff.pk, here, reason="salah klien", at=at)

    assert past(database, client) == [
        ("buka", "berjalan", False),
        ("tangguhkan", "ditangguhkan", True),
        ("selesai", "selesai", True),
        ("coret", "ditangguhkan", False),
        ("coret", "berjalan", False),
    ]
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        assert here.guidance_status is GuidanceStatus.RUNNING
        with pytest.raises(NothingToStrike):
            clients.strike_guidance(session, staff.pk, here, reason="lagi", at=at)


def test_striking_says_why(database: Database, staff: Staff, client: Client, at: datetime) -> None:
    send(database, staff.pk, client, SUSPEND, at, Basis())

    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        with pytest.raises(Invalid) as refused:
            clients.strike_guidance(session, staff.pk, here, reason=" ", at=at)

    assert [fault.code for fault in refused.value.faults] == ["required"]


@pytest.mark.parametrize(
    ("who", "role", "may"),
    [
        ("pk", Role.PK, True),
        ("assessor", Role.PK, False),
        ("assessor", Role.REGISTRASI, True),
        ("head", Role.KASI, True),
        ("archivist", Role.ARSIPARIS, False),
    ],
)
def test_a_pk_changes_own_clients_and_registration_and_the_section_head_all(
    database: Database,
    staff: Staff,
    client: Client,
    at: datetime,
    who: str,
    role: Role,
    *,
    may: bool,
) -> None:
    actor = replace(getattr(staff, who), roles=frozenset({role}))

    try:
        send(database, actor, client, SUSPEND, at, Basis())
        changed = True
    except NotTheirClient:
        changed = False

    assert changed is may


def test_who_is_received_again_has_a_first_assessment_to_come_sp_9(
    database: Database, staff: Staff, client: Client, at: datetime
) -> None:
    later = at.replace(year=2027)
    send(database, staff.pk, client, COMPLETE, at, Basis())
    send(database, staff.pk, client, Move(GuidanceStep.RECEIVE, date(2027, 3, 1)), later, Basis())

    with database.reading() as session:
        here = session.get_one(Client, client.id)
        due = assessments.due(here, None, offices.settings(session, here.office))
    assert due is not None
    assert (due.kind, due.on) == ("awal", date(2027, 3, 8))


def test_what_cannot_be_printed_is_refused_at_its_field(
    database: Database, staff: Staff, client: Client, at: datetime
) -> None:
    with pytest.raises(Invalid) as refused:
        send(database, staff.pk, client, replace(COMPLETE, reason="a\u202eb"), at, Basis())

    assert [fault.field for fault in refused.value.faults] == ["reason"]
