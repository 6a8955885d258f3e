"""The journal: a promise made with the change itself, kept in order, and let go when it is kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from archive.chain import Chain
from archive.errors import NoRoom
from archive.record import canonical
from archive.shelf import Shelf
from archive.staging import Terms
from archive.verify import verify
from casework.clients import service as clients
from casework.clients.model import Client, GuidanceStatus
from casework.clock import Zone
from casework.db.engine import Database
from casework.deposits import journal
from casework.deposits.model import Deposit, JournalEntry, JournalFile, JournalState
from casework.deposits.parcel import Parcel, client_chain
from casework.deposits.records import UnfitRecord
from casework.deposits.sealing import INDEX, seal
from casework.jobs import service as jobs
from tests.conftest import MakeClient, Staff
from tests.guidance import bring

STATUS = {"status": "selesai", "berlaku": "2026-03-09", "alasan": "uji"}


@pytest.fixture
def client(make_client: MakeClient, seal_all: Callable[[], None]) -> Client:
    found = make_client()
    seal_all()
    return found


@pytest.fixture
def parcel(client: Client, staff: Staff) -> Parcel:
    chain = client_chain(staff.pk, client.number, child=False)
    files = {"surat.txt": b"isi surat"}
    return Parcel("status", chain, Zone.WIB, STATUS, file_number=client.number, files=files)


def enter(database: Database, staff: Staff, parcel: Parcel, at: datetime) -> Deposit:
    with database.transaction() as session:
        return journal.enter(session, staff.pk, parcel, at=at)


def count(database: Database, what: type[JournalFile | Deposit | JournalEntry]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(what)) or 0


@pytest.mark.parametrize(
    "content",
    [
        {},
        {**STATUS, "status": "bebas"},
        {**STATUS, "berlaku": "9 Maret 2026"},
        {**STATUS, "berlaku": "2026-02-30"},
        {**STATUS, "lain": 1},
    ],
)
def test_a_record_that_does_not_fit_its_schema_is_never_promised(
    database: Database, staff: Staff, parcel: Parcel, at: datetime, content: dict[str, object]
) -> None:
    before = count(database, Deposit)

    with pytest.raises(UnfitRecord, match="status at"):
        enter(database, staff, replace(parcel, content=content), at)

    assert count(database, Deposit) == before


def test_the_files_stand_in_the_journal_until_the_bag_is_durable(
    database: Database, shelf: Shelf, staff: Staff, parcel: Parcel, at: datetime
) -> None:
    row = enter(database, staff, parcel, at)
    full = Shelf.open(shelf.root, Terms(margin=2**60))
    assert row.sequence is None

    with pytest.raises(NoRoom):
        seal(database, full, row.id)
    assert count(database, JournalFile) == 1

    seal(database, shelf, row.id)
    assert count(database, JournalFile) == 0
    with database.reading() as session:
        sealed = session.get_one(Deposit, row.id)
        entry = session.scalars(select(JournalEntry).order_by(JournalEntry.n.desc())).first()
        assert jobs.waiting(session, INDEX, row.id) is not None
    assert entry is not None
    assert (entry.state, entry.deposit_id) == (JournalState.SEALED, row.id)
    bag = shelf.find(parcel.chain, row.id)
    assert bag is not None
    assert (sealed.sequence, sealed.tagmanifest) == (bag.sequence, bag.tagmanifest_sha256)
    assert {one.name: one.sha256 for one in sealed.files} == {
        one.name: one.sha256 for one in bag.files
    }
    assert shelf.read(bag, "surat.txt") == b"isi surat"
    assert shelf.read(bag, "rekaman.json") == canonical(sealed.record)


def test_a_change_that_is_rolled_back_leaves_no_promise(
    database: Database, staff: Staff, parcel: Parcel, at: datetime
) -> None:
    before = count(database, JournalEntry)

    with database.writing() as session:
        journal.enter(session, staff.pk, parcel, at=at)
        session.rollback()

    assert (count(database, JournalEntry), count(database, JournalFile)) == (before, 0)


def test_the_same_key_is_the_same_act_before_and_after_it_is_sealed(
    database: Database, shelf: Shelf, staff: Staff, parcel: Parcel, at: datetime
) -> None:
    def again() -> str:
        return enter(
            database, staff, replace(parcel, key="tombol-1", id=parcel.id[:-1] + "Z"), at
        ).id

    first = enter(database, staff, replace(parcel, key="tombol-1"), at)
    assert again() == first.id
    seal(database, shelf, first.id)

    assert again() == first.id
    assert [bag.kind for bag in shelf.bags(parcel.chain)] == ["pembukaan", "status"]


def changes(database: Database, staff: Staff, client: Client, at: datetime) -> list[str]:
    """Change the guidance three times and return the deposits' ids, in that order."""
    found = list[str]()
    for status in (GuidanceStatus.SUSPENDED, GuidanceStatus.RUNNING, GuidanceStatus.COMPLETED):
        with database.transaction() as session:
            here = clients.get(session, staff.pk, client.number)
            bring(session, staff.pk, here, status, on=date(2026, 3, 9), reason="uji", at=at)
            found.append(journal.open_entries(session)[-1].deposit_id)
    return found


def test_what_was_promised_first_in_a_file_is_sealed_first(
    database: Database, shelf: Shelf, staff: Staff, client: Client, at: datetime
) -> None:
    promised = changes(database, staff, client, at)

    seal(database, shelf, promised[-1])  # the worker comes upon the last one first

    chain = client_chain(staff.pk, client.number, child=False)
    assert [bag.id for bag in shelf.bags(chain)] == [client.id, *promised]
    seal(database, shelf, promised[0])
    assert len(shelf.bags(chain)) == 4


def test_a_file_waits_for_its_own_promises_only(
    database: Database, shelf: Shelf, staff: Staff, make_client: MakeClient, client: Client,
    at: datetime,
) -> None:  # fmt: skip
    promised = changes(database, staff, client, at)
    other = make_client(name="Yohana Kurnia")

    seal(database, shelf, other.id)

    assert shelf.find(client_chain(staff.pk, other.number, child=False), other.id) is not None
    assert len(shelf.bags(client_chain(staff.pk, client.number, child=False))) == 1
    with database.reading() as session:
        chain = session.get_one(Deposit, client.id).chain
        assert [one.deposit_id for one in journal.open_entries(session, chain)] == promised


def test_workers_that_seal_the_same_file_at_once_make_each_bag_once(
    database: Database, shelf: Shelf, staff: Staff, client: Client, at: datetime
) -> None:
    promised = changes(database, staff, client, at)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda one: seal(database, shelf, one), promised * 4))

    chain = client_chain(staff.pk, client.number, child=False)
    assert [bag.id for bag in shelf.bags(chain)] == [client.id, *promised]
    assert list(verify(shelf)) == []


def test_a_bag_that_a_crash_left_unregistered_is_only_noted(
    database: Database, shelf: Shelf, staff: Staff, client: Client, at: datetime
) -> None:
    from casework.deposits.sealing import _publish  # noqa: PLC0415 - a crash is right behind it

    first = changes(database, staff, client, at)[0]
    published = _publish(database, shelf, first)

    seal(database, shelf, first)

    with database.reading() as session:
        row = session.get_one(Deposit, first)
    assert (row.sequence, row.tagmanifest) == (2, published.tagmanifest_sha256)
    assert len(shelf.bags(Chain.parse(row.chain))) == 2
