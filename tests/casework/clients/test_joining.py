"""Two files of one person: one who proves to have been a child, and one who has two files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.shelf import Shelf
from casework.actor import Actor, Role
from casework.assessments import due
from casework.assessments.due import EVERYBODY
from casework.clients import assigning, changing, guidance, joining, life, past
from casework.clients import service as clients
from casework.clients.changing import NotTheirClient
from casework.clients.draft import Takeover
from casework.clients.joining import AlreadyChild
from casework.clients.model import Client, GuidanceStatus
from casework.clients.rules import shown_name
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.deposits.model import Deposit
from casework.errors import Invalid, NotFound
from casework.rebuild.dump import lines
from casework.rebuild.service import rebuild
from casework.search import indexing
from casework.search.finder import Finder
from indexer.criteria import Criteria
from tests.conftest import MakeClient, Staff
from tests.guidance import bring

DAY = date(2026, 3, 9)
WHY = "akta kelahiran: 16 tahun saat kejadian"


@pytest.fixture
def registrar(staff: Staff) -> Actor:
    return replace(staff.assessor, roles=frozenset({Role.REGISTRASI}))


def found(
    database: Database, actor: Actor, client: Client, at: datetime, reason: str = WHY
) -> Client:
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        return joining.found_child(session, actor, here, reason=reason, at=at)


def assert_same_after_a_rebuild(database: Database, shelf: Shelf, folder: Path) -> None:
    anew = open_database(folder / "anew.sqlite3")
    migrate(anew.engine)
    rebuilt = rebuild(anew, shelf)
    with database.reading() as old, anew.reading() as new:
        differing = {one for one in set(lines(old)) ^ set(lines(new)) if "audit" not in one}
    anew.close()
    assert rebuilt.unreadable == ()
    assert differing == set()


def test_one_who_proves_to_be_a_child_gets_a_file_in_the_children_s_root(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
) -> None:
    old = make_client(takeover=Takeover("7/LAMA", None, date(2025, 5, 2), "800", 9, "sedang"))

    fresh = found(database, staff.pk, old, at)
    seal_all()

    with database.reading() as session:
        before, after = session.get_one(Client, old.id), session.get_one(Client, fresh.id)
        assert (before.child, before.child_root) == (True, False)
        assert (after.child, after.child_root, after.child_reason) == (True, True, WHY)
        for name in ("name", "nik", "birth_date", "client_type", "received_on", "pk_id"):
            assert getattr(before, name) == getattr(after, name)
        assert after.old_next_due == before.old_next_due
        assert [case.offences for case in after.cases] == [case.offences for case in before.cases]
        assert before.guidance_status is GuidanceStatus.TRANSFERRED
        assert after.guidance_status is GuidanceStatus.RUNNING
        last = guidance.history(session, before)[-1].change
        assert last.destination == f"berkas {fresh.number}"
        roots = {
            (one.kind, one.chain.split("/")[0])
            for one in session.scalars(select(Deposit).where(Deposit.kind == "tunjuk-silang"))
        }
        assert roots == {("tunjuk-silang", "berkas"), ("tunjuk-silang", "berkas-anak")}
        (row,) = due.due_list(session, staff.head, until=date(2099, 1, 1), scope=EVERYBODY)
        assert row.client.number == fresh.number  # one clock, not two
    assert [c.path.parts[0] for c in shelf.chains() if c.tree != "kantor"] == [
        "berkas",
        "berkas-anak",
    ]


def test_the_old_file_closes_to_all_but_a_child_s_readers(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    old = make_client(name="Rizky Aditya")

    fresh = found(database, staff.pk, old, at)

    with database.reading() as session:
        for number in (old.number, fresh.number):
            client = clients.get(session, staff.pk, number)
            assert shown_name(client.name, child=client.child) == "R.A."
            with pytest.raises(NotFound):
                clients.get(session, staff.assessor, number)
        here = clients.get(session, staff.head, old.number)
        assert [one.other.number for one in past.references(session, staff.head, here)] == [
            fresh.number
        ]


def test_its_documents_move_to_the_children_s_index(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    finder = Finder.open(tmp_path / "indeks")
    old = make_client()
    seal_all()
    indexing.rebuild(database, shelf, finder)
    asked = Criteria(client="Santoso")
    assert finder.adults.search(asked).ids

    found(database, staff.pk, old, at)
    seal_all()
    with database.reading() as session:
        kind = Deposit.kind == "tunjuk-silang"
        references = list(session.scalars(select(Deposit.id).where(kind)))
    for one in references:
        indexing.take_up(database, shelf, finder, one)

    assert not finder.adults.search(asked).ids
    assert old.id in finder.children.search(replace(asked, child_too=True)).ids


@pytest.mark.parametrize(
    "status",
    [
        GuidanceStatus.RUNNING,
        GuidanceStatus.SUSPENDED,
        GuidanceStatus.ABSCONDED,
        GuidanceStatus.COMPLETED,
    ],
)
def test_both_files_come_back_equal_from_the_archive(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
    status: GuidanceStatus,
) -> None:
    old = make_client()
    if status is not GuidanceStatus.RUNNING:
        with database.transaction() as session:
            here = session.get_one(Client, old.id)
            bring(session, staff.pk, here, status, on=DAY, reason="uji", at=at)

    fresh = found(database, staff.pk, old, at)
    seal_all()

    assert_same_after_a_rebuild(database, shelf, tmp_path)
    with database.reading() as session:
        assert session.get_one(Client, fresh.id).guidance_status is status
        before = session.get_one(Client, old.id)
        moved = status is not GuidanceStatus.COMPLETED
        assert (before.guidance_status is GuidanceStatus.TRANSFERRED) is moved


def test_one_who_fled_and_proves_to_be_a_child_waits_for_a_pk_once(
    database: Database, staff: Staff, registrar: Actor, make_client: MakeClient, at: datetime
) -> None:
    old = make_client(pk_id=None)
    with database.transaction() as session:
        here = session.get_one(Client, old.id)
        bring(session, registrar, here, GuidanceStatus.ABSCONDED, on=DAY, reason="uji", at=at)

    fresh = found(database, registrar, old, at)

    kasi = replace(staff.head, roles=frozenset({Role.KASI}))
    with database.transaction() as session:
        assert [one.id for one in assigning.orphans(session, kasi, on=DAY).clients] == [fresh.id]
        # an office whose Berkas did not hand such a file over yet
        session.get_one(Client, old.id).guidance_status = GuidanceStatus.ABSCONDED
        assert assigning.orphan_count(session, kasi, on=DAY) == 1


@pytest.mark.parametrize("told", [{}, {"langkah": "dialihkan", "tujuan": "Bapas Lain"}])
def test_a_child_s_file_takes_over_a_change_that_only_another_version_can_name(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
    told: dict[str, str],
) -> None:
    old = make_client()
    with database.transaction() as session:
        here = session.get_one(Client, old.id)
        values = {**told, "status": "dicabut", "berlaku": "2026-03-09", "alasan": "surat 7"}
        life.read_status(session, changing.enter(session, staff.pk, here, "status", values, at))

    fresh = found(database, staff.pk, old, at)
    seal_all()

    with database.reading() as session:
        last = guidance.history(session, session.get_one(Client, fresh.id))[-1]
        assert (last.state.status, last.change.reason) == (GuidanceStatus.REVOKED, "surat 7")
        sealed = session.get_one(Deposit, last.change.id).isi
        assert told.items() <= sealed.items()
    assert_same_after_a_rebuild(database, shelf, tmp_path)


def test_asked_again_the_same_file_comes_back_and_a_child_s_own_is_refused(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    old = make_client()
    fresh = found(database, staff.pk, old, at)

    assert found(database, staff.pk, old, at).number == fresh.number
    with pytest.raises(AlreadyChild):
        found(database, staff.pk, fresh, at)


def test_only_the_pk_or_registration_says_so_and_says_why(
    database: Database, staff: Staff, registrar: Actor, make_client: MakeClient, at: datetime
) -> None:
    old = make_client()

    with pytest.raises(NotTheirClient):
        found(database, staff.supervisor, old, at)
    with pytest.raises(Invalid):
        found(database, registrar, old, at, reason="  ")
    assert found(database, registrar, old, at).child_root


def join(
    database: Database, actor: Actor, one: Client, other: Client, at: datetime, reason: str = WHY
) -> None:
    with database.transaction() as session:
        first, second = (session.get_one(Client, each.id) for each in (one, other))
        clients.join(session, actor, first, second, reason=reason, at=at)


@pytest.mark.parametrize("turned", [False, True])
def test_two_files_of_one_person_are_joined_both_ways_and_come_back_equal(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
    *,
    turned: bool,
) -> None:
    one, other = make_client(), make_client()
    if turned:
        one, other = other, one

    join(database, staff.pk, one, other, at, "satu orang, dua kali diterima")
    seal_all()

    with database.reading() as session:
        for here, there in ((one, other), (other, one)):
            client = clients.get(session, staff.assessor, here.number)
            told = past.references(session, staff.assessor, client)
            assert {each.other.number for each in told} == {there.number}
            assert client.guidance_status is GuidanceStatus.RUNNING
    assert_same_after_a_rebuild(database, shelf, tmp_path)


def test_a_file_is_not_joined_with_itself_nor_twice_nor_a_child_s_with_a_grown_up_s(
    database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    one, other = make_client(), make_client()
    child = make_client(child=True, birth_date=date(2010, 1, 1))
    join(database, staff.pk, one, other, at)

    def wrong(first: Client, second: Client) -> str:
        with pytest.raises(Invalid) as refused:
            join(database, staff.pk, first, second, at)
        return refused.value.faults[0].code

    assert wrong(one, one) == "same-file"
    assert wrong(other, one) == "already-joined"
    assert wrong(one, child) == "other-audience"
